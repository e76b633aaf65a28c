using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Samples;

/// <summary>Maps every member of an extraction to its place in the plan document, and checks its value there.</summary>
internal static class ExtractionMapping
{
    /// <summary>
    /// Paths in the extraction and in the document. <c>*</c> is the same index on both sides, <c>*1</c> the next one, and <c>+</c> all
    /// items of a list, whose texts are concatenated.
    /// </summary>
    private static readonly Dictionary<string, string> Places = Read(
        """
        title                                  plan/title
        subtitle                               plan/subtitle
        seriesHeading                          plan/seriesHeading
        planType                               plan/planType
        product/name                           plan/productName
        preparedBy                             preparedBy/party/text
        reviewedBy                             reviewedBy/party/text
        approvedBy                             approvedBy/party/text
        preparedOn                             plan/preparedOn/text
        introduction                           plan/introduction
        objectivesIntro                        plan/objectivesIntro
        actionPlanIntro                        plan/actionPlanIntro
        strategiesIntro                        plan/strategiesIntro
        planPeriod                             plan/periodText
        considerations/*                       plan/considerations/*
        decisionBasis/*                        plan/decisionBasis/*
        summary                                plan/summary
        summaryPoints/*                        plan/summaryPoints/*
        outlook                                plan/outlook
        outlookPoints/*                        plan/outlookPoints/*
        closing                                plan/closing
        objectives/*/id                        objectives/*/ref
        objectives/*/group                     objectives/*/group
        objectives/*/name                      objectives/*/name
        objectives/*/text                      objectives/*/text
        objectives/*/metric                    objectives/*/measures/0/metric/text
        objectives/*/kind                      objectives/*/measures/0/target/kind
        objectives/*/target                    objectives/*/measures/0/target/value
        objectives/*/targetText                objectives/*/measures/0/target/text
        objectives/*/targetPlaceholder         objectives/*/measures/0/target/placeholder
        objectives/*/deadline                  objectives/*/measures/0/deadlines/+/text
        objectives/*/exampleText               objectives/*/measures/0/example/text
        objectives/*/additionalMeasures/*/metric             objectives/*/measures/*1/metric/text
        objectives/*/additionalMeasures/*/kind               objectives/*/measures/*1/target/kind
        objectives/*/additionalMeasures/*/target             objectives/*/measures/*1/target/value
        objectives/*/additionalMeasures/*/targetText         objectives/*/measures/*1/target/text
        objectives/*/additionalMeasures/*/targetPlaceholder  objectives/*/measures/*1/target/placeholder
        objectives/*/additionalMeasures/*/deadline           objectives/*/measures/*1/deadlines/+/text
        tasks/*/code                           workPackages/*/code
        tasks/*/name                           workPackages/*/name
        tasks/*/phase                          phaseOf/*
        tasks/*/description                    workPackages/*/description
        tasks/*/details/*                      workPackages/*/details/*
        tasks/*/importance                     workPackages/*/importance
        tasks/*/expectedOutcome                workPackages/*/expectedOutcome
        tasks/*/owner                          workPackages/*/ownersText
        tasks/*/owners/*                       workPackages/*/owners/*/text
        tasks/*/due                            workPackages/*/deadlines/+/text
        tasks/*/resources/*                    workPackages/*/resources/*/name
        tasks/*/resourcesText                  workPackages/*/resourcesText
        tasks/*/outputs/*                      workPackages/*/outputs/*
        tasks/*/actions/*                      workPackages/*/actions/*/text
        tasks/*/subtasks/*/code                workPackages/*/subtasks/*/code
        tasks/*/subtasks/*/name                workPackages/*/subtasks/*/name
        tasks/*/subtasks/*/owner               workPackages/*/subtasks/*/ownersText
        tasks/*/subtasks/*/owners/*            workPackages/*/subtasks/*/owners/*/text
        tasks/*/subtasks/*/due                 workPackages/*/subtasks/*/deadlines/+/text
        tasks/*/subtasks/*/dueNorm/kind        workPackages/*/subtasks/*/deadlines/0/kind
        tasks/*/subtasks/*/dueNorm/amount      workPackages/*/subtasks/*/deadlines/0/amount
        tasks/*/subtasks/*/dueNorm/unit        workPackages/*/subtasks/*/deadlines/0/unit
        tasks/*/subtasks/*/dueNorm/anchor      workPackages/*/subtasks/*/deadlines/0/anchor
        tasks/*/subtasks/*/resources/*         workPackages/*/subtasks/*/resources/*/name
        tasks/*/subtasks/*/resourcesText       workPackages/*/subtasks/*/resourcesText
        phases/*/code                          phases/*/code
        phases/*/name                          phases/*/name
        phases/*/window                        phases/*/window/text
        phases/*/windowNorm/anchor             phases/*/window/start/anchor
        phases/*/windowNorm/endPlaceholder     phases/*/window/end/placeholder
        schedule/*/subject                     timetable/*/subject
        schedule/*/text                        timetable/*/text
        schedule/*/start                       timetable/*/start/text
        schedule/*/end                         timetable/*/end/text
        schedule/*/segments/*                  timetable/*/segments/*/text
        resources/human/*                      human/*/name
        resources/material/*                   material/*/name
        resources/financial/*                  financial/*/name
        resources/humanText                    plan/humanResourcesText
        resources/materialText                 plan/materialResourcesText
        resources/financialText                plan/financialResourcesText
        resources/acquisition/*                plan/acquisitionPaths/*/text
        resources/acquisitionText              plan/acquisitionText
        resources/allocationRule               plan/allocationRule
        organization/text                      projectGroups/0/text
        organization/unit                      projectGroups/0/name
        organization/lead                      projectGroups/0/head/text
        organization/leadResponsibility        projectGroups/0/headDuty
        organization/members/*/name            projectGroups/0/members/*/party/text
        organization/members/*/responsibility  projectGroups/0/members/*/duty
        organization/structureChanges/*        projectGroups/0/structureChanges/*
        analysis/*/section                     analysis/*/title
        analysis/*/kind                        analysis/*/kind
        analysis/*/items/*/name                analysis/*/items/*/name
        analysis/*/items/*/text                analysis/*/items/*/text
        budget/intro                           budget/0/intro
        budget/contingencyRangeText            budget/0/contingencyRange/text
        budget/contingencyMin                  budget/0/contingencyRange/min
        budget/contingencyMax                  budget/0/contingencyRange/max
        budget/approver                        budget/0/approver/text
        budget/auditText                       budget/0/auditText
        budget/adjustmentRule                  budget/0/adjustmentRule
        budget/unit                            budget/0/unitText
        budget/currency                        budget/0/total/currency
        budgetLines/*/category                 budgetLines/*/category
        budgetLines/*/kind                     budgetLines/*/kind
        budgetLines/*/text                     budgetLines/*/text
        budgetLines/*/purpose                  budgetLines/*/purpose
        budgetLines/*/purposeItems/*           budgetLines/*/purposeItems/*
        budgetLines/*/subItems/*               budgetLines/*/breakdown/*/text
        budgetLines/*/amount                   budgetLines/*/amount/amount
        budgetLines/*/amountText               budgetLines/*/amount/text
        budgetLines/*/amountPlaceholder        budgetLines/*/amount/placeholder
        budgetLines/*/currency                 budgetLines/*/amount/currency
        total/category                         budget/0/totalLabel
        total/text                             budget/0/totalText
        total/amount                           budget/0/total/amount
        total/amountText                       budget/0/total/text
        total/amountPlaceholder                budget/0/total/placeholder
        total/currency                         budget/0/total/currency
        risks/*/code                           risks/*/code
        risks/*/name                           risks/*/name
        risks/*/description                    risks/*/description
        risks/*/impact                         risks/*/impact
        risks/*/impactText                     risks/*/impactText
        risks/*/response                       risks/*/responses/0/text
        risks/*/owner                          risks/*/owners/0/text
        risks/*/timing                         risks/*/responses/0/timingText
        risks/*/timingNorm/*/kind              timings/*/*/kind
        risks/*/timingNorm/*/amount            timings/*/*/amount
        risks/*/timingNorm/*/unit              timings/*/*/unit
        risks/*/timingNorm/*/anchor            timings/*/*/anchor
        risks/*/timingNorm/*/every             timings/*/*/every
        risks/*/timingNorm/*/times             timings/*/*/times
        risks/*/timingNorm/*/startAnchor       timings/*/*/startAnchor
        monitoring/*/group                     monitoring/*/group
        monitoring/*/type                      monitoring/*/type
        monitoring/*/name                      monitoring/*/name
        monitoring/*/description               monitoring/*/description
        monitoring/*/frequency                 monitoring/*/frequencies/+/text
        monitoring/*/frequencyNorm/*/kind      monitoring/*/frequencies/*/kind
        monitoring/*/frequencyNorm/*/every     monitoring/*/frequencies/*/every
        monitoring/*/frequencyNorm/*/unit      monitoring/*/frequencies/*/unit
        monitoring/*/frequencyNorm/*/times     monitoring/*/frequencies/*/times
        monitoring/*/frequencyNorm/*/anchor    monitoring/*/frequencies/*/anchor
        monitoring/*/participants              monitoring/*/participantsText
        monitoring/*/purpose                   monitoring/*/purpose
        monitoring/*/form                      monitoring/*/form
        monitoring/*/content                   monitoring/*/contentsText
        monitoring/*/format                    monitoring/*/format
        monitoring/*/owner                     monitoring/*/ownersText
        evaluation/*/name                      evaluationStandards/*/name
        evaluation/*/description               evaluationStandards/*/description
        evaluation/*/indicators/*              evaluationStandards/*/indicators/*/text
        evaluation/*/timePoint                 evaluationStandards/*/timePoints/+/text
        evaluation/*/timePointNorm/*/kind      evaluationStandards/*/timePoints/*/kind
        evaluation/*/timePointNorm/*/every     evaluationStandards/*/timePoints/*/every
        evaluation/*/timePointNorm/*/unit      evaluationStandards/*/timePoints/*/unit
        evaluation/*/timePointNorm/*/times     evaluationStandards/*/timePoints/*/times
        evaluation/*/method                    evaluationStandards/*/methodText
        evaluationRules/*                      evaluationRules/*/text
        evaluationCycles/*/period              evaluationCycles/*/period
        evaluationCycles/*/text                evaluationCycles/*/text
        kpis/*/name                            kpis/*/name
        kpis/*/definition                      kpis/*/definition
        kpis/*/indicators/*                    kpis/*/indicators/*/text
        kpis/*/stage                           kpis/*/stage
        kpis/*/text                            kpis/*/text
        continuousImprovement/*/group          improvement/*/group
        continuousImprovement/*/name           improvement/*/name
        continuousImprovement/*/text           improvement/*/text
        communications/*/audience              communications/*/audience
        communications/*/content               communications/*/contentsText
        communications/*/channel               communications/*/channelsText
        communications/*/frequency             communications/*/frequencyText
        communications/*/frequencyNorm/*/kind  communications/*/frequencies/*/kind
        communications/*/frequencyNorm/*/every communications/*/frequencies/*/every
        communications/*/frequencyNorm/*/unit  communications/*/frequencies/*/unit
        communications/*/frequencyNorm/*/times communications/*/frequencies/*/times
        communicationAudiences/*/name          communicationAudiences/*/name
        communicationAudiences/*/description   communicationAudiences/*/description
        communicationContents/*/name           communicationContents/*/name
        communicationContents/*/description    communicationContents/*/description
        communicationChannels/*/name           communicationChannels/*/name
        communicationChannels/*/description    communicationChannels/*/description
        communicationRules/*                   communicationRules/*/text
        collaboration/*/group                  collaboration/*/group
        collaboration/*/name                   collaboration/*/name
        collaboration/*/description            collaboration/*/description
        collaboration/*/mode                   collaboration/*/mode
        collaboration/*/responsibility         collaboration/*/responsibility
        """
    );

    /// <summary>Members about the extraction itself, or interpretations that the text does not contain.</summary>
    private static readonly HashSet<string> Interpretation =
    [
        "source/file",
        "source/script",
        "source/knownDefects/*",
        "objectives/*/direction",
        "objectives/*/comparator",
        "objectives/*/unit",
        "objectives/*/scaleMax",
        "objectives/*/additionalMeasures/*/direction",
        "objectives/*/additionalMeasures/*/comparator",
        "objectives/*/additionalMeasures/*/unit",
        "tasks/*/actionsInline",
        "phases/*/windowNorm/kind",
        "phases/*/windowNorm/unit",
        "phases/*/windowNorm/start",
        "phases/*/windowNorm/end",
        "budgetLines/*/unit",
        "total/unit",
        "total/kind",
        "risks/*/timingNorm/*/activity",
        "communications/*/frequencyItems/*",
    ];

    /// <summary>Returns every value of the extraction that is not in its place, as <c>path: value, found</c>.</summary>
    public static (int Checked, IReadOnlyList<string> Wrong) Compare(JsonObject extraction, JsonObject document)
    {
        var (wrong, count, view) = (new List<string>(), 0, View(document));
        foreach (var (path, value) in Leaves(Split(extraction), ""))
        {
            var indices = path.Split('/').Where(step => int.TryParse(step, out _)).Select(int.Parse).ToList();
            var template = string.Join('/', path.Split('/').Select(step => int.TryParse(step, out _) ? "*" : step));
            if (Interpretation.Contains(template))
            {
                continue;
            }

            count++;
            if (!Places.TryGetValue(template, out var place))
            {
                wrong.Add($"{path}: no place is known for {template}");
            }
            else if (Found(view, place, indices) is var found && found != value && found != Code(value) && !IsOwnAnchor(template, found))
            {
                wrong.Add($"{path}: {value}, but {place} holds {found ?? "nothing"}");
            }
        }

        return (count, wrong);
    }

    /// <summary>Texts without a well-known event (計劃實施) are kept as an event specific to the plan.</summary>
    private static bool IsOwnAnchor(string template, string? found) =>
        template.EndsWith("/anchor", StringComparison.Ordinal) && found is not null && !AnchorCodes.WellKnown.Contains(found);

    private static Dictionary<string, string> Read(string table) =>
        table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);

    /// <summary>Returns the extraction with the total separated from the lines of the budget.</summary>
    private static JsonObject Split(JsonObject extraction)
    {
        var split = extraction.DeepClone().AsObject();
        if (
            split["budgetLines"] is JsonArray lines
            && lines.SingleOrDefault(line => line!["kind"]!.GetValue<string>() == "TOTAL") is { } total
        )
        {
            lines.Remove(total);
            split["total"] = total;
        }

        return split;
    }

    /// <summary>Returns the document with items that have a role, type or reference addressable by it.</summary>
    private static JsonObject View(JsonObject document)
    {
        var view = document.DeepClone().AsObject();
        foreach (var signatory in document["plan"]!["signatories"]!.AsArray())
        {
            view[signatory!["role"]!.GetValue<string>()] = signatory.DeepClone();
        }

        foreach (var type in new[] { "human", "material", "financial" })
        {
            view[type] = new JsonArray([
                .. document["resources"]!
                    .AsArray()
                    .Where(resource => resource!["type"]!.GetValue<string>() == type)
                    .Select(resource => resource!.DeepClone()),
            ]);
        }

        var phases = document["phases"]!.AsArray().ToDictionary(phase => phase!["ref"]!.GetValue<string>(), phase => phase!["code"]);
        view["phaseOf"] = new JsonArray([
            .. document["workPackages"]!
                .AsArray()
                .Select(package => package!["phase"] is { } phase ? phases[phase.GetValue<string>()]?.DeepClone() : null),
        ]);
        view["timings"] = new JsonArray([
            .. document["risks"]!
                .AsArray()
                .Select(risk =>
                    (JsonNode)
                        new JsonArray([
                            .. new[] { "deadlines", "frequencies" }
                                .SelectMany(kind => risk!["responses"]![0]![kind]!.AsArray())
                                .Select(timing => timing!.DeepClone()),
                        ])
                ),
        ]);
        return view;
    }

    private static string? Found(JsonNode view, string place, IReadOnlyList<int> indices)
    {
        var (node, next, steps) = ((JsonNode?)view, 0, place.Split('/'));
        for (var i = 0; i < steps.Length && node is not null; i++)
        {
            if (steps[i] == "+")
            {
                return string.Concat(node.AsArray().Select(entry => Text(entry![steps[i + 1]])));
            }

            var index =
                steps[i] is "*" or "*1" ? indices[next++] + (steps[i] == "*1" ? 1 : 0)
                : int.TryParse(steps[i], out var given) ? given
                : -1;
            node =
                index < 0 ? node[steps[i]]
                : index < node.AsArray().Count ? node[index]
                : null;
        }

        return Text(node);
    }

    private static IEnumerable<(string Path, string Value)> Leaves(JsonNode? node, string path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}/{member.Key}")
            ),
            JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{path}/{i}")),
            JsonValue => [(path, Text(node)!)],
            _ => [],
        };

    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.GetValue<JsonElement>().GetDecimal().ToString(CultureInfo.InvariantCulture),
            _ => node.ToJsonString(),
        };

    /// <summary>THIRD_PARTY as thirdParty.</summary>
    private static string Code(string words) =>
        string.Concat(
            words
                .Split('_')
                .Select((word, i) => i == 0 || word.Length == 0 ? word.ToLowerInvariant() : word[..1] + word[1..].ToLowerInvariant())
        );
}
