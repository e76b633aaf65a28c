namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>The use of an object schema. The same type may have a different schema for each use.</summary>
internal enum SchemaUse
{
    /// <summary>A request body with the whole object.</summary>
    Request,

    /// <summary>A merge patch with only the changed members.</summary>
    Patch,

    /// <summary>A response, with every member.</summary>
    Response,
}
