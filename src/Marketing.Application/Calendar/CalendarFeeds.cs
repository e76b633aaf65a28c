using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Calendar;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Calendar;

/// <summary>Whose entries a feed shows.</summary>
public enum CalendarFeedAssignee
{
    /// <summary>Those of the person who owns the feed.</summary>
    Me,
}

/// <summary>A calendar that programs subscribe to, without its secret address.</summary>
public record CalendarFeedResponse : ResourceResponse
{
    /// <summary>Id of the actor that owns it. The feed ends with the owner's membership or permission.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    public required string OwnerId { get; init; }

    /// <summary>The plan that it shows; null if it shows something else.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>The party whose entries it shows; null if it shows something else.</summary>
    public required Guid? PartyId { get; init; }

    /// <summary>`me` if it shows what its owner is responsible for and asked to decide.</summary>
    public required CalendarFeedAssignee? Assignee { get; init; }

    /// <summary>Language of its labels (BCP 47).</summary>
    /// <example>zh-Hans</example>
    [MaxLength(20)]
    public required string Language { get; init; }
}

/// <summary>A new calendar feed. Only this response contains its address.</summary>
public sealed record NewCalendarFeedResponse : CalendarFeedResponse, IHoldsSecret
{
    /// <summary>
    /// The secret address to subscribe to, relative to that of the service. Returned only once; null if the response is replayed, or if the
    /// request was only validated.
    /// </summary>
    /// <example>/v1/calendar-feeds/Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2/calendar.ics</example>
    [MaxLength(2_000)]
    public required string? Url { get; init; }

    object IHoldsSecret.WithoutSecret() => this with { Url = null };
}

/// <summary>A calendar feed to create: of a plan, of a party, or of the caller.</summary>
public sealed record CalendarFeedInput
{
    /// <summary>The plan to show.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The party of the catalogue whose entries to show.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>
    /// `me`: what the caller is responsible for, alone or as a member of a department, and asked to decide. Persons only.
    /// </summary>
    public CalendarFeedAssignee? Assignee { get; init; }
}

internal sealed class CalendarFeedProjections : Profile
{
    public CalendarFeedProjections()
    {
        CreateProjection<CalendarFeed, CalendarFeedResponse>()
            .ForMember(
                feed => feed.Assignee,
                member =>
                    member.MapFrom(feed =>
                        feed.PlanId == null && feed.PartyId == null ? CalendarFeedAssignee.Me : (CalendarFeedAssignee?)null
                    )
            );
        CreateProjection<CalendarFeed, NewCalendarFeedResponse>()
            .ForMember(
                feed => feed.Assignee,
                member =>
                    member.MapFrom(feed =>
                        feed.PlanId == null && feed.PartyId == null ? CalendarFeedAssignee.Me : (CalendarFeedAssignee?)null
                    )
            )
            .ForMember(feed => feed.Url, member => member.Ignore());
    }
}

/// <summary>Reads calendar feeds for the change feed.</summary>
internal sealed class CalendarFeedReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<CalendarFeed, CalendarFeedId, CalendarFeedResponse>(
        db,
        mappings,
        ResourceTypes.CalendarFeed,
        Domain.Access.Scopes.Admin
    );

/// <summary>Lists the caller's calendar feeds; administrators see all.</summary>
public sealed record ListCalendarFeeds : ResourceListArguments, IQuery<Page<CalendarFeedResponse>>;

internal sealed class ListCalendarFeedsHandler(IMarketingDb db, RequestContext context, PageReader pages)
    : IRequestHandler<ListCalendarFeeds, Result<Page<CalendarFeedResponse>>>
{
    private static readonly SortSet<CalendarFeed, CalendarFeedResponse> Sorts = SortSet<CalendarFeed, CalendarFeedResponse>
        .EndingIn(feed => feed.Id, feed => CalendarFeedId.From(feed.Id))
        .By("createdAt", feed => feed.CreatedAt, feed => feed.CreatedAt)
        .By("updatedAt", feed => feed.UpdatedAt, feed => feed.UpdatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<CalendarFeedResponse>>> Handle(ListCalendarFeeds query, CancellationToken cancellationToken) =>
        pages.ReadAsync(
            db.CalendarFeeds.Matching<CalendarFeed, CalendarFeedId>(query).OfCaller(context.Caller),
            query,
            Sorts,
            cancellationToken
        );
}

/// <summary>Reads one calendar feed.</summary>
public sealed record GetCalendarFeed(CalendarFeedId Id) : IQuery<CalendarFeedResponse>;

internal sealed class GetCalendarFeedHandler(IMarketingDb db, RequestContext context, IConfigurationProvider mappings)
    : IRequestHandler<GetCalendarFeed, Result<CalendarFeedResponse>>
{
    public async Task<Result<CalendarFeedResponse>> Handle(GetCalendarFeed query, CancellationToken cancellationToken) =>
        await db
            .CalendarFeeds.AsNoTracking()
            .OfCaller(context.Caller)
            .Where(feed => feed.Id == query.Id)
            .Select(mappings.ProjectionOf<CalendarFeed, CalendarFeedResponse>())
            .SingleOrDefaultAsync(cancellationToken)
            is { } found
            ? found
            : new CalendarFeedNotFound();
}

/// <summary>Creates a calendar feed.</summary>
/// <param name="Input">What it shows.</param>
/// <param name="Language">Language of its labels.</param>
/// <param name="Prefix">The prefix of the service behind a proxy.</param>
public sealed record AddCalendarFeed(CalendarFeedInput Input, string Language, string Prefix) : ICommand<NewCalendarFeedResponse>;

internal sealed class AddCalendarFeedHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<AddCalendarFeed, Result<NewCalendarFeedResponse>>
{
    public async Task<Result<NewCalendarFeedResponse>> Handle(AddCalendarFeed command, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(command.Input, cancellationToken) is { } refused)
        {
            return refused;
        }

        var secret = CalendarFeedSecret.New();
        var feed = CalendarFeed.Of(
            context.WorkspaceId,
            context.Caller.ActorId,
            command.Input.PlanId is { } plan ? PlanId.From(plan) : null,
            command.Input.PartyId is { } party ? PartyId.From(party) : null,
            command.Language,
            CalendarFeedSecret.HashOf(secret)
        );
        db.CalendarFeeds.Add(feed);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<CalendarFeed, NewCalendarFeedResponse>(feed) with
        {
            Url = context.ValidateOnly ? null : $"{command.Prefix}/v1/calendar-feeds/{secret}/calendar.ics",
        };
    }

    private async Task<Error?> WhyNotAsync(CalendarFeedInput input, CancellationToken ct)
    {
        if (new object?[] { input.PlanId, input.PartyId, input.Assignee }.Count(member => member is not null) != 1)
        {
            return new CalendarFeedSubject();
        }

        if (input.PlanId is { } plan)
        {
            var id = PlanId.From(plan);
            if (!await db.Plans.AnyAsync(each => each.Id == id, ct))
            {
                return new CalendarFeedPlanUnknown(plan);
            }
        }

        if (await db.UnknownPartiesAsync([("/partyId", input.PartyId)], ct) is { } unknown)
        {
            return unknown;
        }

        if (context.Caller.Kind != CallerKind.Person)
        {
            return input.Assignee is null ? null : new CalendarFeedOfKey();
        }

        var roles = await db
            .Members.AsNoTracking()
            .Where(member => member.ActorId == context.Caller.ActorId)
            .Select(member => member.Roles)
            .SingleOrDefaultAsync(ct);
        return roles?.Any(role => Scopes.Of(role).Contains(Scopes.PlansRead)) == true ? null : new CalendarFeedWithoutRole();
    }
}

/// <summary>Ends a calendar feed: its address is 404 at once.</summary>
public sealed record DeleteCalendarFeed(CalendarFeedId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteCalendarFeedHandler(IMarketingDb db, RequestContext context, TimeProvider clock)
    : IRequestHandler<DeleteCalendarFeed, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteCalendarFeed command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<CalendarFeed, CalendarFeedId>(
            command.Id,
            command.ExpectedVersion,
            new CalendarFeedNotFound(),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (!new[] { found.Value }.AsQueryable().OfCaller(context.Caller).Any())
        {
            return new CalendarFeedNotFound();
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>The secret in the address of a feed: 32 random characters, of which the hash alone is stored.</summary>
public static class CalendarFeedSecret
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 32;

    internal static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

internal static class OwnFeeds
{
    /// <summary>Keeps the feeds that the caller can see and end: their own, or all for administrators.</summary>
    public static IQueryable<CalendarFeed> OfCaller(this IQueryable<CalendarFeed> feeds, Caller caller) =>
        caller.Scopes.Contains(Scopes.Admin) ? feeds : feeds.Where(feed => feed.OwnerId == caller.ActorId);
}
