using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>A whole section: all its parts in their order. Its ETag changes with any of them.</summary>
public sealed record SectionResponse : IVersioned
{
    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-2)]
    public required Guid PlanId { get; init; }

    /// <summary>The section.</summary>
    [JsonPropertyOrder(-1)]
    public required PlanSectionName Section { get; init; }

    /// <summary>The parts.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<PartResponse> Items { get; init; }

    int IVersioned.Version => SectionTag.Of(Items.Select(item => (item.Id, item.Version)));
}

/// <summary>The version of a section: a hash of the ids and versions of its parts, in their order.</summary>
internal static class SectionTag
{
    private const int BytesOfPart = 20;

    public static int Of(IEnumerable<(Guid Id, int Version)> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[BytesOfPart];
        foreach (var (id, version) in parts)
        {
            id.TryWriteBytes(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], version);
            hash.AppendData(bytes);
        }

        return BinaryPrimitives.ReadInt32LittleEndian(hash.GetHashAndReset()) & int.MaxValue;
    }
}

/// <summary>Reads a whole section.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Section">The section.</param>
/// <param name="View">Which content to read; null for the working copy.</param>
public sealed record GetSection(PlanId PlanId, PlanSectionName Section, ContentView? View = null) : IQuery<SectionResponse>;

internal sealed class GetSectionHandler(IMarketingDb db) : IRequestHandler<GetSection, Result<SectionResponse>>
{
    public async Task<Result<SectionResponse>> Handle(GetSection query, CancellationToken cancellationToken)
    {
        var rows = await db.Content(query.View).ReadSectionAsync(query.PlanId, query.Section, cancellationToken);
        return rows.Succeeded ? rows.Value.ToResponse(query.PlanId, query.Section) : rows.Error;
    }
}

/// <summary>Replaces a whole section.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Section">The section.</param>
/// <param name="ExpectedVersion">The version of the section that the client has read; null to replace any version.</param>
/// <param name="Input">Its parts.</param>
public sealed record ReplaceSection(PlanId PlanId, PlanSectionName Section, ExpectedVersion? ExpectedVersion, SectionInput Input)
    : PhraseCommand<SectionResponse>
{
    protected override void Read(PhraseReader reader)
    {
        foreach (var item in Input.Items)
        {
            reader.Read(item.Content, currency: null);
        }
    }
}

internal sealed class ReplaceSectionHandler(IMarketingDb db, PartReplacer replacer, CatalogueLinks links)
    : IRequestHandler<ReplaceSection, Result<SectionResponse>>
{
    public async Task<Result<SectionResponse>> Handle(ReplaceSection command, CancellationToken cancellationToken)
    {
        var plan = await db.OpenContentAsync(command.PlanId, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var current = await db.ReadSectionAsync(command.PlanId, command.Section, cancellationToken);
        var version = ((IVersioned)current).Version;
        if (command.ExpectedVersion?.Allows(version) == false)
        {
            return new StaleVersion(version);
        }

        if (Mismatches(command) is { Count: > 0 } mismatches)
        {
            return Refusals.Join(mismatches)!;
        }

        var before = current.Items.ToDictionary(item => PartRef.KeyOf(item.Ref), item => (object)item.Content, StringComparer.Ordinal);
        var contents = await links.LinkNewAsync(
            [
                .. command.Input.Items.Select(item =>
                    (item.Content with { Ref = item.Ref }, item.Ref is { } named ? before.GetValueOrDefault(PartRef.KeyOf(named)) : null)
                ),
            ],
            cancellationToken
        );
        var draft = new SectionDraft(PlanSections.Of(command.Section), contents, "/items", "/content");
        var open = plan.Value with { Phrases = command.Phrases };
        if (await replacer.ReplaceAsync(open, [draft], cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return await db.ReadSectionAsync(command.PlanId, command.Section, cancellationToken);
    }

    private static List<Error> Mismatches(ReplaceSection command) =>
        [
            .. from item in command.Input.Items.Index()
            where item.Item.Section != command.Section
            select new PartSectionMismatch(command.Section, item.Item.Section, $"/items/{item.Index}/section"),
        ];
}
