using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Dependencies between layers, and rules for use cases and endpoints.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(IResource).Assembly;
    private static readonly Assembly Application = typeof(IMarketingDb).Assembly;
    private static readonly Assembly Infrastructure = typeof(Infrastructure.Persistence.MarketingDbContext).Assembly;

    /// <summary>The only places that read beyond the workspace of the request, each with its reason.</summary>
    private static readonly HashSet<string> BeyondTheWorkspace = new(StringComparer.Ordinal)
    {
        "CredentialStore.cs", // a credential is looked up before its workspace is known
        "ReadWorkspaces.cs", // lists the workspaces of the caller
        "WriteWorkspaces.cs", // codes of workspaces are unique in the installation
        "WebhookDispatcher.cs", // looks for endpoints of every workspace that have something to send
        "SystemRunner.cs", // lists the workspaces for background work
        "Maintenance.cs", // --new-epoch is for the whole database
        "BalanceUpdates.cs", // its statement, written by hand, names the workspace
        "LedgerVerification.cs", // an operator verifies the whole database
        "UnitOfWorkRunner.cs", // asks whether its own transaction was committed
        "MasterKeyCheck.cs", // the keys of every workspace must open
        "WorkspaceExport.cs", // an operator names the workspace
        "WorkspaceImport.cs", // ids and codes of workspaces are unique in the installation
        "SchemaReader.cs", // asks whether the database answers
    };

    [Fact]
    public void The_domain_depends_on_the_framework_only() =>
        Domain
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void The_application_depends_on_neither_database_engine_nor_web()
    {
        var known = Application.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
        known
            .Where(name =>
                name.Contains("Sqlite", StringComparison.Ordinal)
                || name.Contains("SqlServer", StringComparison.Ordinal)
                || name.Contains("SqlClient", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name is "Marketing.Infrastructure" or "Marketing.Api"
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_infrastructure_does_not_depend_on_endpoints() =>
        Infrastructure.GetReferencedAssemblies().Select(reference => reference.Name).ShouldNotContain("Marketing.Api");

    [Fact]
    public void Every_use_case_returns_a_result_and_is_either_a_command_or_a_query()
    {
        var requests = Application
            .GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IBaseRequest)))
            .ToList();
        requests.Count.ShouldBeGreaterThan(20);
        requests
            .Where(request =>
                ResponseOf(request) is not { IsGenericType: true } response || response.GetGenericTypeDefinition() != typeof(Result<>)
            )
            .ShouldBeEmpty();
        requests.Where(request => Implements(request, typeof(ICommand<>)) == Implements(request, typeof(IQuery<>))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_use_case_has_one_handler()
    {
        var handled = Application
            .GetTypes()
            .Where(type => type is { IsAbstract: false })
            .SelectMany(type =>
                type.GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            )
            .Select(handler => handler.GetGenericArguments()[0])
            .ToList();
        var requests = Application
            .GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IBaseRequest)));
        handled.GroupBy(request => request).Where(handlers => handlers.Count() > 1).Select(handlers => handlers.Key).ShouldBeEmpty();
        requests.Where(request => !request.ContainsGenericParameters && !handled.Contains(request)).ShouldBeEmpty();
        requests.Where(request => handled.TrueForAll(each => Definition(each) != Definition(request))).ShouldBeEmpty();
    }

    [Fact]
    public void The_workspace_filter_is_disabled_in_listed_places_only()
    {
        var lifting = SourceFiles()
            .Where(file => LiftsWorkspace(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file)!)
            .Distinct()
            .ToList();
        lifting.Except(BeyondTheWorkspace).ShouldBeEmpty("these read beyond the workspace of the request");
        BeyondTheWorkspace.Except(lifting).ShouldBeEmpty("these no longer do: remove them from the list");
    }

    [Fact]
    public void Transactions_are_opened_in_one_place() =>
        SourceFiles()
            .Where(file => File.ReadAllText(file).Contains("BeginTransaction", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .ShouldBe(["Transactions.cs"]);

    [Fact]
    public void Use_cases_run_bulk_statements_only_through_guarded_writes() =>
        SourceFiles()
            .Where(file => file.Contains("Marketing.Application", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\.Execute(Update|Delete|Sql)\w*\("))
            .Select(Path.GetFileName)
            .ShouldBe(["GuardedWrites.cs"]);

    private static bool LiftsWorkspace(string source) =>
        source.Split("IgnoreQueryFilters(").Skip(1).Any(call => !call.StartsWith("[DbFilters.Deletion])", StringComparison.Ordinal))
        || source.Contains("FromSql", StringComparison.Ordinal);

    private static IEnumerable<string> SourceFiles([CallerFilePath] string path = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src"));
        return Directory
            .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains("Migrations", StringComparison.Ordinal)
            );
    }

    private static Type? ResponseOf(Type request) =>
        request
            .GetInterfaces()
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IRequest<>))
            ?.GetGenericArguments()[0];

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == definition);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
