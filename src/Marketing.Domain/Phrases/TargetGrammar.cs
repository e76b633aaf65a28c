using System.Buffers;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads a target in Chinese or English. The rules are in <see cref="BaselineTargets"/>, <see cref="ChangeTargets"/> and
/// <see cref="LevelTargets"/>; a rule returns null if it does not match. <see cref="TargetContext"/> checks the words around the target.
/// </summary>
internal static class TargetGrammar
{
    // The characters that a target can start with, besides those of a figure.
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create([
        .. TargetWords.ChangeVerbs.Select(row => row.Word[0]),
        .. TargetWords.ChangeToVerbs.Select(row => row.Word[0]),
        .. TargetWords.LevelVerbs.Select(row => row.Word[0]),
        .. TargetWords.ComparatorsBefore.Select(row => row.Word[0]),
        .. ChangeTargets.FirstCharacters,
        .. "从由自同环比较相原现目去上基介百减TBHA",
    ]);

    private static readonly SearchValues<char> FirstCharactersWithoutFigure = SearchValues.Create([
        .. TargetWords.ChangeVerbs.Select(row => row.Word[0]),
        .. ChangeTargets.FirstCharacters,
        .. "减H",
    ]);

    private static readonly Func<PhraseScanner, TargetExpression?>[] Rules =
    [
        BaselineTargets.FromTo,
        BaselineTargets.ToFrom,
        BaselineTargets.Between,
        ChangeTargets.Halving,
        ChangeTargets.NamedMultiple,
        ChangeTargets.Multiple,
        ChangeTargets.Change,
        LevelTargets.ToLevel,
        LevelTargets.ReachLevel,
        ChangeTargets.Nominal,
        LevelTargets.Bare,
    ];

    private static readonly Func<PhraseScanner, TargetExpression?>[] RulesWithoutFigure =
    [
        ChangeTargets.Halving,
        ChangeTargets.NamedMultiple,
    ];

    /// <summary>Reads a target at the current position. Without a figure in reach, only words such as 翻倍 can be one.</summary>
    public static TargetExpression? Read(PhraseScanner scanner, bool hasFigure)
    {
        if (!hasFigure && !FirstCharactersWithoutFigure.Contains(scanner.NextChar))
        {
            return null;
        }

        var isFigure = Numerals.CanStartFigure(scanner.NextChar);
        if (isFigure ? TargetFigure.IsTime(scanner.Fork()) : !FirstCharacters.Contains(scanner.NextChar))
        {
            return null;
        }

        var start = scanner.Position;
        foreach (var rule in hasFigure ? Rules : RulesWithoutFigure)
        {
            scanner.Position = start;
            if (rule(scanner) is { } target)
            {
                return target;
            }
        }

        return null;
    }
}
