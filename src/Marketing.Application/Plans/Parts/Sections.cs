using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>A whole section to be written.</summary>
public sealed record SectionInput<TContent>
    where TContent : PlanPartContent
{
    /// <summary>Its entries in their order; an entry with the ref of one that is there changes it, and what is not named is taken out.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<TContent> Items { get; init; }
}

/// <summary>A whole section: all its entries in their order. Its ETag changes with any of them.</summary>
public sealed record SectionResponse<TContent> : IVersioned
    where TContent : PlanPartContent
{
    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-1)]
    public required Guid PlanId { get; init; }

    /// <summary>The entries.</summary>
    public required IReadOnlyList<PartResponse<TContent>> Items { get; init; }

    int IVersioned.Version => SectionTag.Of(Items.Select(item => (item.Id, item.Version)));
}

/// <summary>The number that stands for the state of a section: taken from the ids and versions of its entries, in their order.</summary>
internal static class SectionTag
{
    private const int BytesOfEntry = 20;

    public static int Of(IEnumerable<(Guid Id, int Version)> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[BytesOfEntry];
        foreach (var (id, version) in entries)
        {
            id.TryWriteBytes(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], version);
            hash.AppendData(bytes);
        }

        return BinaryPrimitives.ReadInt32LittleEndian(hash.GetHashAndReset()) & int.MaxValue;
    }
}

/// <summary>Reads a whole section.</summary>
public sealed record GetSection<TContent>(PlanId PlanId) : IQuery<SectionResponse<TContent>>
    where TContent : PlanPartContent;

internal sealed class GetSectionHandler<TContent>(IMarketingDb db) : IRequestHandler<GetSection<TContent>, Result<SectionResponse<TContent>>>
    where TContent : PlanPartContent
{
    public async Task<Result<SectionResponse<TContent>>> Handle(GetSection<TContent> query, CancellationToken cancellationToken)
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == query.PlanId, cancellationToken))
        {
            return new PlanNotFound(query.PlanId.Value);
        }

        var parts = await db.ReadPartsAsync<TContent>([query.PlanId], cancellationToken);
        return new SectionResponse<TContent> { PlanId = query.PlanId.Value, Items = [.. parts[query.PlanId.Value]] };
    }
}

/// <summary>Replaces a whole section.</summary>
public sealed record ReplaceSection<TContent>(PlanId PlanId, int? ExpectedVersion, SectionInput<TContent> Input) : ICommand<SectionResponse<TContent>>
    where TContent : PlanPartContent;

internal sealed class ReplaceSectionHandler<TContent>(IMarketingDb db, PartReplacer replacer) : IRequestHandler<ReplaceSection<TContent>, Result<SectionResponse<TContent>>>
    where TContent : PlanPartContent
{
    public async Task<Result<SectionResponse<TContent>>> Handle(ReplaceSection<TContent> command, CancellationToken cancellationToken)
    {
        if (await db.OpenContentAsync(command.PlanId, cancellationToken) is { } closed)
        {
            return closed;
        }

        var current = await ReadAsync(command.PlanId, cancellationToken);
        if (command.ExpectedVersion is { } expected && expected != ((IVersioned)current).Version)
        {
            return new StaleVersion(((IVersioned)current).Version);
        }

        var currency = await db.Plans.Where(plan => plan.Id == command.PlanId).Select(plan => plan.Currency).SingleAsync(cancellationToken);
        var draft = new SectionDraft(PlanSections.Of<TContent>(), command.Input.Items, "/items");
        if (await replacer.ReplaceAsync(command.PlanId, currency, [draft], cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return await ReadAsync(command.PlanId, cancellationToken);
    }

    private async Task<SectionResponse<TContent>> ReadAsync(PlanId planId, CancellationToken ct) =>
        new() { PlanId = planId.Value, Items = [.. (await db.ReadPartsAsync<TContent>([planId], ct))[planId.Value]] };
}
