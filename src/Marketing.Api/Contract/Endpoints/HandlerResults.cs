using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// The result of a handler: a response of the named type, or a problem. Responses of writes contain the bytes that were rendered inside
/// the transaction; the framework's typed results would serialize after the commit.
/// </summary>
internal abstract class EndpointResult(IResult outcome) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => outcome.ExecuteAsync(httpContext);
}

/// <summary>The result of a command.</summary>
internal interface IWriteResult;

/// <summary>200 with the value of a query; with ETag and 304 if <typeparamref name="T"/> has a version.</summary>
internal sealed class Ok<T>(IResult outcome) : EndpointResult(outcome), IEndpointMetadataProvider
{
    public static implicit operator Ok<T>(T value) => new(new ValueResult<T>(value));

    public static implicit operator Ok<T>(ProblemResult problem) => new(problem);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Response = typeof(T) });
}

/// <summary>200 with the value of a query, as JSON or as a stream of CSV.</summary>
internal sealed class OkOrCsv<T>(IResult outcome) : EndpointResult(outcome), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract =>
            contract with
            {
                Response = typeof(T),
                AlsoAs = Negotiation.Csv,
                AlsoAsDescription = "With `Accept: text/csv`, streams all rows as one response.",
            }
        );
}

/// <summary>A media type beside JSON.</summary>
internal interface ITextType
{
    static abstract string MediaType { get; }

    /// <summary>What the operation returns in this media type, as a sentence of its description.</summary>
    static abstract string Description { get; }
}

/// <summary>Text for people, with headings and lists.</summary>
internal sealed class Markdown : ITextType
{
    public const string MediaType = "text/markdown";

    static string ITextType.MediaType => MediaType;

    static string ITextType.Description => "With `Accept: text/markdown`, returns the same as text for people.";
}

/// <summary>A picture.</summary>
internal sealed class Svg : ITextType
{
    public const string MediaType = "image/svg+xml";

    static string ITextType.MediaType => MediaType;

    static string ITextType.Description => "With `Accept: image/svg+xml`, returns the same as a picture.";
}

/// <summary>A workbook for Excel.</summary>
internal sealed class Workbook : ITextType
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static string ITextType.MediaType => MediaType;

    static string ITextType.Description => $"With `Accept: {MediaType}`, returns the same as an Excel workbook.";
}

/// <summary>200 with the value of a query, as JSON or in another media type.</summary>
internal sealed class OkOr<T, TText>(IResult outcome) : EndpointResult(outcome), IEndpointMetadataProvider
    where TText : ITextType
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Response = typeof(T), AlsoAs = TText.MediaType, AlsoAsDescription = TText.Description });
}

/// <summary>201 with the new resource, its ETag and its location.</summary>
internal sealed class Created<T>(IResult outcome) : EndpointResult(outcome), IWriteResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Writes = true, Response = typeof(T), Statuses = [StatusCodes.Status201Created] });
}

/// <summary>200 with the changed resource and its ETag.</summary>
internal sealed class Changed<T>(IResult outcome) : EndpointResult(outcome), IWriteResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Writes = true, Response = typeof(T) });
}

/// <summary>201 with the new resource or 200 with the changed one.</summary>
internal sealed class CreatedOrChanged<T>(IResult outcome) : EndpointResult(outcome), IWriteResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract =>
            contract with
            {
                Writes = true,
                Response = typeof(T),
                Statuses = [StatusCodes.Status200OK, StatusCodes.Status201Created],
            }
        );
}

/// <summary>204.</summary>
internal sealed class NoContent(IResult outcome) : EndpointResult(outcome), IWriteResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Writes = true, Statuses = [StatusCodes.Status204NoContent] });
}
