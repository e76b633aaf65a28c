using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.History;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>A party: an owner, participant, approver or audience named in plans.</summary>
public sealed record PartyResponse : SyncedEntryResponse, IHoldsSecret
{
    public static readonly Feed<PartyResponse> Feed = new("parties");

    /// <summary>The kind of party.</summary>
    public required PartyKind Kind { get; init; }

    /// <summary>Id of the department or organisation it belongs to.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>Whether it is outside the company.</summary>
    public required bool External { get; init; }

    /// <summary>
    /// Contact data (personal); null if unknown, erased, or hidden from callers without the scope `contacts:read`. Also null in a replayed
    /// response, which contains no personal data.
    /// </summary>
    public PartyContact? Contact { get; init; }

    /// <summary>Id of the party it was merged into; null if it was not merged.</summary>
    public required Guid? MergedIntoId { get; init; }

    [JsonIgnore]
    public string? SealedContact { get; init; }

    object IHoldsSecret.WithoutSecret() => this with { Contact = null };
}

/// <summary>Contact data of a party. They are personal: stored encrypted, and unreadable everywhere once erased.</summary>
public sealed record PartyContact
{
    /// <summary>Name of the contact person.</summary>
    /// <example>陈晓</example>
    [MaxLength(200)]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>E-mail address.</summary>
    /// <example>chen.xiao@example.com</example>
    [MaxLength(254)]
    [RegularExpression("^[^@\\u0000-\\u0020]+@[^@\\u0000-\\u0020]+$")]
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    /// <example>+86 21 5555 0100</example>
    [MaxLength(50)]
    [SingleLine]
    public string? Phone { get; init; }
}

/// <summary>A party to create.</summary>
public record PartyInput : CatalogueEntryInput
{
    /// <summary>The kind of party.</summary>
    public required PartyKind Kind { get; init; }

    /// <summary>Id of the department or organisation it belongs to.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Whether it is outside the company.</summary>
    public bool External { get; init; }

    /// <summary>Contact data (personal). Members that are not sent keep their values, also if the caller cannot see them.</summary>
    public PartyContact? Contact { get; init; }
}

/// <summary>Members of a party that another system sends. Members that are left out stay as they are.</summary>
public sealed record PartyUpsert : PartyInput, ISent
{
    public PartyUpsert() { }

    [SetsRequiredMembers]
    public PartyUpsert(PartyInput input)
        : base(input) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }
}

/// <summary>Which parties to list.</summary>
public sealed record PartyArguments : SyncedEntryArguments
{
    /// <summary>Only parties of this kind.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>Only direct children of this party.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Only parties inside (false) or outside (true) the company.</summary>
    public bool? External { get; init; }
}

/// <summary>The target of a merge.</summary>
public sealed record MergeInput
{
    /// <summary>Id of the party that remains. It receives names, members, children and references.</summary>
    public required Guid IntoId { get; init; }
}

internal sealed class PartyProjections : Profile
{
    public PartyProjections() => CreateProjection<Party, PartyResponse>().ForMember(party => party.Contact, member => member.Ignore());
}

/// <summary>The catalogue of parties: kinds, a hierarchy, and contact data that can be erased.</summary>
internal sealed class PartyCatalogue(
    CatalogueTools tools,
    SyncTools sync,
    PersonalData personal,
    PartyHierarchy hierarchy,
    CatalogueMatcher matcher,
    RequestContext context
) : SyncedCatalogue<Party, PartyId, PartyInput, PartyUpsert, PartyResponse, PartyArguments>(tools, sync)
{
    public override string Type => ResourceTypes.Party;

    public override string Collection => "parties";

    protected override bool ReadsMore(PartyArguments? arguments) => true;

    protected override NotFoundError Missing(Guid id) => new PartyNotFound(id);

    protected override PartyUpsert SentOf(PartyInput input) => new(input);

    protected override Party Make(PartyInput input) =>
        Party.Register(WorkspaceId, input.Kind, input.Code, input.Name, input.Aliases, input.External);

    protected override PartyInput InputOf(string name) => new() { Name = name, Kind = PartyNaming.KindOf(name) };

    protected override async Task<PartyInput> InputOfAsync(Party entry, CancellationToken ct) =>
        new()
        {
            Code = entry.Code,
            Name = entry.Name,
            Aliases = entry.Aliases,
            Kind = entry.Kind,
            ParentId = entry.ParentId?.Value,
            External = entry.External,
            Contact = Open(entry.SealedContact is { } hidden ? await personal.UnsealAsync(entry.Id.Value, hidden, ct) : null),
        };

    protected override async Task<Error?> DescribeAsync(Party entry, PartyInput input, CancellationToken ct)
    {
        if (input.ParentId is not { } parentId)
        {
            entry.PutOnTop();
        }
        else if (
            (parentId != entry.ParentId?.Value || entry.DeletedAt is not null)
            && await hierarchy.PutUnderAsync(entry, PartyId.From(parentId), ct) is { } refused
        )
        {
            return refused;
        }

        entry.Describe(input.Kind, input.External);
        var before = entry.SealedContact is { } hidden ? Open(await personal.UnsealAsync(entry.Id.Value, hidden, ct)) : null;
        if (input.Contact != before)
        {
            entry.SealContact(input.Contact is null ? null : await personal.SealAsync(entry.Id.Value, WireJson.Store(input.Contact), ct));
        }

        return null;
    }

    /// <summary>The party that took names and external ids over gives them back. Otherwise they would match both.</summary>
    protected override async Task PrepareRestoreAsync(Party entry, CancellationToken ct)
    {
        var target = entry.MergedIntoId;
        while (target is { } id)
        {
            var remaining = await Db.Set<Party>()
                .IgnoreQueryFilters([DbFilters.Deletion])
                .SingleOrDefaultAsync(party => party.Id == id, ct);
            if (remaining is { DeletedAt: null })
            {
                remaining.GiveBack(entry);
                await Keys.GiveBackAsync(entry, remaining, ct);
                await matcher.LearnAsync(remaining, ct);
                await Db.SaveChangesAsync(ct);
            }

            target = remaining is { DeletedAt: not null } ? remaining.MergedIntoId : null;
        }

        await Keys.ForgetLostAsync(entry, ct);
    }

    protected override IQueryable<Party> Filter(IQueryable<Party> entries, PartyArguments arguments)
    {
        if (arguments.Kind is { } kind)
        {
            entries = entries.Where(party => party.Kind == kind);
        }

        if (arguments.ParentId is { } parent)
        {
            PartyId? parentId = PartyId.From(parent);
            entries = entries.Where(party => party.ParentId == parentId);
        }

        if (arguments.External is { } external)
        {
            entries = entries.Where(party => party.External == external);
        }

        return entries;
    }

    protected override async Task<IReadOnlyList<PartyResponse>> FinishAsync(IReadOnlyList<PartyResponse> entries, CancellationToken ct)
    {
        var hidden = entries.Where(party => party.SealedContact is not null).ToList();
        if (hidden.Count == 0 || !context.Caller.Scopes.Contains(Domain.Access.Scopes.ContactsRead))
        {
            return entries;
        }

        var plain = await personal.UnsealAllAsync([.. hidden.Select(party => (party.Id, party.SealedContact!))], ct);
        var contacts = hidden
            .Select((party, i) => (party.Id, Contact: Open(plain[i])))
            .ToDictionary(known => known.Id, known => known.Contact);
        return [.. entries.Select(party => contacts.TryGetValue(party.Id, out var contact) ? party with { Contact = contact } : party)];
    }

    private static PartyContact? Open(string? plain) => plain is null ? null : WireJson.Load<PartyContact>(plain);
}

/// <summary>References from parties to their parent.</summary>
internal sealed class ChildParties(IMarketingDb db)
    : ColumnReferrer<Party, PartyId, PartyId>(
        db,
        ResourceTypes.Party,
        party => party.ParentId,
        (party, parent) => party.FollowParent(parent)
    );
