namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>What an object schema is for; the same type may look different in each.</summary>
internal enum SchemaUse
{
    /// <summary>It is sent whole.</summary>
    Request,

    /// <summary>It is sent as a merge patch: only what changes.</summary>
    Patch,

    /// <summary>It is answered: every member is there.</summary>
    Response,
}
