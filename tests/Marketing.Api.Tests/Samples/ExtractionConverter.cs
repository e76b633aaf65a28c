using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.Samples;

/// <summary>Converts an extraction of a reference plan to a plan document: every text in its place, phrases as text only.</summary>
internal static class ExtractionConverter
{
    public static JsonObject Of(JsonObject plan) =>
        new()
        {
            ["schemaVersion"] = 1,
            ["plan"] = Header(plan),
            ["objectives"] = Each(plan["objectives"], Objective),
            ["phases"] = Each(
                plan["phases"],
                (phase, _) =>
                    ObjectOf(
                        ("ref", $"phase-{Text(phase["code"])}"),
                        ("code", phase["code"]),
                        ("name", phase["name"]),
                        ("window", TextOf(phase["window"]))
                    )
            ),
            ["workPackages"] = Each(plan["tasks"], WorkPackage),
            ["timetable"] = Each(
                plan["schedule"],
                (line, _) =>
                    ObjectOf(
                        ("subject", line["subject"]),
                        ("text", line["text"]),
                        ("start", TextOf(line["start"])),
                        ("end", TextOf(line["end"])),
                        ("workPackages", new JsonArray(TaskOf(plan, Text(line["subject"])) is { } task ? [task] : [])),
                        (
                            "segments",
                            Each(
                                line["segments"],
                                (segment, _) => ObjectOf(("text", segment), ("deadlines", new JsonArray(TextOf(segment))))
                            )
                        )
                    )
            ),
            ["resources"] = new JsonArray([.. Resources(plan["resources"])]),
            ["projectGroups"] = Group(plan["organization"]),
            ["analysis"] = Each(
                plan["analysis"],
                (section, _) =>
                    ObjectOf(
                        ("kind", Code(section["kind"])),
                        ("title", section["section"]),
                        ("items", Each(section["items"], (item, _) => ObjectOf(("name", item["name"]), ("text", item["text"]))))
                    )
            ),
            ["budget"] = Budget(plan),
            ["budgetLines"] = Each(plan["budgetLines"], BudgetLine, line => Text(line["kind"]) != "TOTAL"),
            ["risks"] = Each(plan["risks"], Risk),
            ["monitoring"] = Each(plan["monitoring"], Monitoring),
            ["evaluationStandards"] = Each(
                plan["evaluation"],
                (standard, _) =>
                    ObjectOf(
                        ("name", standard["name"]),
                        ("description", standard["description"]),
                        ("indicators", TextOf(standard["indicators"]?.AsArray())),
                        ("timePoints", List(standard["timePoint"])),
                        ("methodText", standard["method"])
                    )
            ),
            ["evaluationRules"] = Each(plan["evaluationRules"], (rule, _) => ObjectOf(("text", rule))),
            ["evaluationCycles"] = Each(
                plan["evaluationCycles"],
                (cycle, _) => ObjectOf(("period", cycle["period"]), ("text", cycle["text"]), ("frequencies", List(cycle["period"])))
            ),
            ["kpis"] = Each(
                plan["kpis"],
                (kpi, _) =>
                    ObjectOf(
                        ("name", kpi["name"]),
                        ("definition", kpi["definition"]),
                        ("indicators", TextOf(kpi["indicators"]?.AsArray())),
                        ("stage", kpi["stage"]),
                        ("text", kpi["text"])
                    )
            ),
            ["communications"] = Each(
                plan["communications"],
                (row, _) =>
                    ObjectOf(
                        ("audience", row["audience"]),
                        ("contentsText", row["content"]),
                        ("channelsText", row["channel"]),
                        ("frequencies", List(row["frequency"])),
                        ("frequencyText", row["frequency"])
                    )
            ),
            ["communicationAudiences"] = Each(plan["communicationAudiences"], Named),
            ["communicationContents"] = Each(plan["communicationContents"], Named),
            ["communicationChannels"] = Each(plan["communicationChannels"], Named),
            ["communicationRules"] = Each(plan["communicationRules"], (rule, _) => ObjectOf(("text", rule))),
            ["collaboration"] = Each(
                plan["collaboration"],
                (mechanism, _) =>
                    ObjectOf(
                        ("group", mechanism["group"]),
                        ("name", mechanism["name"]),
                        ("description", mechanism["description"]),
                        ("mode", mechanism["mode"]),
                        ("responsibility", mechanism["responsibility"])
                    )
            ),
            ["improvement"] = Each(
                plan["continuousImprovement"],
                (point, _) => ObjectOf(("group", point["group"]), ("name", point["name"]), ("text", point["text"]))
            ),
        };

    private static JsonObject Header(JsonObject plan)
    {
        var signatories = new[] { "preparedBy", "reviewedBy", "approvedBy" }
            .Where(role => plan[role] is not null)
            .Select(role => (JsonNode)ObjectOf(("role", role), ("party", ObjectOf(("text", plan[role])))));
        var resources = plan["resources"];
        var header = ObjectOf(
            ("title", plan["title"]),
            ("subtitle", plan["subtitle"]),
            ("seriesHeading", plan["seriesHeading"]),
            ("planType", Code(plan["planType"])),
            ("language", Text(plan["source"]!["script"]) == "TRADITIONAL" ? "zh-Hant" : "zh-Hans"),
            ("currency", "CNY"),
            ("productName", plan["product"]?["name"]),
            ("preparedOn", TextOf(plan["preparedOn"])),
            ("signatories", new JsonArray([.. signatories])),
            ("humanResourcesText", resources?["humanText"]),
            ("materialResourcesText", resources?["materialText"]),
            ("financialResourcesText", resources?["financialText"]),
            ("acquisitionText", resources?["acquisitionText"]),
            ("acquisitionPaths", Each(resources?["acquisition"], (path, _) => ObjectOf(("text", path)))),
            ("allocationRule", resources?["allocationRule"])
        );
        foreach (
            var member in new[]
            {
                "introduction",
                "objectivesIntro",
                "actionPlanIntro",
                "strategiesIntro",
                "considerations",
                "decisionBasis",
                "summary",
                "summaryPoints",
                "outlook",
                "outlookPoints",
                "closing",
            }
        )
        {
            header[member] = plan[member]?.DeepClone();
        }

        return ObjectOf([.. header.Select(member => (member.Key, member.Value))]);
    }

    private static JsonObject Objective(JsonNode objective, int index) =>
        ObjectOf(
            ("ref", objective["id"]),
            ("group", objective["group"]),
            ("name", objective["name"]),
            ("text", objective["text"]),
            (
                "measures",
                new JsonArray([
                    .. ((JsonArray)objective["additionalMeasures"]!)
                        .Prepend(objective)
                        .Select(measure =>
                            (JsonNode)ObjectOf(
                                ("metric", TextOf(measure!["metric"])),
                                ("target", TextOf(measure["targetText"])),
                                ("deadlines", List(measure["deadline"])),
                                ("example", TextOf(measure["exampleText"]))
                            )
                        ),
                ])
            )
        );

    private static JsonObject WorkPackage(JsonNode task, int index) =>
        ObjectOf(
            ("ref", $"task-{Text(task["code"])}"),
            ("code", task["code"]),
            ("name", task["name"]),
            ("phase", task["phase"] is null ? null : $"phase-{Text(task["phase"])}"),
            ("description", task["description"]),
            ("details", task["details"]),
            ("importance", task["importance"]),
            ("expectedOutcome", task["expectedOutcome"]),
            ("owners", Parties(task["owners"])),
            ("ownersText", task["owner"]),
            ("deadlines", List(task["due"])),
            ("resources", Named(task["resources"])),
            ("resourcesText", task["resourcesText"]),
            ("outputs", task["outputs"]),
            ("actions", Each(task["actions"], (action, _) => ObjectOf(("text", action)))),
            (
                "subtasks",
                Each(
                    task["subtasks"],
                    (subtask, _) =>
                        ObjectOf(
                            ("code", subtask["code"]),
                            ("name", subtask["name"]),
                            ("owners", Parties(subtask["owners"])),
                            ("ownersText", subtask["owner"]),
                            ("deadlines", List(subtask["due"])),
                            ("resources", Named(subtask["resources"])),
                            ("resourcesText", subtask["resourcesText"])
                        )
                )
            )
        );

    private static IEnumerable<JsonNode> Resources(JsonNode? resources) =>
        from type in new[] { "human", "material", "financial" }
        from name in resources?[type]?.AsArray() ?? []
        select (JsonNode)ObjectOf(("type", type), ("name", name));

    private static JsonArray Group(JsonNode? group) =>
        group is null
            ? []
            : new JsonArray(
                ObjectOf(
                    ("name", group["unit"]),
                    ("text", group["text"]),
                    ("head", group["lead"] is null ? null : ObjectOf(("text", group["lead"]))),
                    ("headDuty", group["leadResponsibility"]),
                    (
                        "members",
                        Each(
                            group["members"],
                            (member, _) => ObjectOf(("party", ObjectOf(("text", member["name"]))), ("duty", member["responsibility"]))
                        )
                    ),
                    ("structureChanges", group["structureChanges"])
                )
            );

    private static JsonArray Budget(JsonObject plan)
    {
        if (plan["budget"] is not { } budget)
        {
            return [];
        }

        var total = plan["budgetLines"]!.AsArray().SingleOrDefault(line => Text(line!["kind"]) == "TOTAL");
        return new JsonArray(
            ObjectOf(
                ("intro", budget["intro"]),
                ("contingencyRange", TextOf(budget["contingencyRangeText"])),
                ("approver", budget["approver"] is null ? null : ObjectOf(("text", budget["approver"]))),
                ("auditText", budget["auditText"]),
                ("adjustmentRule", budget["adjustmentRule"]),
                ("unitText", budget["unit"]),
                ("unitScale", Text(budget["unit"]) == "万元" ? 10_000 : null),
                ("total", TextOf(total?["amountText"])),
                ("totalLabel", total?["category"]),
                ("totalText", total?["text"])
            )
        );
    }

    private static JsonObject BudgetLine(JsonNode line, int index) =>
        ObjectOf(
            ("category", line["category"]),
            ("kind", Code(line["kind"])),
            ("text", line["text"]),
            ("purpose", line["purpose"]),
            ("purposeItems", line["purposeItems"]),
            ("amount", TextOf(line["amountText"]))
        );

    private static JsonObject Risk(JsonNode risk, int index)
    {
        var recurs = risk["timingNorm"]!.AsArray().Any(timing => Text(timing!["kind"]) == "RECURRING");
        return ObjectOf(
            ("code", risk["code"]),
            ("name", risk["name"]),
            ("description", risk["description"]),
            ("impact", Code(risk["impact"])),
            ("impactText", risk["impactText"]),
            ("owners", risk["owner"] is null ? null : new JsonArray(ObjectOf(("text", risk["owner"])))),
            (
                "responses",
                new JsonArray(
                    ObjectOf(
                        ("text", risk["response"]),
                        ("timingText", risk["timing"]),
                        (recurs ? "frequencies" : "deadlines", List(risk["timing"]))
                    )
                )
            )
        );
    }

    private static JsonObject Monitoring(JsonNode mechanism, int index) =>
        ObjectOf(
            ("group", mechanism["group"]),
            ("type", Code(mechanism["type"])),
            ("name", mechanism["name"]),
            ("description", mechanism["description"]),
            ("frequencies", List(mechanism["frequency"])),
            ("participantsText", mechanism["participants"]),
            ("purpose", mechanism["purpose"]),
            ("form", mechanism["form"]),
            ("contentsText", mechanism["content"]),
            ("format", mechanism["format"]),
            ("ownersText", mechanism["owner"])
        );

    private static JsonObject Named(JsonNode entry, int index) => ObjectOf(("name", entry["name"]), ("description", entry["description"]));

    private static JsonArray Named(JsonNode? names) => Each(names, (name, _) => ObjectOf(("name", name)));

    private static JsonArray Parties(JsonNode? names) => Each(names, (name, _) => ObjectOf(("text", name)));

    private static string? TaskOf(JsonObject plan, string? subject) =>
        plan["tasks"]!.AsArray().Select(task => Text(task!["code"])).FirstOrDefault(code => subject == $"任務{code}") is { } found
            ? $"task-{found}"
            : null;

    private static JsonObject? TextOf(JsonNode? text) => text is null ? null : ObjectOf(("text", text));

    private static JsonArray TextOf(JsonArray? texts) => Each(texts, (text, _) => TextOf(text)!);

    private static JsonArray List(JsonNode? text) => text is null ? [] : new JsonArray(TextOf(text));

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    /// <summary>THIRD_PARTY as thirdParty.</summary>
    private static string? Code(JsonNode? code) =>
        Text(code) is { } words
            ? string.Concat(
                words.Split('_').Select((word, i) => i == 0 ? word.ToLowerInvariant() : word[..1] + word[1..].ToLowerInvariant())
            )
            : null;

    private static JsonArray Each(JsonNode? list, Func<JsonNode, int, JsonObject> map, Func<JsonNode, bool>? filter = null) =>
        new([.. (list?.AsArray() ?? []).Where(entry => filter?.Invoke(entry!) ?? true).Select((entry, i) => (JsonNode)map(entry!, i))]);

    /// <summary>Returns an object of the members that are not null.</summary>
    private static JsonObject ObjectOf(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                made[name] = value.DeepClone();
            }
        }

        return made;
    }
}
