using Marketing.Api.Access;
using Marketing.Api.CommandLine;
using Marketing.Api.Http;
using Marketing.Api.Input;
using Marketing.Api.Memory;
using Marketing.Api.Parties;
using Marketing.Api.Plans;
using Marketing.Api.Security;
using Marketing.Api.Workspaces;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddInfrastructure(builder.Configuration);
builder.Services.AddAccess();
builder.Services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
builder.Services.ConfigureHttpJsonOptions(json => JsonInput.Configure(json.SerializerOptions));
var app = builder.Build();
app.UseAccess();
var api = app.MapGroup("/v1");
api.MapPlans();
api.MapPlanParts();
api.MapParties();
api.MapAccess();
api.MapWorkspaces();
api.MapMemory();
await app.Services.GetRequiredService<DatabaseStartup>().MigrateAsync(default);
var ws = await app.Services.GetRequiredService<SampleWorkspace>().EnsureAsync(default);
var dev = app.Services.GetRequiredService<DevelopmentAccess>();
await dev.EnsureAsync(ws);
Console.WriteLine("Development key: " + dev.Key);
foreach (var (role, token) in dev.Tokens) Console.WriteLine($"{role}: {token}");
app.Run();

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
