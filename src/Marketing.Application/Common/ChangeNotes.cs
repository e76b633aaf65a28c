using System.Text.Json.Nodes;
using Marketing.Domain.Common;
using Marketing.Domain.History;

namespace Marketing.Application.Common;

/// <summary>
/// One change, at one of three levels: <see cref="ResourceNote"/> (audit trail, feed and version), <see cref="FeedNote"/> and
/// <see cref="EventNote"/> (feed only), <see cref="SilentNote"/>.
/// </summary>
public abstract record ChangeNote;

/// <summary>A resource changed: gets an audit entry and a feed entry. The statement that changed it increments its version.</summary>
/// <param name="Resource">Which one, with its version after the change.</param>
/// <param name="Op">What happened to it.</param>
/// <param name="Fields">The members that changed.</param>
public sealed record ResourceNote(ChangedResource Resource, ChangeOp Op, IReadOnlyList<FieldChange> Fields) : ChangeNote;

/// <summary>A resource changed in a way that is not audited: gets a feed entry and keeps its version.</summary>
/// <param name="Resource">Which one, with its version.</param>
/// <param name="Fields">Names of the members that changed.</param>
/// <param name="Op">What happened to it.</param>
public sealed record FeedNote(ChangedResource Resource, IReadOnlyList<string> Fields, ChangeOp Op = ChangeOp.Updated) : ChangeNote;

/// <summary>
/// A time was reached and the resource did not change: gets a feed entry. Raised through <c>TimeEvents</c>, which does so once.
/// </summary>
/// <param name="Name">The resource and the event, such as <c>approval.due</c>.</param>
/// <param name="Resource">What the event is about, with its version.</param>
public sealed record EventNote(string Name, ChangedResource Resource) : ChangeNote;

/// <summary>A change without audit or feed entries.</summary>
/// <param name="Reason">Why it needs no entry. The service logs it at level Debug.</param>
public sealed record SilentNote(string Reason) : ChangeNote;

/// <summary>A resource as identified in audit trail and feed.</summary>
/// <param name="Type">One of <see cref="ResourceTypes"/>, or the type of a plan part.</param>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">Id of the resource it belongs to; null for none.</param>
/// <param name="Version">The version it has now.</param>
public sealed record ChangedResource(string Type, Guid Id, Guid? ParentId, int Version)
{
    public static ChangedResource Of(IResource resource) => new(resource.Type, resource.Key, resource.ParentKey, resource.Version);
}

/// <summary>One changed member.</summary>
/// <param name="Field">Its JSON name.</param>
/// <param name="Old">The value before; null if there was none.</param>
/// <param name="New">The value after; null if there is none.</param>
/// <param name="Sealed">Whether the values are personal and sealed.</param>
public sealed record FieldChange(string Field, JsonNode? Old, JsonNode? New, bool? Sealed = null);
