namespace Marketing.Domain.Phrases;

/// <summary>Builds the tables of words that <see cref="PhraseScanner"/> reads.</summary>
internal static class WordTable
{
    /// <summary>Returns one row for each word, all with the same meaning.</summary>
    public static (string Word, T Meaning)[] Words<T>(T meaning, params string[] words) => [.. words.Select(word => (word, meaning))];
}
