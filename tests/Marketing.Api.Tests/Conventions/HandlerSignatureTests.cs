using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Conventions;

/// <summary>A handler whose input would not be validated stops the service from starting.</summary>
public sealed class HandlerSignatureTests
{
    private static readonly WebApplication App = WebApplication.CreateSlimBuilder().Build();

    [Fact]
    public void A_query_without_its_wrapper_is_rejected() =>
        Refused(() => App.Get("/v1/notes", "listNotes", (NoteQuery query) => Ok()))
            .ShouldStartWith(
                "The handler of listNotes (GET /v1/notes) cannot be mapped: query is a NoteQuery; "
                    + "use Body<T>, OptionalBody<T>, MergePatch<T>, BodyStream, Query<T>, IfMatch, "
            );

    [Fact]
    public void A_query_parameter_bound_by_the_framework_is_rejected() =>
        Refused(() => App.Get("/v1/notes", "listNotes", (string? text) => Ok())).ShouldContain("text is a String");

    [Fact]
    public void A_query_bound_member_by_member_is_rejected() =>
        Refused(() => App.Get("/v1/notes", "listNotes", ([AsParameters] NoteQuery query) => Ok())).ShouldContain("query is a NoteQuery");

    [Fact]
    public void A_body_without_its_wrapper_is_rejected() =>
        Refused(() => App.Post("/v1/notes", "createNote", ([FromBody] NoteBody body) => Created())).ShouldContain("body is a NoteBody");

    [Fact]
    public void The_context_and_the_sender_are_rejected()
    {
        Refused(() => App.Get("/v1/notes", "listNotes", (HttpContext http) => Ok())).ShouldContain("http is a HttpContext");
        Refused(() => App.Get("/v1/notes", "listNotes", (ISender sender) => Ok())).ShouldContain("sender is a ISender");
    }

    [Fact]
    public void A_placeholder_without_a_parameter_is_rejected() =>
        Refused(() => App.Get("/v1/notes/{noteId}", "getNote", (Guid id) => Ok())).ShouldContain("{noteId} in the path is not a parameter");

    [Fact]
    public void A_result_without_a_type_is_rejected() =>
        Refused(() => App.Get("/v1/notes", "listNotes", () => Results.Ok())).ShouldContain("it returns IResult; return Ok<T>, ");

    [Fact]
    public void Reads_and_writes_must_match_the_method()
    {
        Refused(() => App.Get("/v1/notes", "listNotes", () => Created())).ShouldContain("GET cannot return Created<NoteBody>");
        Refused(() => App.Put("/v1/notes", "putNote", () => Ok())).ShouldContain("PUT cannot return Ok<NoteBody>");
        Refused(() => App.Post("/v1/notes", "createNote", (MergePatch<NoteBody> patch) => Created()))
            .ShouldContain("patch is a merge patch, which only PATCH and PUT accept");
    }

    [Fact]
    public void The_query_of_a_write_must_have_validateOnly() =>
        Refused(() => App.Post("/v1/notes", "createNote", (Query<NoteQuery> query) => Created()))
            .ShouldContain("query: the query of a write must derive from WriteArguments");

    [Fact]
    public void Wrapped_input_route_values_and_listed_services_are_allowed() =>
        Should.NotThrow(() =>
            App.Patch(
                "/v1/notes/{noteId}/{name}",
                "updateNote",
                (
                    Guid noteId,
                    string name,
                    MergePatch<NoteBody> patch,
                    IfMatch ifMatch,
                    UseCases useCases,
                    RequestContext request,
                    CancellationToken ct,
                    [FromServices] TimeProvider clock
                ) => new Changed<NoteBody>(Results.Ok())
            )
        );

    private static string Refused(Action map) => Should.Throw<InvalidOperationException>(map).Message;

    private static Ok<NoteBody> Ok() => new(Results.Ok());

    private static Created<NoteBody> Created() => new(Results.Ok());

    internal sealed record NoteBody([property: MaxLength(10)] string Text);

    internal sealed record NoteQuery([property: MaxLength(10)] string? Text);
}
