using System.Reflection;
using Marketing.Application.Common;

namespace Marketing.Api.Tests.Feeds;

/// <summary>All feeds of the product.</summary>
internal static class Tables
{
    public static IReadOnlyList<IFeed> All { get; } =
    [
        .. typeof(IFeed)
            .Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsAssignableTo(typeof(IFeed)))
            .Select(field => (IFeed)field.GetValue(null)!),
    ];
}
