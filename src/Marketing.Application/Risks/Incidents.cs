using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Budgets;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Tasks;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Something that has gone wrong, with what people did about it.</summary>
public sealed record IncidentResponse : ResourceResponse
{
    /// <summary>What is known about it, as clients send it.</summary>
    [Flatten]
    public required IncidentTerms Terms { get; init; }

    /// <summary>Minutes from the detection to the first mitigation; null before that.</summary>
    [Range(0, int.MaxValue)]
    public required int? ResponseMinutes { get; init; }

    /// <summary>What happened when, the earliest first.</summary>
    [MaxLength(Incident.MaxTimeline)]
    public required IReadOnlyList<IncidentEntry> Timeline { get; init; }

    /// <summary>Ids of the knowledge items that it left.</summary>
    public required IReadOnlyList<Guid> LessonIds { get; init; }

    /// <summary>Ids of the draws from contingency reserves that were asked for.</summary>
    public required IReadOnlyList<Guid> ReserveDrawIds { get; init; }
}

/// <summary>A lesson of an incident.</summary>
public sealed record LessonInput
{
    /// <summary>What was learned, in one line.</summary>
    /// <example>媒体值班表需要覆盖周末</example>
    [MaxLength(KnowledgeItem.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>What was learned.</summary>
    /// <example>周末的负面报道在周一才被发现。</example>
    [MaxLength(KnowledgeItem.TextLength)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>Id of the party that applies it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The day by which it should be applied.</summary>
    /// <example>2027-04-30</example>
    public DateOnly? DueDate { get; init; }
}

/// <summary>Money that an incident needs from the reserve.</summary>
public sealed record IncidentDrawInput
{
    /// <summary>Id of the budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>The draw. Somebody else decides.</summary>
    public required ReserveDrawInput Draw { get; init; }
}

/// <summary>Which incidents to list.</summary>
public sealed record ListIncidents : ResourceListArguments, IQuery<Page<IncidentResponse>>
{
    /// <summary>Only incidents of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only incidents of this risk.</summary>
    public Guid? RiskId { get; init; }
}

internal sealed class ListIncidentsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListIncidents, Result<Page<IncidentResponse>>>
{
    private static readonly SortSet<Incident, IncidentResponse> Sorts = SortSet<Incident, IncidentResponse>
        .EndingIn(row => row.Id, row => IncidentId.From(row.Id))
        .By("detectedAt", row => row.DetectedAt, row => row.Terms.DetectedAt)
        .By("updatedAt", row => row.UpdatedAt, row => row.UpdatedAt)
        .ByDefault("-detectedAt");

    public Task<Result<Page<IncidentResponse>>> Handle(ListIncidents query, CancellationToken cancellationToken)
    {
        var incidents = db.Incidents.Matching<Incident, IncidentId>(query);
        if (query.PlanId is { } givenPlan)
        {
            PlanId? plan = PlanId.From(givenPlan);
            incidents = incidents.Where(incident => incident.PlanId == plan);
        }

        if (query.RiskId is { } givenRisk)
        {
            RiskId? risk = RiskId.From(givenRisk);
            incidents = incidents.Where(incident => incident.RiskId == risk);
        }

        return pages.ReadAsync(incidents.Containing(incident => incident.SearchText, query.Q), query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one incident.</summary>
public sealed record GetIncident(IncidentId Id) : IQuery<IncidentResponse>;

internal sealed class GetIncidentHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(GetIncident query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Incident, IncidentResponse>, cancellationToken) is { } found
            ? found
            : new IncidentNotFound(query.Id.Value);
}

/// <summary>Records an incident.</summary>
public sealed record RecordIncident(IncidentTerms Terms) : ICommand<IncidentResponse>;

internal sealed class RecordIncidentHandler(IMarketingDb db, RequestContext context, Incidents incidents)
    : IRequestHandler<RecordIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(RecordIncident command, CancellationToken cancellationToken)
    {
        var recorded = Incident.Record(context.WorkspaceId, command.Terms);
        if (Refusals.Join(recorded.Error, await incidents.ObjectionAsync(command.Terms, null, cancellationToken)) is { } refused)
        {
            return refused;
        }

        db.Incidents.Add(recorded.Value);
        return await incidents.SaveAsync(recorded.Value, cancellationToken);
    }
}

/// <summary>Changes what is known about an incident.</summary>
public sealed record UpdateIncident(IncidentId Id, ExpectedVersion? ExpectedVersion, Patch<IncidentTerms> Patch)
    : ICommand<IncidentResponse>;

internal sealed class UpdateIncidentHandler(Incidents incidents) : IRequestHandler<UpdateIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(UpdateIncident command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var before = found.Value.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        return
            Refusals.Join(found.Value.Write(patched.Value).Error, await incidents.ObjectionAsync(patched.Value, before, cancellationToken))
                is { } refused
            ? refused
            : await incidents.SaveAsync(found.Value, cancellationToken);
    }
}

/// <summary>Adds an entry to the timeline of an incident.</summary>
public sealed record AddToTimeline(IncidentId Id, ExpectedVersion? ExpectedVersion, IncidentEntry Entry) : ICommand<IncidentResponse>;

internal sealed class AddToTimelineHandler(Incidents incidents) : IRequestHandler<AddToTimeline, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(AddToTimeline command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        return !found.Succeeded ? found.Error
            : found.Value.Add(command.Entry).Error is { } refused ? refused
            : await incidents.SaveAsync(found.Value, cancellationToken);
    }
}

/// <summary>Records a lesson of an incident as a knowledge item, with a task for its owner.</summary>
public sealed record LearnFromIncident(IncidentId Id, ExpectedVersion? ExpectedVersion, LessonInput Lesson) : ICommand<IncidentResponse>;

internal sealed class LearnFromIncidentHandler(IMarketingDb db, RequestContext context, Incidents incidents, TaskReporter reporter)
    : IRequestHandler<LearnFromIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(LearnFromIncident command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (incident, lesson) = (found.Value, command.Lesson);
        var owner = await incidents.PartyAsync(lesson.OwnerId, cancellationToken);
        if (!owner.Succeeded)
        {
            return owner.Error;
        }

        var item = KnowledgeItem.Record(
            context.WorkspaceId,
            new KnowledgeContent
            {
                Kind = KnowledgeItemKind.Lesson,
                Title = lesson.Title,
                Text = lesson.Text,
                PlanId = incident.PlanId,
                Source = incident.Terms.Title,
                OwnerId = lesson.OwnerId is { } party ? PartyId.From(party) : null,
                DueDate = lesson.DueDate,
            }
        );
        if (!item.Succeeded)
        {
            return item.Error;
        }

        db.KnowledgeItems.Add(item.Value);
        incident.Learn(item.Value.Id.Value);
        incidents.AddTask(TaskOrigin.Incident, incident.PlanId, lesson.Title, owner.Value, lesson.DueDate, reporter);
        return await incidents.SaveAsync(incident, cancellationToken);
    }
}

/// <summary>Asks for money from the contingency reserve for an incident.</summary>
public sealed record DrawForIncident(IncidentId Id, ExpectedVersion? ExpectedVersion, IncidentDrawInput Input) : ICommand<IncidentResponse>;

internal sealed class DrawForIncidentHandler(Incidents incidents, ReserveDraws draws)
    : IRequestHandler<DrawForIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(DrawForIncident command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var drawn = await draws.AskAsync(BudgetId.From(command.Input.BudgetId), command.Input.Draw, cancellationToken);
        if (!drawn.Succeeded)
        {
            return drawn.Error is BudgetNotFound missing
                ? new RulesBroken([RuleFault.Of("/budgetId", "budget.unknown", ("id", missing.Id))])
                : drawn.Error;
        }

        found.Value.Draw(drawn.Value.Id);
        return await incidents.SaveAsync(found.Value, cancellationToken);
    }
}

/// <summary>Code shared by the use cases of incidents and drills.</summary>
internal sealed class Incidents(IMarketingDb db, RequestContext context, RiskWriter writer, ResponseMapper responses)
{
    /// <summary>Loads an incident for writing.</summary>
    public Task<Result<Incident>> FindAsync(
        IncidentId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    ) => db.FindAsync<Incident, IncidentId>(id, expectedVersion, new IncidentNotFound(id.Value), ct, includeDeleted);

    /// <summary>Saves an incident.</summary>
    public async Task<Result<IncidentResponse>> SaveAsync(Incident incident, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return responses.Map<Incident, IncidentResponse>(incident);
    }

    /// <summary>Returns an error for a plan, risk or owner that does not exist. What was named before stays.</summary>
    public async Task<Error?> ObjectionAsync(IncidentTerms terms, IncidentTerms? before, CancellationToken ct)
    {
        var faults = new List<RuleFault>();
        if (terms.PlanId is { } plan && plan != before?.PlanId && await writer.PlanUnknownAsync(plan, ct) is { } unknown)
        {
            faults.Add(unknown);
        }

        if (terms.RiskId is { } risk && risk != before?.RiskId)
        {
            faults.AddRange(await writer.UnknownRisksAsync([risk], "/riskId", ct));
        }

        faults.AddRange(await db.UnknownEntriesAsync([new NamedEntry("/ownerId", ResourceTypes.Party, terms.OwnerId)], ct));
        return Refusals.Of(faults);
    }

    /// <summary>Returns a party as an owner of tasks; an error if it does not exist.</summary>
    public async Task<Result<IReadOnlyList<PartyRef>>> PartyAsync(Guid? party, CancellationToken ct, string pointer = "/ownerId")
    {
        if (party is not { } given)
        {
            return Result<IReadOnlyList<PartyRef>>.Of([]);
        }

        var id = PartyId.From(given);
        return await db.Parties.Where(row => row.Id == id).Select(row => row.Name).SingleOrDefaultAsync(ct) is { } name
            ? Result<IReadOnlyList<PartyRef>>.Of([new PartyRef { Text = name, PartyId = given }])
            : new RulesBroken([RuleFault.Of(pointer, "party.unknown", ("id", given))]);
    }

    /// <summary>Adds a task outside of the content of plans.</summary>
    public PlanTask AddTask(
        TaskOrigin origin,
        PlanId? plan,
        string title,
        IReadOnlyList<PartyRef> owners,
        DateOnly? due,
        TaskReporter reporter
    )
    {
        var task = PlanTask.Add(context.WorkspaceId, origin, plan);
        task.Write(title, null, owners, null, due);
        db.Tasks.Add(task);
        db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, reporter.Stamp()));
        return task;
    }
}

/// <summary>Reads incidents for the change feed.</summary>
internal sealed class IncidentReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Incident, IncidentId, IncidentResponse>(db, mappings, ResourceTypes.Incident, Domain.Access.Scopes.RisksRead);

/// <summary>References from incidents to parties.</summary>
internal sealed class IncidentOwners(IMarketingDb db)
    : ColumnReferrer<Incident, IncidentId, PartyId>(
        db,
        ResourceTypes.Party,
        incident => incident.OwnerId,
        (incident, party) => incident.Assign(party)
    );
