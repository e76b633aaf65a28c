using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

/// <summary>A member of a content record, whatever its type. Refs are no members: they name records.</summary>
public sealed class ContentMember
{
    private static readonly ConcurrentDictionary<Type, ContentMember[]> Known = new();

    private readonly PropertyInfo _property;

    private ContentMember(PropertyInfo property)
    {
        _property = property;
        Record = property.DeclaringType!;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var type = property.PropertyType;
        IsList = type.IsAssignableTo(typeof(IEnumerable)) && type != typeof(string);
    }

    /// <summary>The record that declares the member.</summary>
    public Type Record { get; }

    /// <summary>Name in documents, such as <c>workPackages</c>.</summary>
    public string Name { get; }

    public bool IsList { get; }

    /// <summary>Returns the members of a record, in the order of its declaration.</summary>
    public static ContentMember[] Of(Type record) =>
        Known.GetOrAdd(
            record,
            static type =>
                [
                    .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    where property.SetMethod is not null && property.Name != nameof(PlanPartContent.Ref)
                    select new ContentMember(property),
                ]
        );

    public object? ValueIn(object record) => _property.GetValue(record);
}
