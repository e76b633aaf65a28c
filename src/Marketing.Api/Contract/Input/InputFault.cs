namespace Marketing.Api.Contract.Input;

/// <summary>A fault of a request that its schema alone reveals.</summary>
/// <param name="Pointer">RFC 6901 pointer to the faulty member; the parameter's name for a query; empty for the whole body.</param>
/// <param name="In">The part of the request that the pointer refers to, one of <see cref="InputSource"/>.</param>
/// <param name="Code">What is wrong, one of <see cref="InputCode"/>. It never changes with the language.</param>
/// <param name="Args">
/// Values that explain the fault: actual (the value, its length or its type), max, min, exclusive, allowed, member, memberOf (the type with
/// the member), format, pattern, position, expected, example.
/// </param>
internal sealed record InputFault(string Pointer, string In, string Code, IReadOnlyDictionary<string, object?> Args);

/// <summary>The parts of a request that can have faults.</summary>
internal static class InputSource
{
    public const string Body = "body";
    public const string Query = "query";
    public const string Path = "path";
    public const string Header = "header";
}

/// <summary>The stable codes of input faults.</summary>
internal static class InputCode
{
    public const string Required = "input.required";
    public const string UnknownMember = "input.unknownMember";
    public const string DuplicateMember = "input.duplicateMember";
    public const string Type = "input.type";
    public const string Enumeration = "input.enum";
    public const string TooLong = "input.tooLong";
    public const string TooShort = "input.tooShort";
    public const string TooSmall = "input.tooSmall";
    public const string TooLarge = "input.tooLarge";
    public const string TooMany = "input.tooMany";
    public const string TooFew = "input.tooFew";
    public const string Pattern = "input.pattern";
    public const string Format = "input.format";
    public const string NullNotAllowed = "input.nullNotAllowed";
    public const string CharacterNotAllowed = "input.characterNotAllowed";
    public const string TooDeep = "input.tooDeep";
    public const string Malformed = "input.malformed";
    public const string Empty = "input.empty";
    public const string UnknownParameter = "input.unknownParameter";
    public const string RepeatedParameter = "input.repeatedParameter";
}
