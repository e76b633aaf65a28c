using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Marketing.Domain.Common;

/// <summary>Sets the argument name of an error's parameter, if it differs from the parameter's name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArgAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Derives the arguments of an error from the parameters of its record. Each type is inspected once.</summary>
internal static class ErrorArgs
{
    private const string Pointer = "Pointer";

    private static readonly ConcurrentDictionary<Type, Parameter[]> Known = new();

    public static IReadOnlyDictionary<string, object?> Of(Error error) =>
        ParametersOf(error)
            .Where(parameter => parameter.Property.Name != Pointer && parameter.Property.PropertyType != typeof(IReadOnlyList<RuleFault>))
            .ToDictionary(parameter => parameter.Arg, parameter => parameter.Property.GetValue(error));

    public static string? PointerOf(Error error) =>
        (string?)Array.Find(ParametersOf(error), parameter => parameter.Property.Name == Pointer)?.Property.GetValue(error);

    private static Parameter[] ParametersOf(Error error) =>
        Known.GetOrAdd(
            error.GetType(),
            static type =>
                [
                    .. from parameter in PrimaryConstructorOf(type).GetParameters()
                    let property = type.GetProperty(parameter.Name!)
                    where property is not null && property.DeclaringType == type
                    select new Parameter(
                        property,
                        parameter.GetCustomAttribute<ArgAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name)
                    ),
                ]
        );

    /// <summary>Returns the primary constructor of the record, not its copy constructor.</summary>
    private static ConstructorInfo PrimaryConstructorOf(Type type) =>
        type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).First();

    private sealed record Parameter(PropertyInfo Property, string Arg);
}
