using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Access;

/// <summary>Adds a person to the workspace, or adds missing roles to an existing member. Roles are never removed here.</summary>
public sealed record SignIn(string Issuer, string Subject, string DisplayName, IReadOnlyList<Role> Roles) : ICommand<MemberId>;

internal sealed class SignInHandler(IMarketingDb db, RequestContext context) : IRequestHandler<SignIn, Result<MemberId>>
{
    public async Task<Result<MemberId>> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var actor = PersonActor.IdOf(command.Issuer, command.Subject);
        var member = await db.Members.SingleOrDefaultAsync(row => row.ActorId == actor, cancellationToken);
        if (member is null)
        {
            member = Member.Join(context.WorkspaceId, command.Issuer, command.Subject, command.DisplayName, command.Roles);
            db.Members.Add(member);
        }
        else if (command.Roles.Except(member.Roles).Any())
        {
            member.Change(member.DisplayName, [.. member.Roles, .. command.Roles], member.PartyId);
        }

        return member.Id;
    }
}
