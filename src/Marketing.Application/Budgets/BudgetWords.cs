using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Finds the categories and dimensions that lines name.</summary>
internal sealed class BudgetWords(IMarketingDb db, CatalogueMatcher matcher)
{
    /// <summary>
    /// Links lines to the categories that they name by code or name, which replaces the words; others stay words. Dimensions must exist
    /// with their values, and are written by their codes.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="place">Returns the pointer of a line in the request.</param>
    /// <param name="ct">Cancels the reads.</param>
    /// <returns>The unknown dimensions and values; null if there are none.</returns>
    public async Task<Error?> LinkAsync(IReadOnlyList<BudgetLine> lines, Func<int, string> place, CancellationToken ct)
    {
        var texts = lines.Select(line => line.Terms.Category).Distinct(StringComparer.Ordinal).ToList();
        var categories = await CategoriesAsync(texts, ct);
        foreach (var line in lines)
        {
            var found = categories.GetValueOrDefault(line.Terms.Category);
            line.Categorise(found is null ? null : BudgetCategoryId.From(found.Id), found?.Name);
        }

        var named = lines.Any(line => line.Terms.Dimensions.Count > 0);
        var dimensions = named ? await db.Set<Dimension>().AsNoTracking().ToListAsync(ct) : [];
        var faults = new List<RuleFault>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)).Where(each => each.line.Terms.Dimensions.Count > 0))
        {
            var resolved = Resolve(line.Terms.Dimensions, dimensions, $"{place(i)}/dimensions", faults);
            line.Classify(resolved);
        }

        return faults.Count == 0 ? null : new RulesBroken(faults);
    }

    /// <summary>Returns dimensions by their codes, with the codes of their values.</summary>
    public async Task<Result<IReadOnlyDictionary<string, string>>> DimensionsAsync(
        IReadOnlyDictionary<string, string> named,
        string pointer,
        CancellationToken ct
    )
    {
        var faults = new List<RuleFault>();
        var resolved = Resolve(named, await db.Set<Dimension>().AsNoTracking().ToListAsync(ct), pointer, faults);
        return faults.Count == 0 ? Result<IReadOnlyDictionary<string, string>>.Of(resolved) : new RulesBroken(faults);
    }

    /// <summary>Returns the category that a text names; null if there is none, or several.</summary>
    public async Task<MatchedEntry?> CategoryAsync(string text, CancellationToken ct) =>
        (await CategoriesAsync([text], ct)).GetValueOrDefault(text);

    private async Task<Dictionary<string, MatchedEntry>> CategoriesAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var codes = texts.Select(CatalogueName.CodeKey).Distinct().ToList();
        var byCode = await db.Set<BudgetCategory>()
            .AsNoTracking()
            .Where(category => category.CodeKey != null && codes.Contains(category.CodeKey))
            .Select(category => new
            {
                category.Id,
                category.Name,
                category.CodeKey,
            })
            .ToListAsync(ct);
        var found = new Dictionary<string, MatchedEntry>(StringComparer.Ordinal);
        foreach (var match in await matcher.FindAsync(ResourceTypes.BudgetCategory, texts, ct))
        {
            if (byCode.Find(category => category.CodeKey == CatalogueName.CodeKey(match.Text)) is { } coded)
            {
                found[match.Text] = new MatchedEntry { Id = coded.Id.Value, Name = coded.Name };
            }
            else if (match.Outcome == MatchOutcome.Matched)
            {
                found[match.Text] = match.Entries[0];
            }
        }

        return found;
    }

    private static SortedDictionary<string, string> Resolve(
        IReadOnlyDictionary<string, string> named,
        IReadOnlyList<Dimension> dimensions,
        string pointer,
        List<RuleFault> faults
    )
    {
        var resolved = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in named)
        {
            var (code, key) = (CatalogueName.CodeKey(name), CatalogueName.Key(name));
            var dimension =
                dimensions.FirstOrDefault(each => each.CodeKey == code) ?? dimensions.FirstOrDefault(each => each.NameKey == key);
            if (dimension is null)
            {
                faults.Add(RuleFault.Of($"{pointer}/{name}", "dimension.nameUnknown", ("dimension", name)));
            }
            else if (dimension.Find(value) is not { } known)
            {
                faults.Add(RuleFault.Of($"{pointer}/{name}", "dimension.valueUnknown", ("dimension", dimension.Word), ("value", value)));
            }
            else
            {
                resolved[dimension.Word] = known;
            }
        }

        return resolved;
    }
}

/// <summary>References from budget lines to categories.</summary>
internal sealed class BudgetLineCategories(IMarketingDb db)
    : ColumnReferrer<BudgetLine, BudgetLineId, BudgetCategoryId>(
        db,
        ResourceTypes.BudgetCategory,
        line => line.CategoryId,
        (line, category) => line.Categorise(category, null)
    );
