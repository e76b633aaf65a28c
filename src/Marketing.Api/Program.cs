using Marketing.Api.Http;
using Marketing.Api.Input;
using Marketing.Api.Access;
using Marketing.Api.Memory;
using Marketing.Api.Parties;
using Marketing.Api.Plans;
using Marketing.Api.Workspaces;
using Marketing.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddInfrastructure(builder.Configuration);
builder.Services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
builder.Services.ConfigureHttpJsonOptions(json => JsonInput.Configure(json.SerializerOptions));
var app = builder.Build();
var api = app.MapGroup("/v1");
api.MapPlans();
api.MapPlanParts();
api.MapParties();
api.MapAccess();
api.MapWorkspaces();
api.MapMemory();
app.Run();

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
