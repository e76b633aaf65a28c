using System.Reflection;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Conventions;

/// <summary>What every endpoint must state, and what its handler may take and return.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    /// <summary>Services that handlers take besides the use cases, each for a reason.</summary>
    private static readonly Type[] OtherServices =
    [
        typeof(Readiness), // health has no use case
    ];

    private DocumentHost _host = null!;

    private List<RouteEndpoint> Endpoints => [.. _host.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))];

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
    public void Everything_but_GET_and_match_writes()
    {
        foreach (var endpoint in Endpoints)
        {
            var contract = ContractOf(endpoint);
            var verb = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            contract.Writes.ShouldBe(verb != "GET" && !contract.Id.StartsWith("match", StringComparison.Ordinal), contract.Id);
        }
    }

    [Fact]
    public void Operation_ids_are_unique_and_name_the_endpoint()
    {
        Endpoints.Select(endpoint => ContractOf(endpoint).Id).ShouldBeUnique();
        Endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName == ContractOf(endpoint).Id);
    }

    [Fact]
    public void No_handler_takes_the_context_or_a_service_that_is_not_listed()
    {
        var taken = _host.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>()
            .Where(handler => handler.DeclaringType!.Assembly == typeof(EndpointContract).Assembly)
            .SelectMany(handler => handler.GetParameters())
            .ToList();

        taken.ShouldNotBeEmpty();
        taken.Where(parameter => parameter.ParameterType.IsAssignableTo(typeof(HttpContext)) || parameter.ParameterType == typeof(IServiceProvider)).ShouldBeEmpty();
        taken.Where(parameter => parameter.IsDefined(typeof(FromServicesAttribute))).Select(parameter => parameter.ParameterType).Distinct()
            .ShouldBe(OtherServices, ignoreOrder: true);
    }

    [Fact]
    public void The_endpoints_do_not_know_the_infrastructure_behind_the_unit_of_work() =>
        typeof(EndpointContract).Assembly.GetTypes().Where(type => type.Namespace == typeof(EndpointContract).Namespace)
            .SelectMany(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.ParameterType.Namespace?.StartsWith("Marketing.Infrastructure", StringComparison.Ordinal) == true).ShouldBeEmpty();

    private static EndpointContract ContractOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<EndpointContract>().ShouldNotBeNull(endpoint.DisplayName);
}
