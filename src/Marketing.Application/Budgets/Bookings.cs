using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>What all bookings have in common: lines, amounts, records of other systems, the response.</summary>
internal sealed class Bookings(IMarketingDb db, RequestContext context)
{
    public const string Commitment = "commitment";
    public const string Actual = "actual";

    /// <summary>Reads a budget in force and lines of it.</summary>
    public async Task<Result<SpendingLines>> ReadAsync(BudgetId id, IEnumerable<string> codes, CancellationToken ct)
    {
        // The balance of the whole budget has no code.
        var keys = codes.Select(Budget.KeyOf).Append("").Distinct().ToList();
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(id.Value);
        }

        if (budget.InForceRevision is null)
        {
            return new BudgetNotInForce(id.Value);
        }

        var lines = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == id && row.IsOpen && row.Scope != BalanceScope.Period && keys.Contains(row.CodeKey))
            .ToListAsync(ct);

        // A month that is closed after the balance of the budget was read has another number there when the booking is posted.
        var whole = lines.Single(row => row.Scope == BalanceScope.Budget);
        lines.Remove(whole);
        return new SpendingLines(budget, lines, await ClosedAsync(ct), whole.Closings);
    }

    /// <summary>Reads the months that are closed.</summary>
    public async Task<ClosedMonths> ClosedAsync(CancellationToken ct) =>
        new(
            await db
                .FiscalMonths.AsNoTracking()
                .Where(month => month.State == FiscalPeriodState.Closed)
                .Select(month => month.Period)
                .ToListAsync(ct)
        );

    /// <summary>Returns the parts of a booking, one for each line that it names, or all its faults.</summary>
    public static Result<IReadOnlyList<BookingShare>> SharesOf(IBooking booking, SpendingLines spending, BookingTerms terms)
    {
        var budget = spending.Budget;
        var faults = new List<RuleFault>();
        var shares = new List<BookingShare>();
        var parts =
            booking.Splits.Count > 0
                ? booking.Splits.Select((split, i) => (split.LineCode, split.Amount, Pointer: $"/splits/{i}"))
                : [(LineCode: booking.LineCode ?? "", booking.Amount, Pointer: "")];
        var currency = terms.Conversion?.Currency ?? budget.Currency;
        AddFaults(Check(booking.Amount, currency, "/amount"));
        if (budget is { PeriodStart: { } first, PeriodEnd: { } last } && (terms.Day < first || terms.Day > last))
        {
            AddFaults(new BookingOutsidePeriod(terms.Day, first, last));
        }

        foreach (var (code, amount, pointer) in parts)
        {
            if (pointer.Length > 0)
            {
                AddFaults(Check(amount, currency, $"{pointer}/amount"));
            }

            var line = spending.Find(code);
            if (Bookable(line, code, $"{pointer}/lineCode") is { } refused)
            {
                AddFaults(refused);
            }
            else if (faults.Count == 0)
            {
                shares.Add(new BookingShare(BudgetLineId.From(line!.OwnerId), line.Terms.Code, MinorUnits.Of(amount.Amount, currency)));
            }
        }

        if (
            faults.Count == 0
            && booking.Splits.Sum(split => split.Amount.Amount) is var sum
            && booking.Splits.Count > 0
            && sum != booking.Amount.Amount
        )
        {
            AddFaults(new SplitsDiffer(booking.Amount.Amount, sum));
        }

        if (faults.Count == 0 && terms.Conversion is { } conversion)
        {
            if (conversion.ToMinor(booking.Amount.Amount, budget.Currency) is not { } converted || converted == 0)
            {
                AddFaults(new BookingAmountOutOfRange(booking.Amount.Amount, currency, "/amount/amount"));
            }
            else
            {
                shares = [.. Converted(shares, converted)];
            }
        }

        return faults.Count == 0 ? shares : new RulesBroken(faults);

        void AddFaults(Error? error) => faults.AddRange(error?.Faults ?? []);
    }

    /// <summary>Divides the converted amount among the lines, so that their parts add up to it.</summary>
    private static IEnumerable<BookingShare> Converted(List<BookingShare> shares, long converted) =>
        shares.Zip(
            LargestRemainder.Divide(converted, [.. shares.Select(share => share.Minor)]),
            (share, minor) => share with { Minor = minor, OriginalMinor = share.Minor }
        );

    /// <summary>What the entries of a booking are about.</summary>
    public static EntryOrigin OriginOf(IBooking booking, BookingTerms terms, CommitmentId? commitment) =>
        new(terms.Day)
        {
            Conversion = terms.Conversion,
            CommitmentId = commitment,
            Reason = booking.Reason,
            OverrideReason = booking.Override?.Reason,
            Source = booking.SourceRef?.Ref,
        };

    /// <summary>
    /// What the commitment has left is used first; the rest is spent directly. A final actual releases what is left after it.
    /// </summary>
    public static (IReadOnlyList<LedgerEntry> Entries, bool IsDirect) EntriesOf(
        ActualInput input,
        BookingTerms terms,
        Commitment? commitment,
        IReadOnlyList<BookingShare> shares
    )
    {
        var (used, direct) = (new List<BookingShare>(), new List<BookingShare>());
        foreach (var share in shares)
        {
            var promised = commitment?.Use(share.Line, share.Minor) ?? 0;
            var original = share is { OriginalMinor: { } whole, Minor: > 0 }
                ? LargestRemainder.Divide(whole, [promised, share.Minor - promised])
                : null;
            used.Add(share with { Minor = promised, OriginalMinor = original?[0] });
            direct.Add(share with { Minor = share.Minor - promised, OriginalMinor = original?[1] });
        }

        IReadOnlyList<BookingShare> left =
            commitment is not null && input.Final
                ? [.. commitment.Release().Select(open => new BookingShare(open.Line, "", open.Minor))]
                : [];
        IReadOnlyList<(LedgerEntryKind Kind, IReadOnlyList<BookingShare> Amounts)> parts =
        [
            (LedgerEntryKind.ActualOnCommitment, used),
            (LedgerEntryKind.Release, left),
            (LedgerEntryKind.Actual, direct),
        ];
        return (
            [
                .. from part in parts
                let amounts = part.Amounts.Where(amount => amount.Minor > 0).ToList()
                where amounts.Count > 0
                select LedgerEntry.Of(part.Kind, amounts, OriginOf(input, terms, commitment?.Id)),
            ],
            direct.Exists(amount => amount.Minor > 0)
        );
    }

    /// <summary>Returns why an amount cannot be booked; null if it can.</summary>
    public static Error? Check(Money amount, Budget budget, string pointer) => Check(amount, budget.Currency, pointer);

    /// <summary>Returns why an amount in this currency cannot be booked; null if it can.</summary>
    public static Error? Check(Money amount, string currency, string pointer) =>
        Refusals.Of([.. amount.Check().Select(fault => fault.Under(pointer))])
        ?? (
            amount.Currency != currency ? new BudgetCurrencyDiffers(amount.Currency, currency, $"{pointer}/currency")
            : amount.Amount <= 0 || amount.Amount > MinorUnits.ToAmount(MinorUnits.Largest, amount.Currency)
                ? new BookingAmountOutOfRange(amount.Amount, amount.Currency, $"{pointer}/amount")
            : null
        );

    /// <summary>Returns why money cannot be booked on a line; null if it can.</summary>
    public static Error? Bookable(BudgetBalance? line, string code, string pointer) =>
        line switch
        {
            null => new BudgetLineUnknown(code, pointer),
            { Scope: BalanceScope.Group } => new BudgetLineIsGroup(code, pointer),
            { Terms.Kind: BudgetLineKind.Contingency } => new ReserveNotBookable(code, pointer),
            _ => null,
        };

    /// <summary>Returns an error if the caller cannot exceed what is available but wants to.</summary>
    public Error? MayOverride(OverrideInput? wish) =>
        wish is null || context.Caller.Scopes.Contains(Scopes.BudgetsOverride) ? null : new OverrideForbidden();

    /// <summary>Returns the booking of a record that was booked before, an error if it differs, or null if it is new.</summary>
    public async Task<Result<BookingResponse>?> BookedBeforeAsync(IBooking booking, BudgetId budgetId, string kind, CancellationToken ct)
    {
        if (booking.SourceRef is not { } source)
        {
            return null;
        }

        var key = LedgerSource.KeyOf(source.Ref);
        if (await db.LedgerSources.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, ct) is not { } booked)
        {
            return null;
        }

        return booked.Hash.AsSpan().SequenceEqual(HashOf(booking, budgetId, kind))
            ? await ReadAgainAsync(booked, ct)
            : new SourceBooked(source.System, source.Id, booked.EntryIds[0]);
    }

    /// <summary>Remembers the record of another system forever.</summary>
    /// <returns>The row that does so; null for a booking without a record.</returns>
    public LedgerSource? Remember(
        IBooking booking,
        BudgetId budgetId,
        string kind,
        BudgetLineId line,
        IReadOnlyList<LedgerEntry> entries,
        CommitmentId? commitment
    )
    {
        if (booking.SourceRef is not { } source)
        {
            return null;
        }

        var row = new LedgerSource
        {
            WorkspaceId = context.WorkspaceId,
            Key = LedgerSource.KeyOf(source.Ref),
            System = source.System,
            SourceId = source.Id,
            Line = source.Line ?? "",
            BudgetId = budgetId,
            LineId = line,
            EntryIds = [.. entries.Select(entry => entry.Id.Value)],
            CommitmentId = commitment,
            Hash = HashOf(booking, budgetId, kind),
        };
        db.LedgerSources.Add(row);
        return row;
    }

    /// <summary>Returns the response to a booking that was just posted.</summary>
    public static BookingResponse ToResponse(
        SpendingLines spending,
        BudgetLineId line,
        IReadOnlyList<LedgerEntry> entries,
        PostedBalances posted,
        CommitmentId? commitment
    )
    {
        var budget = spending.Budget;
        var codes = spending.Lines.ToDictionary(row => row.OwnerId, row => row.Terms.Code);
        return new BookingResponse
        {
            CommitmentId = commitment?.Value,
            Entries = [.. entries.Select(entry => ToResponse(entry, budget, codes))],
            Balance = BalanceResponse.Of(posted.Rows.Single(row => row.OwnerId == line.Value), budget.Currency),
            Warnings = WarningsOf(posted.Rows, budget.Currency),
        };
    }

    private static IReadOnlyList<BookingWarning> WarningsOf(IEnumerable<BudgetBalance> rows, string currency) =>
        [
            .. rows.Where(row =>
                    row.Available < 0 && (row.CommitmentControl == ControlLevel.Warn || row.ActualControl == ControlLevel.Warn)
                )
                .OrderBy(row => row.Scope)
                .ThenBy(row => row.Terms.Code, StringComparer.Ordinal)
                .ThenBy(row => row.Month, StringComparer.Ordinal)
                .Select(row => new BookingWarning
                {
                    Code = row.Terms.Code,
                    Scope = row.Scope,
                    Period = row.Month,
                    Overshoot = MinorUnits.ToAmount(-row.Available, currency),
                }),
        ];

    private static LedgerEntryResponse ToResponse(LedgerEntry entry, Budget budget, Dictionary<Guid, string> codes) =>
        new()
        {
            Id = entry.Id.Value,
            Kind = entry.Kind,
            BudgetId = budget.Id.Value,
            Amount = MinorUnits.ToAmount(entry.Amounts.Where(amount => amount.Minor > 0).Sum(amount => amount.Minor), budget.Currency),
            Currency = budget.Currency,
            OriginalAmount =
                entry.Origin.Conversion is { } conversion && entry.Amounts[0].OriginalMinor is not null
                    ? MinorUnits.ToAmount(
                        entry.Amounts.Where(amount => amount.OriginalMinor > 0).Sum(amount => amount.OriginalMinor!.Value),
                        conversion.Currency
                    )
                    : null,
            OriginalCurrency = entry.Amounts[0].OriginalMinor is null ? null : entry.Origin.Conversion?.Currency,
            Rate = entry.Amounts[0].OriginalMinor is null ? null : entry.Origin.Conversion?.Rate,
            RateDate = entry.Amounts[0].OriginalMinor is null ? null : entry.Origin.Conversion?.RateDate,
            EffectiveDate = entry.Origin.Date,
            OriginalDate = entry.Origin.OriginalDate,
            CommitmentId = entry.Origin.CommitmentId?.Value,
            TransferId = entry.Origin.TransferId?.Value,
            ReversesEntryId = entry.Origin.ReversesEntryId?.Value,
            SourceRef = entry.Origin.Source is { } source
                ? new SourceRefInput
                {
                    System = source.System,
                    Id = source.Id,
                    Line = source.Line.Length > 0 ? source.Line : null,
                }
                : null,
            Reason = entry.Origin.Reason,
            OverrideReason = entry.Origin.OverrideReason,
            Postings =
            [
                .. entry.Amounts.Select(amount => new PostingResponse
                {
                    LineCode = codes[amount.Line.Value],
                    Account = amount.Account,
                    Amount = MinorUnits.ToAmount(amount.Minor, budget.Currency),
                    Period = entry.MonthOf(amount).ToString(),
                }),
            ],
        };

    private async Task<BookingResponse> ReadAgainAsync(LedgerSource booked, CancellationToken ct)
    {
        var ids = booked.EntryIds.Select(LedgerEntryId.From).ToList();
        var postings = await db
            .LedgerPostings.AsNoTracking()
            .Where(posting => ids.Contains(posting.EntryId))
            .OrderBy(posting => posting.Sequence)
            .ToListAsync(ct);
        var owner = booked.LineId.Value;
        var row = await db.BudgetBalances.AsNoTracking().SingleAsync(row => row.BudgetId == booked.BudgetId && row.OwnerId == owner, ct);
        return new BookingResponse
        {
            CommitmentId = booked.CommitmentId?.Value,
            Entries = LedgerEntryResponse.Of(postings),
            Balance = BalanceResponse.Of(row, postings[0].Currency),
            Warnings = WarningsOf([row], postings[0].Currency),
            IsNew = false,
        };
    }

    /// <summary>A record that is sent again has the same content, in whatever request.</summary>
    public static byte[] HashOf(IBooking booking, BudgetId budgetId, string kind)
    {
        var actual = booking as ActualInput;
        var parts = booking.Splits.Select(split => $"{Budget.KeyOf(split.LineCode)}:{split.Amount.Amount:0.####}");
        return SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\n',
                    kind,
                    budgetId.Value,
                    Budget.KeyOf(booking.LineCode ?? ""),
                    FormattableString.Invariant($"{booking.Amount.Amount:0.####}"),
                    booking.Amount.Currency,
                    booking.Date.Day is { } day
                        ? FormattableString.Invariant($"{day:yyyy-MM-dd}")
                        : FormattableString.Invariant($"{booking.Date.Instant:O}"),
                    actual?.CommitmentId,
                    actual?.Final,
                    string.Join(';', parts) + (booking.RateSetCode is { } set ? $"\n{RateSet.KeyOf(set)}" : "")
                )
            )
        );
    }
}
