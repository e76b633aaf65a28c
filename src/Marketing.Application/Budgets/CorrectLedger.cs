using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Cancels a booking.</summary>
public sealed record ReverseInput
{
    /// <summary>The day on which the money moves back.</summary>
    /// <example>2027-04-15</example>
    public required DateOnly Date { get; init; }

    /// <summary>Why it is reversed.</summary>
    /// <example>发票重复入账</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Moves a booking to the line where it belongs.</summary>
public sealed record ReclassifyInput
{
    /// <summary>Code of the line where it belongs; omit it to correct only dimensions.</summary>
    /// <example>EVENTS</example>
    [MaxLength(Budget.CodeLength)]
    public string? ToLineCode { get; init; }

    /// <summary>Values of custom dimensions that replace those of the line.</summary>
    /// <example>{"REGION":"EAST"}</example>
    [MaxLength(DimensionLimits.Most)]
    [KeyPattern(DimensionLimits.KeyPattern, MaxLength = CatalogueName.Length)]
    [Items(CatalogueName.Length)]
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = DimensionLimits.None;

    /// <summary>Code or name of the category that replaces that of the line.</summary>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    [SingleLine]
    public string? Category { get; init; }

    /// <summary>Cost centre that replaces that of the line.</summary>
    [MaxLength(100)]
    [SingleLine]
    public string? CostCentre { get; init; }

    /// <summary>Code of the line that it was booked on; omit it if it was booked on one line only.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? FromLineCode { get; init; }

    /// <summary>The day of the correction.</summary>
    /// <example>2027-04-15</example>
    public required DateOnly Date { get; init; }

    /// <summary>Why it is corrected.</summary>
    /// <example>误记入广告费</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Cancels a booking by its opposite.</summary>
public sealed record ReverseEntry(LedgerEntryId Id, ReverseInput Input) : ICommand<BookingResponse>;

internal sealed class ReverseEntryHandler(LedgerEntries entries, Commitments commitments)
    : IRequestHandler<ReverseEntry, Result<BookingResponse>>
{
    public async Task<Result<BookingResponse>> Handle(ReverseEntry command, CancellationToken cancellationToken)
    {
        var found = await entries.OpenAsync(command.Id, [], cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (spending, postings) = found.Value;
        if (await TakeBackAsync(postings, cancellationToken) is { } refused)
        {
            return refused;
        }

        var first = postings[0];
        var entry = LedgerEntry.Opposite(
            postings.Select(posting => new LedgerAmount(
                posting.LineId,
                posting.Account,
                posting.Minor,
                OriginalMinor: posting.OriginalMinor,
                Terms: LedgerEntries.TermsOf(posting)
            )),
            new EntryOrigin(command.Input.Date)
            {
                CommitmentId = first.CommitmentId,
                ReversesEntryId = first.EntryId,
                Reason = command.Input.Reason,
                Conversion = LedgerEntries.ConversionOf(first),
            }
        );
        return await entries.PostAsync(spending, entry, first.LineId, PostingRule.Settlement, cancellationToken);
    }

    /// <summary>Gives a commitment back what an actual had used, or ends the commitment that the entry made.</summary>
    private async Task<Error?> TakeBackAsync(IReadOnlyList<LedgerPosting> postings, CancellationToken ct)
    {
        var first = postings[0];
        if (first.CommitmentId is not { } id || first.Kind == LedgerEntryKind.Actual)
        {
            return null;
        }

        var locked = await commitments.LockAsync(id, ct);
        if (!locked.Succeeded)
        {
            return locked.Error;
        }

        var commitment = locked.Value;
        if (first.Kind == LedgerEntryKind.ActualOnCommitment)
        {
            foreach (var used in postings.Where(posting => posting.Account == LedgerAccount.Spent))
            {
                commitment.Restore(used.LineId, used.Minor);
            }

            return null;
        }

        if (commitment.OpenMinor != commitment.Minor)
        {
            return new EntryNotReversible(first.EntryId.Value, first.Kind);
        }

        commitment.Release();
        return null;
    }
}

/// <summary>Moves spent money to the line where it belongs.</summary>
public sealed record ReclassifyEntry(LedgerEntryId Id, ReclassifyInput Input) : ICommand<BookingResponse>;

internal sealed class ReclassifyEntryHandler(LedgerEntries entries, BudgetWords words)
    : IRequestHandler<ReclassifyEntry, Result<BookingResponse>>
{
    public async Task<Result<BookingResponse>> Handle(ReclassifyEntry command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var found = await entries.OpenAsync(command.Id, input.ToLineCode is { } named ? [named] : [], cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (spending, postings) = found.Value;
        var spent = postings
            .Where(posting => posting.Account == LedgerAccount.Spent)
            .GroupBy(posting => posting.LineId)
            .Where(line => input.FromLineCode is not { } code || Budget.KeyOf(line.First().LineCode) == Budget.KeyOf(code))
            .ToList();
        var target =
            input.ToLineCode is { } toCode ? spending.Find(toCode)
            : spent.Count == 1 ? spending.Lines.FirstOrDefault(line => line.OwnerId == spent[0].Key.Value)
            : null;
        var dimensions = await words.DimensionsAsync(input.Dimensions, "/dimensions", cancellationToken);
        var isSame = spent.Count == 1 && target?.OwnerId == spent[0].Key.Value;
        var refused = Refusals.Join(
            spent.Count == 1 ? null : new BudgetLineUnknown(input.FromLineCode ?? "", "/fromLineCode"),
            spent.Count == 1 ? Bookings.Bookable(target, input.ToLineCode ?? "", "/toLineCode") : null,
            dimensions.Error,
            isSame && input is { Dimensions.Count: 0, Category: null, CostCentre: null }
                ? new TransferToSameLine(input.ToLineCode ?? spent[0].First().LineCode)
                : null
        );
        if (refused is not null)
        {
            return refused;
        }

        var (to, first) = (BudgetLineId.From(target!.OwnerId), spent[0].First());
        var booked = LedgerEntries.TermsOf(first);
        var category = input.Category is { } text ? (await words.CategoryAsync(text, cancellationToken))?.Name ?? text : null;
        var entry = LedgerEntry.Reclassified(
            (spent[0].Key, booked),
            (to, Corrected(isSame ? booked : target.Terms, input, category, dimensions.Value)),
            spent[0].Sum(posting => posting.Minor),
            new EntryOrigin(input.Date)
            {
                ReversesEntryId = command.Id,
                Reason = input.Reason,
                Conversion = LedgerEntries.ConversionOf(first),
            },
            first.OriginalMinor is null ? null : spent[0].Sum(posting => posting.OriginalMinor)
        );
        return await entries.PostAsync(spending, entry, to, PostingRule.Actual, cancellationToken);
    }

    private static BalanceTerms Corrected(
        BalanceTerms line,
        ReclassifyInput input,
        string? category,
        IReadOnlyDictionary<string, string> dimensions
    )
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in line.Dimensions.Concat(dimensions))
        {
            merged[name] = value;
        }

        return line with
        {
            Category = category ?? line.Category,
            CostCentre = input.CostCentre ?? line.CostCentre,
            Dimensions = merged,
        };
    }
}

/// <summary>Loads posted entries for corrections.</summary>
internal sealed class LedgerEntries(IMarketingDb db, Bookings bookings, Ledger ledger)
{
    private static readonly LedgerEntryKind[] Correctable =
    [
        LedgerEntryKind.Commit,
        LedgerEntryKind.Actual,
        LedgerEntryKind.ActualOnCommitment,
    ];

    /// <summary>Loads an entry that has not been corrected, with the lines that it names.</summary>
    public async Task<Result<(SpendingLines Spending, IReadOnlyList<LedgerPosting> Postings)>> OpenAsync(
        LedgerEntryId id,
        IReadOnlyList<string> codes,
        CancellationToken ct
    )
    {
        var postings = await db
            .LedgerPostings.AsNoTracking()
            .Where(posting => posting.EntryId == id)
            .OrderBy(posting => posting.Number)
            .ToListAsync(ct);
        if (postings.Count == 0)
        {
            return new LedgerEntryNotFound(id.Value);
        }

        if (!Correctable.Contains(postings[0].Kind))
        {
            return new EntryNotReversible(id.Value, postings[0].Kind);
        }

        if (await db.LedgerCorrections.AsNoTracking().SingleOrDefaultAsync(row => row.EntryId == id, ct) is { } corrected)
        {
            return new EntryReversed(id.Value, corrected.CorrectedBy.Value);
        }

        var spending = await bookings.ReadAsync(postings[0].BudgetId, [.. postings.Select(posting => posting.LineCode), .. codes], ct);
        return spending.Succeeded ? (spending.Value, postings) : spending.Error;
    }

    /// <summary>Returns what the line said when the posting was recorded, so that a correction cancels it in every dimension.</summary>
    public static BalanceTerms TermsOf(LedgerPosting posting) =>
        new(posting.LineCode, posting.Category, BudgetLineKind.Line)
        {
            PhaseRef = posting.PhaseRef,
            ChannelCode = posting.ChannelCode,
            CampaignRef = posting.CampaignRef,
            CostCentre = posting.CostCentre,
            Dimensions = posting.Dimensions is { } stored ? WireJson.Load<Dictionary<string, string>>(stored) : DimensionLimits.None,
        };

    /// <summary>Returns how an entry was converted. A correction uses the same rate, so that both cancel each other out.</summary>
    public static Conversion? ConversionOf(LedgerPosting posting) =>
        posting is { OriginalCurrency: { } currency, Rate: { } rate, RateDate: { } day } ? new Conversion(currency, rate, day) : null;

    /// <summary>Posts the correction. Its unique row keeps a second one out.</summary>
    public async Task<Result<BookingResponse>> PostAsync(
        SpendingLines spending,
        LedgerEntry correction,
        BudgetLineId line,
        PostingRule rule,
        CancellationToken ct
    )
    {
        db.LedgerCorrections.Add(
            new LedgerCorrection
            {
                WorkspaceId = spending.Budget.WorkspaceId,
                EntryId = correction.Origin.ReversesEntryId!.Value,
                CorrectedBy = correction.Id,
            }
        );
        var posted = await ledger.PostAsync(spending, [correction], rule, ct);
        return posted.Succeeded
            ? Bookings.ToResponse(spending, line, [correction], posted.Value, correction.Origin.CommitmentId)
            : posted.Error;
    }
}
