using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketing.Application.Common;

/// <summary>In JSON, the members of this value belong to the object that contains it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlattenAttribute : Attribute;

/// <summary>Serializes values marked with <see cref="FlattenAttribute"/> as members of the containing object.</summary>
public static class Flattening
{
    public static void Modify(JsonTypeInfo holder)
    {
        if (holder.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var i = holder.Properties.Count - 1; i >= 0; i--)
        {
            var property = holder.Properties[i];
            if (property.AttributeProvider?.IsDefined(typeof(FlattenAttribute), inherit: true) != true)
            {
                continue;
            }

            holder.Properties.RemoveAt(i);
            var at = i;
            foreach (var inner in holder.Options.GetTypeInfo(property.PropertyType).Properties)
            {
                holder.Properties.Insert(at++, Lift(holder, property, inner));
            }
        }
    }

    private static JsonPropertyInfo Lift(JsonTypeInfo holder, JsonPropertyInfo outer, JsonPropertyInfo inner)
    {
        var lifted = holder.CreateJsonPropertyInfo(inner.PropertyType, inner.Name);
        lifted.Get = instance => inner.Get!(outer.Get!(instance)!);
        lifted.AttributeProvider = inner.AttributeProvider;
        lifted.IsGetNullable = inner.IsGetNullable;
        lifted.Order = inner.Order != 0 ? inner.Order : outer.Order;
        return lifted;
    }
}
