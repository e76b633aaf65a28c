using System.Linq.Expressions;
using Marketing.Domain.Text;

namespace Marketing.Application.Common;

/// <summary>Searches columns of normalised text for words, with conditions that both engines translate to standard SQL.</summary>
internal static class Searching
{
    /// <summary>Keeps the rows whose text contains every word.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="text">The column with the normalised text.</param>
    /// <param name="q">The words; null to keep all rows.</param>
    public static IQueryable<TRow> Containing<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string>> text, string? q) =>
        SearchWords.Of(q ?? "").Words.Aggregate(rows, (found, word) => found.Where(Contains(text, word)));

    /// <summary>Returns the condition that a text contains a word in one of its spellings.</summary>
    public static Expression<Func<TRow, bool>> Contains<TRow>(Expression<Func<TRow, string>> text, IReadOnlyList<string> spellings) =>
        Expression.Lambda<Func<TRow, bool>>(
            spellings.Select(spelling => (Expression)Contains(text.Body, spelling)).Aggregate(Expression.OrElse),
            text.Parameters
        );

    /// <summary>Returns the condition that one of two conditions is met.</summary>
    public static Expression<Func<TRow, bool>> Or<TRow>(this Expression<Func<TRow, bool>> one, Expression<Func<TRow, bool>> other) =>
        Expression.Lambda<Func<TRow, bool>>(
            Expression.OrElse(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)),
            one.Parameters
        );

    // Read through a member, so that the word becomes a parameter and the statement is reused.
    private static MethodCallExpression Contains(Expression text, string spelling) =>
        Expression.Call(
            text,
            nameof(string.Contains),
            null,
            Expression.Property(Expression.Constant(new Word(spelling)), nameof(Word.Text))
        );

    private sealed record Word(string Text);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
