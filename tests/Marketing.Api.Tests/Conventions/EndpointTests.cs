using System.Reflection;
using System.Text.RegularExpressions;
using Marketing.Api.BulkJobs;
using Marketing.Api.Calendar;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Common;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Rules for endpoints and their handlers.</summary>
public sealed partial class EndpointTests : IAsyncLifetime
{
    /// <summary>Services that handlers can take besides the use cases, each with its reason.</summary>
    private static readonly Type[] OtherServices =
    [
        typeof(Readiness), // health has no use case
        typeof(JobUpload), // stores the rows of a job while they arrive
        typeof(FeedRequest), // the address of a calendar feed is its credential
        typeof(EndpointDataSource), // the steps of a plan respond as their endpoints do
    ];

    private static readonly Type[] Forbidden =
    [
        typeof(HttpContext),
        typeof(HttpRequest),
        typeof(HttpResponse),
        typeof(IHttpContextAccessor),
        typeof(IServiceProvider),
        typeof(ISender),
        typeof(IMediator),
    ];

    private DocumentHost _host = null!;

    private List<RouteEndpoint> Endpoints =>
        [.. _host.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))];

    public async ValueTask InitializeAsync() => _host = await DocumentHost.OfApiAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_endpoint_has_a_contract_and_its_input_is_bounded()
    {
        Endpoints.Count.ShouldBeGreaterThan(30);
        foreach (var endpoint in Endpoints)
        {
            var contract = ContractOf(endpoint);
            if (contract.Body is { } body)
            {
                Should.NotThrow(() => JsonInput.Describe(body), contract.Id);
            }

            if (contract.Query is { } query)
            {
                Should.NotThrow(() => QueryInput.Describe(query), contract.Id);
            }
        }
    }

    [Fact]
    public void All_endpoints_except_GET_match_and_check_write()
    {
        foreach (var endpoint in Endpoints)
        {
            var contract = ContractOf(endpoint);
            var verb = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            contract.Writes.ShouldBe(
                verb != "GET" && !contract.Id.StartsWith("match", StringComparison.Ordinal) && contract.Id != "checkBooking",
                contract.Id
            );
        }
    }

    [Fact]
    public void Operation_ids_are_unique_and_name_the_endpoint()
    {
        Endpoints.Select(endpoint => ContractOf(endpoint).Id).ShouldBeUnique();
        Endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName == ContractOf(endpoint).Id);
    }

    [Fact]
    public void No_handler_takes_the_context_or_an_unlisted_service()
    {
        var taken = _host
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>())
            .OfType<MethodInfo>()
            .Where(handler => handler.DeclaringType!.Assembly == typeof(EndpointContract).Assembly)
            .SelectMany(handler => handler.GetParameters())
            .ToList();

        taken.ShouldNotBeEmpty();
        taken.ShouldNotContain(parameter => Forbidden.Contains(parameter.ParameterType));
        taken
            .Where(parameter => parameter.IsDefined(typeof(FromServicesAttribute)))
            .Select(parameter => parameter.ParameterType)
            .Distinct()
            .ShouldBe(OtherServices, ignoreOrder: true);
    }

    [Fact]
    public void Endpoints_and_their_contract_do_not_depend_on_the_infrastructure() =>
        Sources()
            .Where(file =>
                SourceTree.PathOf(file).Contains("/Contract/", StringComparison.Ordinal)
                || file.Name.EndsWith("Endpoints.cs", StringComparison.Ordinal)
                || file.Name.EndsWith("Routes.cs", StringComparison.Ordinal)
            )
            .Where(file => File.ReadAllText(file.FullName).Contains("Marketing.Infrastructure", StringComparison.Ordinal))
            .Select(SourceTree.PathOf)
            .ShouldBeEmpty();

    [Fact]
    public void Every_operation_id_and_every_path_can_be_found_in_the_source()
    {
        var source = string.Concat(Sources().Select(file => File.ReadAllText(file.FullName)));

        Endpoints
            .Select(endpoint => $"\"{PathOf(endpoint)}\", \"{ContractOf(endpoint).Id}\"")
            .Where(statement => !source.Contains(statement, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static IEnumerable<FileInfo> Sources() => SourceTree.FilesIn("src/Marketing.Api");

    /// <summary>Returns the path without the constraints that follow from the handler.</summary>
    private static string PathOf(RouteEndpoint endpoint) => Constraint().Replace(endpoint.RoutePattern.RawText!, "}");

    private static EndpointContract ContractOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<EndpointContract>().ShouldNotBeNull(endpoint.DisplayName);

    [GeneratedRegex(":[A-Za-z]+}")]
    private static partial Regex Constraint();
}
