using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;

namespace Marketing.Application.Risks;

/// <summary>Deletes an incident that has taken no money from a reserve. It can be restored.</summary>
public sealed record DeleteIncident(IncidentId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteIncidentHandler(Incidents incidents, TimeProvider clock) : IRequestHandler<DeleteIncident, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteIncident command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        return found.Succeeded ? found.Value.Remove(clock.Instant()) : found.Error;
    }
}

/// <summary>Restores a deleted incident.</summary>
public sealed record RestoreIncident(IncidentId Id, ExpectedVersion? ExpectedVersion) : ICommand<IncidentResponse>;

internal sealed class RestoreIncidentHandler(IMarketingDb db, Incidents incidents)
    : IRequestHandler<RestoreIncident, Result<IncidentResponse>>
{
    public async Task<Result<IncidentResponse>> Handle(RestoreIncident command, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await db.UnknownPartiesAsync([("/ownerId", found.Value.OwnerId?.Value)], cancellationToken) is { } unknown)
        {
            return unknown;
        }

        found.Value.Restore();
        return await incidents.SaveAsync(found.Value, cancellationToken);
    }
}
