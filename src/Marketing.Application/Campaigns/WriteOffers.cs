using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>Creates an offer.</summary>
public sealed record CreateOffer(OfferInput Input) : ICommand<OfferResponse>;

internal sealed class CreateOfferHandler(IMarketingDb db, RequestContext context, OfferWriter writer, ResponseMapper responses)
    : IRequestHandler<CreateOffer, Result<OfferResponse>>
{
    public async Task<Result<OfferResponse>> Handle(CreateOffer command, CancellationToken cancellationToken)
    {
        if (await writer.ObjectionAsync(command.Input, null, cancellationToken) is { } objection)
        {
            return objection;
        }

        var offer = Offer.Create(context.WorkspaceId, OfferWriter.ContentOf(command.Input));
        if (!offer.Succeeded)
        {
            return offer.Error;
        }

        db.Offers.Add(offer.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Offer, OfferResponse>(offer.Value);
    }
}

/// <summary>Changes an offer.</summary>
public sealed record UpdateOffer(OfferId Id, ExpectedVersion? ExpectedVersion, Patch<OfferInput> Patch) : ICommand<OfferResponse>;

internal sealed class UpdateOfferHandler(IMarketingDb db, OfferWriter writer, ResponseMapper responses)
    : IRequestHandler<UpdateOffer, Result<OfferResponse>>
{
    public async Task<Result<OfferResponse>> Handle(UpdateOffer command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var offer = found.Value;
        var changed = command.Patch.ApplyTo(
            new OfferInput
            {
                Code = offer.Code,
                Title = offer.Title,
                CampaignId = offer.CampaignId?.Value,
                Kind = offer.Kind,
                Terms = offer.Terms,
                Guardrails = offer.Guardrails,
                ValidFrom = offer.ValidFrom,
                ValidTo = offer.ValidTo,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        var objection =
            await writer.ObjectionAsync(changed.Value, offer, cancellationToken) ?? offer.Write(OfferWriter.ContentOf(changed.Value)).Error;
        if (objection is not null)
        {
            return objection;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Offer, OfferResponse>(offer);
    }
}

/// <summary>Deletes an offer. It can be restored.</summary>
public sealed record DeleteOffer(OfferId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteOfferHandler(OfferWriter writer, TimeProvider clock) : IRequestHandler<DeleteOffer, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteOffer command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Restores a deleted offer.</summary>
public sealed record RestoreOffer(OfferId Id, ExpectedVersion? ExpectedVersion) : ICommand<OfferResponse>;

internal sealed class RestoreOfferHandler(IMarketingDb db, OfferWriter writer, ResponseMapper responses)
    : IRequestHandler<RestoreOffer, Result<OfferResponse>>
{
    public async Task<Result<OfferResponse>> Handle(RestoreOffer command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var offer = found.Value;
        if (await writer.CodeTakenAsync(offer.Code, offer.Id, cancellationToken) is { } taken)
        {
            return taken;
        }

        offer.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Offer, OfferResponse>(offer);
    }
}

/// <summary>Code shared by the use cases that write offers.</summary>
internal sealed class OfferWriter(IMarketingDb db)
{
    public Task<Result<Offer>> FindAsync(OfferId id, ExpectedVersion? expectedVersion, CancellationToken ct, bool includeDeleted = false) =>
        db.FindAsync<Offer, OfferId>(id, expectedVersion, new OfferNotFound(id.Value), ct, includeDeleted);

    /// <summary>
    /// Returns an error for a campaign that does not exist, or a code that another offer has. A campaign that the offer already has stays.
    /// </summary>
    public async Task<Error?> ObjectionAsync(OfferInput input, Offer? offer, CancellationToken ct) =>
        Refusals.Of(await db.UnknownCampaignAsync(input.CampaignId, offer?.CampaignId, ct))
        ?? await CodeTakenAsync(input.Code, offer?.Id, ct);

    /// <summary>Returns an error if another offer has the code.</summary>
    public async Task<Error?> CodeTakenAsync(string code, OfferId? self, CancellationToken ct)
    {
        var key = Offer.KeyOf(code);
        var taken = await db
            .Offers.Where(offer => offer.CodeKey == key && offer.Id != self)
            .Select(offer => (OfferId?)offer.Id)
            .FirstOrDefaultAsync(ct);
        return taken is { } other ? new OfferCodeTaken(code, other.Value) : null;
    }

    public static OfferContent ContentOf(OfferInput input) =>
        new()
        {
            Code = input.Code,
            Title = input.Title,
            CampaignId = input.CampaignId is { } campaign ? CampaignId.From(campaign) : null,
            Kind = input.Kind,
            Terms = input.Terms,
            Guardrails = input.Guardrails,
            ValidFrom = input.ValidFrom,
            ValidTo = input.ValidTo,
        };
}
