using System.ComponentModel.DataAnnotations;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Access;

/// <summary>A member: a person in the workspace.</summary>
public sealed record MemberResponse : ResourceResponse
{
    /// <summary>Issuer of the person's tokens.</summary>
    /// <example>https://login.example.com</example>
    public required string Issuer { get; init; }

    /// <summary>Subject of the person in those tokens.</summary>
    /// <example>preparer@example.com</example>
    public required string Subject { get; init; }

    /// <summary>Id of the person in createdBy, updatedBy and the audit trail.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    public required string ActorId { get; init; }

    /// <summary>The person's name.</summary>
    /// <example>陈晓</example>
    public required string DisplayName { get; init; }

    /// <summary>
    /// The roles that administrators gave the person. They determine the person's scopes, together with roles from a claim of the token,
    /// which are not stored.
    /// </summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Id of the party that represents the person in plans.</summary>
    public required Guid? PartyId { get; init; }
}

/// <summary>A person to add to the workspace.</summary>
public sealed record MemberInput
{
    /// <summary>Issuer of the person's tokens.</summary>
    /// <example>https://login.example.com</example>
    [MaxLength(Member.IssuerLength)]
    [NotBlank]
    [SingleLine]
    public required string Issuer { get; init; }

    /// <summary>Subject of the person in those tokens.</summary>
    /// <example>preparer@example.com</example>
    [MaxLength(Member.SubjectLength)]
    [NotBlank]
    [SingleLine]
    public required string Subject { get; init; }

    /// <summary>The person's name.</summary>
    /// <example>陈晓</example>
    [MaxLength(Member.DisplayNameLength)]
    [NotBlank]
    [SingleLine]
    public required string DisplayName { get; init; }

    /// <summary>The person's roles in the workspace.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Id of the party that represents the person in plans.</summary>
    public Guid? PartyId { get; init; }
}

/// <summary>The members of a membership that can be changed.</summary>
public sealed record MemberUpdate
{
    /// <summary>The person's name.</summary>
    [MaxLength(Member.DisplayNameLength)]
    [NotBlank]
    [SingleLine]
    public required string DisplayName { get; init; }

    /// <summary>The person's roles in the workspace.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Id of the party that represents the person in plans.</summary>
    public Guid? PartyId { get; init; }
}

internal sealed class MemberProjections : Profile
{
    public MemberProjections() => CreateProjection<Member, MemberResponse>();
}

/// <summary>Which members to list.</summary>
public sealed record ListMembers : ResourceListArguments, IQuery<Page<MemberResponse>>
{
    /// <summary>Only the person with this subject.</summary>
    [MaxLength(Member.SubjectLength)]
    public string? Subject { get; init; }

    /// <summary>Only the person with this id in createdBy and the audit trail.</summary>
    [MaxLength(100)]
    public string? ActorId { get; init; }
}

internal sealed class ListMembersHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListMembers, Result<Page<MemberResponse>>>
{
    private static readonly SortSet<Member, MemberResponse> Sorts = SortSet<Member, MemberResponse>
        .EndingIn(member => member.Id, member => MemberId.From(member.Id))
        .By("displayName", member => member.NameKey, member => CatalogueName.Key(member.DisplayName))
        .By("createdAt", member => member.CreatedAt, member => member.CreatedAt)
        .By("updatedAt", member => member.UpdatedAt, member => member.UpdatedAt)
        .ByDefault("displayName");

    public async Task<Result<Page<MemberResponse>>> Handle(ListMembers query, CancellationToken cancellationToken)
    {
        var members = db.Members.Matching<Member, MemberId>(query);
        if (query.Subject is { } subject)
        {
            members = members.Where(member => member.Subject == subject);
        }

        if (query.ActorId?.ToLowerInvariant() is { } actor)
        {
            members = members.Where(member => member.ActorId == actor);
        }

        members = members.Containing(member => member.NameKey, query.Q);

        return await pages.ReadAsync(members, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one member.</summary>
public sealed record GetMember(MemberId Id) : IQuery<MemberResponse>;

internal sealed class GetMemberHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetMember, Result<MemberResponse>>
{
    public async Task<Result<MemberResponse>> Handle(GetMember query, CancellationToken cancellationToken)
    {
        var found = await db
            .Members.AsNoTracking()
            .Where(member => member.Id == query.Id)
            .ProjectTo<MemberResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? new MemberNotFound(query.Id.Value) : found;
    }
}

/// <summary>Adds a person to the workspace.</summary>
public sealed record AddMember(MemberInput Input) : ICommand<MemberResponse>;

internal sealed class AddMemberHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<AddMember, Result<MemberResponse>>
{
    public async Task<Result<MemberResponse>> Handle(AddMember command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (context.MayNotMakeAdministrators([], input.Roles) is { } forbidden)
        {
            return forbidden;
        }

        var actor = PersonActor.IdOf(input.Issuer, input.Subject);
        if (await db.Members.AnyAsync(member => member.ActorId == actor, cancellationToken))
        {
            return new MemberTaken(input.Subject);
        }

        if (await db.UnknownPartiesAsync([("/partyId", input.PartyId)], cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var joined = Member.Join(
            context.WorkspaceId,
            input.Issuer,
            input.Subject,
            input.DisplayName,
            input.Roles,
            MemberParty.Of(input.PartyId)
        );
        db.Members.Add(joined);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Member, MemberResponse>(joined);
    }
}

/// <summary>Changes the name, roles and party of a member.</summary>
public sealed record UpdateMember(MemberId Id, ExpectedVersion? ExpectedVersion, Patch<MemberUpdate> Patch) : ICommand<MemberResponse>;

internal sealed class UpdateMemberHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<UpdateMember, Result<MemberResponse>>
{
    public async Task<Result<MemberResponse>> Handle(UpdateMember command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Member, MemberId>(
            command.Id,
            command.ExpectedVersion,
            new MemberNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var member = found.Value;
        var changed = command.Patch.ApplyTo(
            new MemberUpdate
            {
                DisplayName = member.DisplayName,
                Roles = member.Roles,
                PartyId = member.PartyId?.Value,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (context.MayNotMakeAdministrators(member.Roles, changed.Value.Roles) is { } forbidden)
        {
            return forbidden;
        }

        if (await db.UnknownPartiesAsync([("/partyId", changed.Value.PartyId)], cancellationToken) is { } unknown)
        {
            return unknown;
        }

        if (!changed.Value.Roles.Contains(Role.Administrator) && await db.IsLastAdministratorAsync(member, cancellationToken))
        {
            return new LastAdministrator();
        }

        member.Change(changed.Value.DisplayName, changed.Value.Roles, MemberParty.Of(changed.Value.PartyId));
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Member, MemberResponse>(member);
    }
}

/// <summary>Removes a person from the workspace.</summary>
public sealed record RemoveMember(MemberId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class RemoveMemberHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<RemoveMember, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemoveMember command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Member, MemberId>(
            command.Id,
            command.ExpectedVersion,
            new MemberNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await db.IsLastAdministratorAsync(found.Value, cancellationToken))
        {
            return new LastAdministrator();
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

internal static class MemberParty
{
    public static PartyId? Of(Guid? id) => id is { } value ? PartyId.From(value) : null;

    /// <summary>
    /// Whether the workspace would have no administrator left. The workspace's guard is taken first, so that two administrators cannot
    /// remove each other at the same time.
    /// </summary>
    public static async Task<bool> IsLastAdministratorAsync(this IMarketingDb db, Member member, CancellationToken ct)
    {
        if (!member.Roles.Contains(Role.Administrator))
        {
            return false;
        }

        await db.TakeGuardAsync(WorkspaceGuard.Administrators, ct);
        var others = await db.Members.AsNoTracking().Where(other => other.Id != member.Id).Select(other => other.Roles).ToListAsync(ct);
        return !others.Any(roles => roles.Contains(Role.Administrator));
    }
}
