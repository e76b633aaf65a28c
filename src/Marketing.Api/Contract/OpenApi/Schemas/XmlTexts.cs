using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Reads summaries, remarks and examples from the XML documentation files next to the assemblies.</summary>
internal sealed partial class XmlTexts
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, XElement>> _assemblies = new(StringComparer.Ordinal);

    /// <summary>Returns the summary of a type, property, field or method; null if there is none.</summary>
    public string? Summary(MemberInfo? member) => member is null ? null : Text(member, "summary");

    /// <summary>Returns the remarks; null if there are none.</summary>
    public string? Remarks(MemberInfo? member) => member is null ? null : Text(member, "remarks");

    /// <summary>Returns the example as text; null if there is none.</summary>
    public string? Example(MemberInfo? member) => member is null ? null : Text(member, "example");

    /// <summary>Returns the description of a method's parameter; null if there is none.</summary>
    public string? Parameter(MethodInfo? method, string name) => method is null ? null : Render(ParameterOf(Find(method), name));

    private string? Text(MemberInfo member, string part)
    {
        var element = Find(member);
        if (element?.Element("inheritdoc") is not null)
        {
            return Inherited(member) is { } parent ? Text(parent, part) : null;
        }

        return Render(element?.Element(part))
            ?? (part == "summary" && member is PropertyInfo ? Render(ParameterOf(Find(member.DeclaringType!), member.Name)) : null);
    }

    private static XElement? ParameterOf(XElement? element, string name) =>
        element?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name);

    private static PropertyInfo? Inherited(MemberInfo member) =>
        member.DeclaringType is null
            ? null
            : Ancestors(member.DeclaringType)
                .Select(type => type.GetProperty(member.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .FirstOrDefault(property => property is not null);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }

        foreach (var contract in type.GetInterfaces())
        {
            yield return contract;
        }
    }

    private XElement? Find(MemberInfo member)
    {
        var type = member as Type ?? member.DeclaringType!;
        var members = _assemblies.GetOrAdd(type.Assembly.GetName().Name!, Load);
        var key = KeyOf(member);
        return members.GetValueOrDefault(key)
            ?? (
                member is MethodInfo
                    ? members.FirstOrDefault(entry => entry.Key.StartsWith(key + "(", StringComparison.Ordinal)).Value
                    : null
            );
    }

    private static string KeyOf(MemberInfo member) =>
        member switch
        {
            Type type => $"T:{NameOf(type)}",
            PropertyInfo property => $"P:{NameOf(property.DeclaringType!)}.{property.Name}",
            FieldInfo field => $"F:{NameOf(field.DeclaringType!)}.{field.Name}",
            _ => $"M:{NameOf(member.DeclaringType!)}.{member.Name}",
        };

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, XElement> Load(string assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : [];
    }

    private static string? Render(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = Spaces().Replace(string.Concat(element.Nodes().Select(Render)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Render(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" or "seealso" } see => see.Nodes().Any() ? see.Value : $"`{ReferredTo(see)}`",
            XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => $"`{(string?)parameter.Attribute("name")}`",
            XElement other => string.Concat(other.Nodes().Select(Render)),
            _ => "",
        };

    private static string ReferredTo(XElement see)
    {
        var name = (string?)see.Attribute("langword") ?? (string?)see.Attribute("cref") ?? (string?)see.Attribute("href") ?? "";
        return name.Contains(':', StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
