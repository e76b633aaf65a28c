using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Replaces a union with one of its forms, for operations and members whose values all have the same discriminator.</summary>
internal static class Narrowing
{
    /// <summary>Returns the shape with one form in place of the union: of the value, of a list's items, or of a page's items.</summary>
    /// <param name="shape">A union, a list of it, or an object with such a list.</param>
    /// <param name="word">The discriminator's value.</param>
    public static InputShape To(InputShape shape, string word)
    {
        if (shape is not ObjectShape members)
        {
            return Value(shape, word);
        }

        var narrowed = members.Properties.Select(property => Member(property, word)).ToArray();
        var form = narrowed
            .Select(property => FormOf(property.Shape))
            .OfType<ShapeForm>()
            .FirstOrDefault(candidate => candidate.Name == word);
        if (form is null)
        {
            return shape;
        }

        var result = new ObjectShape(members.Type, form with { Discriminator = null });
        result.Complete(narrowed);
        return result;
    }

    private static InputShape Value(InputShape shape, string word) =>
        shape switch
        {
            UnionShape union => union.Forms[word],
            ArrayShape { Items: UnionShape union } list => new ArrayShape(list.Type, union.Forms[word])
            {
                ItemsNullable = list.ItemsNullable,
                MinItems = list.MinItems,
                MaxItems = list.MaxItems,
            },
            _ => shape,
        };

    private static InputProperty Member(InputProperty property, string word) =>
        Value(property.Shape, word) is var shape && shape == property.Shape
            ? property
            : new InputProperty(property.Name, shape)
            {
                Required = property.Required,
                Nullable = property.Nullable,
                Member = property.Member,
            };

    private static ShapeForm? FormOf(InputShape shape) =>
        shape switch
        {
            ObjectShape members => members.Form,
            ArrayShape { Items: ObjectShape items } => items.Form,
            _ => null,
        };
}
