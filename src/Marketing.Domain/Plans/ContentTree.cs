using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>A value inside a content record.</summary>
/// <param name="Pointer">JSON pointer to the value as sent, relative to the record.</param>
/// <param name="Value">A text, a value object or a nested record.</param>
/// <param name="Reference">Set if the value is the ref of another part.</param>
public sealed record ContentNode(string Pointer, object Value, PartReferenceAttribute? Reference);

/// <summary>
/// Traverses and rewrites content records member by member. Rules, phrase parsing and references of a value type
/// are therefore defined once and apply wherever the value occurs.
/// </summary>
public static class ContentTree
{
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    private static readonly ConcurrentDictionary<Type, bool> ItemHolders = new();

    private static readonly Func<object, object> Copy = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    /// <summary>Returns all texts, value objects and nested records of a record. Outer values come before the values inside them.</summary>
    public static IReadOnlyList<ContentNode> Nodes(object content)
    {
        var nodes = new List<ContentNode>();
        Collect(content, "", nodes);
        return nodes;
    }

    /// <summary>
    /// Returns all broken rules of the values inside the record, with pointers. A value with rules also checks its nested values.
    /// </summary>
    public static IReadOnlyList<RuleFault> Faults(object content)
    {
        var faults = new List<RuleFault>();
        var answered = "\0";
        foreach (var node in Nodes(content))
        {
            if (node.Value is IRuled ruled && !node.Pointer.StartsWith(answered, StringComparison.Ordinal))
            {
                answered = node.Pointer + "/";
                faults.AddRange(ruled.Check().Select(fault => fault.Under(node.Pointer)));
            }
        }

        return faults;
    }

    /// <summary>Returns the record with some values replaced, or the same instance if nothing changes.</summary>
    /// <param name="content">The record.</param>
    /// <param name="replace">
    /// Returns the replacement of a value object or nested record (one value; any number for an item of a list), or null to
    /// visit its members. The second argument is true if the value is an item of a list.
    /// </param>
    public static T Rewrite<T>(T content, Func<object, bool, IReadOnlyList<object>?> replace)
        where T : class => (T)RewriteMembers(content, replace);

    /// <summary>Returns the record with its refs to other parts spelt as <paramref name="spell"/> returns them.</summary>
    public static T RewriteReferences<T>(T content, Func<string, string> spell)
        where T : class => (T)SpellMembers(content, spell);

    /// <summary>Returns whether records of the type can contain items with refs.</summary>
    public static bool HoldsItems(Type content) => ItemHolders.GetOrAdd(content, static type => HoldsItems(type, []));

    /// <summary>Returns all items with refs inside a record and their pointers.</summary>
    public static IEnumerable<(string Pointer, IPlanItem Item)> Items(object content) =>
        HoldsItems(content.GetType())
            ? Nodes(content).Where(node => node.Value is IPlanItem).Select(node => (node.Pointer, (IPlanItem)node.Value))
            : [];

    /// <summary>Returns a shallow copy of a record.</summary>
    internal static object CopyOf(object record) => Copy(record);

    private static void Collect(object holder, string pointer, List<ContentNode> nodes)
    {
        foreach (var member in MembersOf(holder.GetType()))
        {
            if (member.Property.GetValue(holder) is not { } value)
            {
                continue;
            }

            var at = $"{pointer}/{member.Name}";
            if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    Add(list[i]!, $"{at}/{GivenAt(list, i)}", member, nodes);
                }
            }
            else
            {
                Add(value, at, member, nodes);
            }
        }
    }

    private static void Add(object value, string pointer, Member member, List<ContentNode> nodes)
    {
        nodes.Add(new ContentNode(pointer, value, member.Reference));
        if (value is not string)
        {
            Collect(value, pointer, nodes);
        }
    }

    private static object RewriteMembers(object holder, Func<object, bool, IReadOnlyList<object>?> replace)
    {
        object? copy = null;
        foreach (var member in MembersOf(holder.GetType()))
        {
            if (member.Item == typeof(string))
            {
                continue;
            }

            var value = member.Property.GetValue(holder);
            var rewritten = value switch
            {
                null => null,
                IList list => RewriteList(list, member, replace),
                _ => replace(value, false)?[0] ?? RewriteMembers(value, replace),
            };
            if (!ReferenceEquals(rewritten, value))
            {
                copy ??= Copy(holder);
                member.Property.SetValue(copy, rewritten);
            }
        }

        return copy ?? holder;
    }

    private static object SpellMembers(object holder, Func<string, string> spell)
    {
        object? copy = null;
        foreach (var member in MembersOf(holder.GetType()))
        {
            if (member.Item == typeof(string) && member.Reference is null)
            {
                continue;
            }

            var value = member.Property.GetValue(holder);
            var spelt = value switch
            {
                null => null,
                string text => spell(text),
                IReadOnlyList<string> texts => texts.All(text => spell(text) == text) ? texts : [.. texts.Select(spell)],
                IList list => SpellItems(list, member, spell),
                _ => SpellMembers(value, spell),
            };
            if (!Equals(spelt, value))
            {
                copy ??= Copy(holder);
                member.Property.SetValue(copy, spelt);
            }
        }

        return copy ?? holder;
    }

    private static IList SpellItems(IList list, Member member, Func<string, string> spell)
    {
        var items = list.Cast<object>().Select(item => SpellMembers(item, spell)).ToList();
        if (items.Index().All(item => ReferenceEquals(item.Item, list[item.Index])))
        {
            return list;
        }

        var spelt = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(member.Item))!;
        items.ForEach(item => spelt.Add(item));
        return spelt;
    }

    private static bool HoldsItems(Type type, HashSet<Type> seen) =>
        seen.Add(type) && MembersOf(type).Any(member => member.Item.IsAssignableTo(typeof(IPlanItem)) || HoldsItems(member.Item, seen));

    /// <summary>Rewrites a list. Each value gets a single replacement if several would exceed the maximum length of the list.</summary>
    private static object RewriteList(IList list, Member member, Func<object, bool, IReadOnlyList<object>?> replace)
    {
        var rewritten = RewriteItems(list, replace, several: true);
        if (rewritten?.Count > list.Count && rewritten.Count > member.Most)
        {
            rewritten = RewriteItems(list, replace, several: false);
        }

        if (rewritten is null)
        {
            return list;
        }

        var made = (IList)
            Activator.CreateInstance(
                typeof(RewrittenList<>).MakeGenericType(member.Item),
                [rewritten.Select(item => item.GivenAt).ToArray()]
            )!;
        rewritten.ForEach(item => made.Add(item.Value));
        return made;
    }

    /// <summary>
    /// Returns the rewritten items, or null if nothing changes. Frequencies that share one text (每周一、三) come back from a client as
    /// equal texts in a row, one per frequency. Such a row is read once.
    /// </summary>
    private static List<(object Value, int GivenAt)>? RewriteItems(
        IList list,
        Func<object, bool, IReadOnlyList<object>?> replace,
        bool several
    )
    {
        List<(object Value, int GivenAt)>? rewritten = null;
        var run = 0;
        for (var i = 0; i < list.Count; i++)
        {
            var value = list[i]!;
            var replaced = replace(value, several);
            if (several && replaced?.Count > 1 && SharesText(value, replaced))
            {
                run = i > 0 && value.Equals(list[i - 1]) ? run + 1 : 0;
                if (run % replaced.Count > 0)
                {
                    continue;
                }
            }

            var same = replaced is null ? RewriteMembers(value, replace) : value;
            if (rewritten is null)
            {
                if (ReferenceEquals(same, value) && (replaced is null || (replaced.Count == 1 && ReferenceEquals(replaced[0], value))))
                {
                    continue;
                }

                rewritten = [.. list.Cast<object>().Take(i).Select((kept, at) => (kept, GivenAt(list, at)))];
            }

            if (replaced is null)
            {
                rewritten.Add((same, GivenAt(list, i)));
            }
            else
            {
                rewritten.AddRange(replaced.Select(item => (item, GivenAt(list, i))));
            }
        }

        return rewritten;
    }

    private static bool SharesText(object value, IReadOnlyList<object> replaced) =>
        value is Frequency { Text: var text } && replaced.All(one => one is Frequency frequency && frequency.Text == text);

    private static int GivenAt(IList list, int index) => list is IRewrittenList rewritten ? rewritten.GivenAt[index] : index;

    private static Member[] MembersOf(Type type) =>
        Known.GetOrAdd(
            type,
            static key =>
                [
                    .. from property in key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    where property.SetMethod is not null && property.Name != nameof(PlanPartContent.Ref)
                    let item = ItemOf(property.PropertyType)
                    where
                        item == typeof(string) || (item.IsClass && item.Namespace!.StartsWith("Marketing.Domain", StringComparison.Ordinal))
                    select new Member(
                        property,
                        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                        item,
                        property.GetCustomAttribute<PartReferenceAttribute>(),
                        property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? int.MaxValue
                    ),
                ]
        );

    private static Type ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;

    private interface IRewrittenList
    {
        /// <summary>The source index of each item.</summary>
        IReadOnlyList<int> GivenAt { get; }
    }

    private sealed class RewrittenList<T>(int[] givenAt) : List<T>(givenAt.Length), IRewrittenList
    {
        public IReadOnlyList<int> GivenAt => givenAt;
    }

    private sealed record Member(PropertyInfo Property, string Name, Type Item, PartReferenceAttribute? Reference, int Most);
}
