using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>Every member of every record that holds a phrase is read and compared with its words, at any depth.</summary>
public sealed class EveryPhraseMemberTests
{
    /// <summary>A phrase of each type whose words contradict one of its members.</summary>
    private static readonly Dictionary<Type, (object Phrase, string Pointer)> Contradictions = new()
    {
        [typeof(Deadline)] = (
            new Deadline
            {
                Kind = DeadlineKind.Within,
                Text = "10个月内",
                Amount = 8,
                Unit = TimeUnit.Month,
            },
            "/amount"
        ),
        [typeof(Frequency)] = (
            new Frequency
            {
                Kind = FrequencyKind.Recurring,
                Text = "每周一次",
                Every = 2,
                Unit = TimeUnit.Week,
            },
            "/every"
        ),
        [typeof(PeriodWindow)] = (
            new PeriodWindow
            {
                Kind = PeriodWindowKind.Bounded,
                Text = "第6周至第8周",
                Start = Week(6),
                End = Week(9),
            },
            "/end/index"
        ),
        [typeof(TargetExpression)] = (
            new TargetExpression
            {
                Kind = TargetKind.Level,
                Text = "达到80%",
                Value = 70,
                Unit = "%",
            },
            "/value"
        ),
        [typeof(PlannedDate)] = (new PlannedDate { Text = "2026年3月15日", Date = new DateOnly(2026, 3, 16) }, "/date"),
        [typeof(PlannedNumber)] = (new PlannedNumber { Text = "3名", Value = 4 }, "/value"),
        [typeof(PlannedMoney)] = (new PlannedMoney { Text = "850万元", Amount = 850 }, "/amount"),
        [typeof(PercentRange)] = (
            new PercentRange
            {
                Text = "10%-15%",
                Min = 10,
                Max = 20,
            },
            "/max"
        ),
    };

    [Fact]
    public void A_contradiction_is_found_wherever_a_record_holds_a_phrase()
    {
        var members = PlanSections.All.Select(section => section.Content).Append(typeof(PlanHeader)).SelectMany(Places).ToList();

        members.Count.ShouldBeGreaterThan(60);
        members.Select(place => place.Phrase).Distinct().ShouldBe(Contradictions.Keys, ignoreOrder: true);
        foreach (var (path, type) in members)
        {
            var (phrase, member) = Contradictions[type];
            var (record, pointer) = Holding(path, phrase);

            var read = new PhraseReader().Read(record, "CNY");

            read.Contradictions.Select(fault => fault.Pointer).ShouldBe([pointer + member], $"{record.GetType().Name}{pointer}");
            new PhraseReader()
                .Read(record, "CNY", before: record)
                .Contradictions.ShouldBeEmpty($"{record.GetType().Name}{pointer}, stored");
        }
    }

    private static Deadline Week(int index) =>
        new()
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Unit = TimeUnit.Week,
            Index = index,
        };

    private static IEnumerable<(List<PropertyInfo> Path, Type Phrase)> Places(Type record) => Places(record, []);

    private static IEnumerable<(List<PropertyInfo> Path, Type Phrase)> Places(Type type, List<PropertyInfo> path)
    {
        foreach (var member in type.GetProperties().Where(member => member.SetMethod is not null))
        {
            var item = ItemOf(member.PropertyType);
            if (!item.IsClass || item.Namespace?.StartsWith("Marketing.Domain", StringComparison.Ordinal) != true)
            {
                continue;
            }

            if (PhraseReading.IsPhraseType(item))
            {
                yield return ([.. path, member], item);
            }
            else if (path.All(above => ItemOf(above.PropertyType) != item))
            {
                foreach (var place in Places(item, [.. path, member]))
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>Returns a record that has only this phrase, and the pointer to it.</summary>
    private static (object Record, string Pointer) Holding(List<PropertyInfo> path, object phrase)
    {
        var (value, pointer) = (phrase, "");
        foreach (var member in Enumerable.Reverse(path))
        {
            var isList = ItemOf(member.PropertyType) != member.PropertyType;
            if (isList)
            {
                var list = Array.CreateInstance(ItemOf(member.PropertyType), 1);
                list.SetValue(value, 0);
                value = list;
            }

            var holder = RuntimeHelpers.GetUninitializedObject(member.ReflectedType!);
            member.SetValue(holder, value);
            (value, pointer) = (holder, $"/{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}{(isList ? "/0" : "")}{pointer}");
        }

        return (value, pointer);
    }

    private static Type ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;
}
