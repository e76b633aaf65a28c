namespace Marketing.Application.Common;

/// <summary>The type of the member depends on the value of another member of the same object, the discriminator.</summary>
/// <param name="discriminator">Name of the property whose value determines the type.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class DiscriminatedByAttribute(string discriminator) : Attribute
{
    /// <summary>Name of the property whose value determines the type.</summary>
    public string Discriminator { get; } = discriminator;

    /// <summary>The type for each value of the discriminator.</summary>
    public abstract IReadOnlyList<KeyValuePair<object, Type>> Types { get; }
}

/// <summary>Every value of the member has this discriminator.</summary>
/// <param name="value">The discriminator's value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DiscriminatorAttribute(object value) : Attribute
{
    /// <summary>The discriminator's value.</summary>
    public object Value { get; } = value;
}

/// <summary>The value of the member lacks one of the members of its type in JSON.</summary>
/// <param name="property">Name of the property that is omitted.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithoutAttribute(string property) : Attribute
{
    /// <summary>Name of the property that is omitted.</summary>
    public string Property { get; } = property;
}
