using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
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
        Reference = property.GetCustomAttribute<PartReferenceAttribute>();
        MaxLength = property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? int.MaxValue;
        IsList = type.IsAssignableTo(typeof(IEnumerable)) && type != typeof(string);
    }

    /// <summary>The record that declares the member.</summary>
    public Type Record { get; }

    /// <summary>Name in documents, such as <c>workPackages</c>.</summary>
    public string Name { get; }

    public bool IsList { get; }

    /// <summary>Set if the value is the ref of another part, or a list of refs.</summary>
    public PartReferenceAttribute? Reference { get; }

    /// <summary>The maximum length of a text.</summary>
    public int MaxLength { get; }

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

    /// <summary>Returns a copy of the record with another value of this member.</summary>
    internal object With(object record, object? value)
    {
        var copy = ContentTree.CopyOf(record);
        _property.SetValue(copy, value);
        return copy;
    }

    /// <summary>Returns a list that this member can hold.</summary>
    internal IList ListOf(IEnumerable<object> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(_property.PropertyType.GetGenericArguments()))!;
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
