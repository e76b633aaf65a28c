using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Disables schema generation by reflection: the filters write the schemas from the operations.</summary>
internal sealed class DocumentSchemaGenerator : ISchemaGenerator
{
    public IOpenApiSchema GenerateSchema(
        Type modelType,
        SchemaRepository schemaRepository,
        MemberInfo? memberInfo = null,
        ParameterInfo? parameterInfo = null,
        ApiParameterRouteInfo? routeInfo = null
    ) => new OpenApiSchema();
}
