using Marketing.Api.Http;
using Marketing.Api.Input;
using Marketing.Api.OpenApi;
using Marketing.Api.Plans;
using Marketing.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddInfrastructure(builder.Configuration);
builder.Services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
builder.Services.ConfigureHttpJsonOptions(json => JsonInput.Configure(json.SerializerOptions));
builder.Services.AddOpenApiDocuments();
var app = builder.Build();
app.UseOpenApiDocuments();
var api = app.MapGroup("/v1");
api.MapPlans();
api.MapPlanParts();
app.Run();

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
