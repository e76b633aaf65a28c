using System.Text;
using System.Text.Json;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Finds the texts in a merge patch along the shape of its document. Skips what the walk over the merged document rejects: unknown members,
/// wrong types, and texts that are not valid Unicode.
/// </summary>
internal static class PatchTexts
{
    public static void Collect(InputShape shape, JsonElement patch, List<PatchText> texts)
    {
        switch (shape, patch.ValueKind)
        {
            case (UnionShape union, JsonValueKind.Object) when union.FormOf(patch) is { } form:
                CollectMembers(form, patch, texts);
                break;
            case (ObjectShape members, JsonValueKind.Object):
                CollectMembers(members, patch, texts);
                break;
            case (MapShape map, JsonValueKind.Object):
                foreach (var member in patch.EnumerateObject())
                {
                    Collect(map.Values, member.Value, texts);
                }

                break;
            case (ArrayShape list, JsonValueKind.Array):
                foreach (var item in patch.EnumerateArray())
                {
                    Collect(list.Items, item, texts);
                }

                break;
        }
    }

    private static void CollectMembers(ObjectShape shape, JsonElement patch, List<PatchText> texts)
    {
        foreach (var member in patch.EnumerateObject())
        {
            var index = JsonWalker.IndexOf(shape, member, 0);
            if (index < 0)
            {
                continue;
            }

            var property = shape.Properties[index];
            if (property.Shape is not TextShape || member.Value.ValueKind != JsonValueKind.String)
            {
                Collect(property.Shape, member.Value, texts);
            }
            else if (InputText.Of(member.Value) is var text && !text.EnumerateRunes().Contains(Rune.ReplacementChar))
            {
                texts.Add(new PatchText(shape.Type, property.Name, text));
            }
        }
    }
}
