using System.ComponentModel.DataAnnotations;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Why a campaign is paused or cancelled.</summary>
public sealed record CampaignReasonInput
{
    /// <summary>The reason.</summary>
    /// <example>库存不足。</example>
    [MaxLength(Campaign.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>How a campaign is closed.</summary>
public sealed record CloseCampaignInput
{
    /// <summary>The evaluation.</summary>
    public required CampaignEvaluation Evaluation { get; init; }

    /// <summary>The day on which the campaign is closed and money is released; today if omitted.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Whether to release what is left of the commitments on the campaign. Requires `ledger:write`.</summary>
    public bool ReleaseCommitments { get; init; }
}

/// <summary>The new window of a campaign.</summary>
public sealed record RescheduleInput
{
    /// <summary>First day.</summary>
    /// <example>2027-04-01</example>
    public required DateOnly Start { get; init; }

    /// <summary>Last day. If omitted, the campaign keeps its length.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Whether contents and offers with dates move by the same number of days.</summary>
    public bool MoveContent { get; init; } = true;

    /// <summary>
    /// Whether money that is not booked moves from the months of the window by as many months. Requires `ledger:write`.
    /// </summary>
    public bool MoveBudget { get; init; }
}

/// <summary>A campaign with its new window, and what moved with it.</summary>
public sealed record RescheduledCampaign
{
    public const int MaxItems = 10_000;

    /// <summary>The campaign.</summary>
    public required CampaignResponse Campaign { get; init; }

    /// <summary>What moved.</summary>
    [MaxLength(MaxItems)]
    public required IReadOnlyList<CampaignMoveResponse> Moved { get; init; }

    /// <summary>What stayed. Booked money stays in its month, because the ledger only grows.</summary>
    [MaxLength(MaxItems)]
    public required IReadOnlyList<CampaignMoveResponse> Stayed { get; init; }
}

/// <summary>Something that belongs to a campaign, and its date before and after.</summary>
public sealed record CampaignMoveResponse
{
    /// <summary>What it is.</summary>
    public required CampaignItemKind Kind { get; init; }

    /// <summary>Its title; of money, the codes of budget and line.</summary>
    [MaxLength(ContentLimits.Text)]
    public required string Title { get; init; }

    /// <summary>Its date before; null without a date.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Its date from now on.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Month of money from now on, such as 2027-03; null for anything else.</summary>
    [MaxLength(10)]
    public string? Period { get; init; }

    /// <summary>What is committed and spent in that month, or what is not booked; null for anything else.</summary>
    public Money? Amount { get; init; }

    /// <summary>Why money that is not booked stays; null for anything else.</summary>
    public MoneyStays? Reason { get; init; }
}

/// <summary>Steps of a campaign that need no more than a reason.</summary>
public enum CampaignStep
{
    Start,
    Pause,
    Resume,
    Cancel,
    End,
}

/// <summary>Takes a step of a campaign.</summary>
public sealed record ExecuteCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion, CampaignStep Step, string? Reason = null)
    : ICommand<CampaignResponse>;

internal sealed class ExecuteCampaignHandler(IMarketingDb db, CampaignWriter writer, CampaignReviews reviews)
    : IRequestHandler<ExecuteCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(ExecuteCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var campaign = found.Value;
        var today = await writer.TodayAsync(campaign, cancellationToken);
        var execution = campaign.Execution;
        var step = command.Step switch
        {
            CampaignStep.Start => execution.Start(today),
            CampaignStep.Pause => execution.Pause(command.Reason),
            CampaignStep.Resume => execution.Resume(),
            CampaignStep.Cancel => execution.Cancel(command.Reason, today),
            _ => execution.End(today),
        };
        if (command.Step == CampaignStep.Start && step.Succeeded)
        {
            var waits = await reviews.WhyNotStartedAsync(campaign, cancellationToken) ?? await PilotAsync(campaign, cancellationToken);
            if (waits is not null)
            {
                return waits;
            }
        }

        if (campaign.Take(step).Error is { } refused)
        {
            return refused;
        }

        await reviews.FollowAsync(campaign, campaign.Terms, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }

    /// <summary>Returns an error if the campaign rolls out a pilot that is not validated. A pilot that is closed stays so.</summary>
    private async Task<Error?> PilotAsync(Campaign campaign, CancellationToken ct)
    {
        if (campaign.Terms.PilotId is not { } pilot)
        {
            return null;
        }

        var found = await writer.FindAsync(CampaignId.From(pilot), null, ct);
        return found.Succeeded && found.Value.Execution.IsValidated ? null : new PilotNotValidated(pilot);
    }
}

/// <summary>Closes a campaign with its evaluation.</summary>
public sealed record CloseCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion, CloseCampaignInput Input) : ICommand<CampaignResponse>;

internal sealed class CloseCampaignHandler(
    IMarketingDb db,
    RequestContext context,
    CampaignWriter writer,
    CampaignMoney money,
    CampaignPlans plans,
    CommitmentReleases releases
) : IRequestHandler<CloseCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(CloseCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (campaign, input) = (found.Value, command.Input);
        if (input.ReleaseCommitments && !context.Caller.Scopes.Contains(Scopes.LedgerWrite))
        {
            return new CampaignReleaseForbidden();
        }

        var day = input.Date ?? await writer.TodayAsync(campaign, cancellationToken);
        if (campaign.Take(campaign.Execution.Close(input.Evaluation, campaign.Terms.IsPilot, day)).Error is { } refused)
        {
            return refused;
        }

        // A pilot that is to be adjusted waits for its start again.
        if (campaign.Status == CampaignStatus.Planned)
        {
            var ended = await plans.WhyNotInAsync(campaign.Terms.PlanId, campaign.Status, cancellationToken);
            if (ended is not null)
            {
                return ended;
            }
        }

        var open = input.ReleaseCommitments ? await money.OpenCommitmentsAsync(campaign, cancellationToken) : [];
        if (await releases.ReleaseAllAsync(open, day, $"{campaign.Code} {campaign.Terms.Title}", cancellationToken) is { } blocked)
        {
            return blocked;
        }

        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }
}

/// <summary>Moves a campaign to another window.</summary>
public sealed record RescheduleCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion, RescheduleInput Input)
    : ICommand<RescheduledCampaign>;

internal sealed class RescheduleCampaignHandler(
    IMarketingDb db,
    RequestContext context,
    CampaignWriter writer,
    CampaignMoney money,
    CampaignReviews reviews
) : IRequestHandler<RescheduleCampaign, Result<RescheduledCampaign>>
{
    public async Task<Result<RescheduledCampaign>> Handle(RescheduleCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (campaign, input, before) = (found.Value, command.Input, found.Value.Terms);
        if (input.MoveBudget && !context.Caller.Scopes.Contains(Scopes.LedgerWrite))
        {
            return new CampaignBudgetForbidden();
        }

        var length = campaign.Terms.Window is { End: { } end, Start: var start } ? end.DayNumber - start.DayNumber : (int?)null;
        var window = new CampaignWindow { Start = input.Start, End = input.End ?? (length is { } days ? input.Start.AddDays(days) : null) };
        var moves = campaign.Reschedule(window, input.MoveContent);
        if (!moves.Succeeded)
        {
            return moves.Error;
        }

        await reviews.FollowAsync(campaign, before, cancellationToken);
        var unbooked = input.MoveBudget ? await money.ShiftAsync(campaign, before.Window, cancellationToken) : [];
        await db.SaveChangesAsync(cancellationToken);
        var booked = await money.BookedAsync(campaign, cancellationToken);
        return new RescheduledCampaign
        {
            Campaign = writer.ToResponse(campaign),
            Moved = [.. moves.Value.Where(move => !move.Stays).Select(Show), .. unbooked.Where(move => move.Reason is null)],
            Stayed = [.. moves.Value.Where(move => move.Stays).Select(Show), .. unbooked.Where(move => move.Reason is not null), .. booked],
        };
    }

    private static CampaignMoveResponse Show(CampaignMove move) =>
        new()
        {
            Kind = move.Kind,
            Title = move.Title,
            From = move.From,
            To = move.To,
        };
}
