using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Plans;

/// <summary>Content stored by earlier and later builds.</summary>
[Collection(FirstApi.Name)]
public sealed class StoredContentTests(MarketingApi api) : ApiTest(api)
{
    private const int Newer = 99;
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private PartCases _parts = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _parts = await PartCases.OfNewPlanAsync(Api);
    }

    /// <summary>
    /// A row of the current version is returned as stored. A row of an earlier version is read like its row of the current one.
    /// Frozen rows are never edited: a change of a record's schema adds a file with its new row.
    /// </summary>
    [Fact]
    public async Task Frozen_rows_of_every_version_are_read_as_current_content()
    {
        for (var version = 1; Frozen(version) is { } rows; version++)
        {
            foreach (var section in PlanSections.All.Where(section => rows.ContainsKey(section.Name)))
            {
                var part = await _parts.AddAsync(new Chapter { Title = "C" });
                await StoreAsync(part.Ref, version, Text(rows[section.Name]!), section);
                var current = Frozen(ContentSchemas.Current.VersionOf(section.Content))![section.Name]!;
                WireJson.StoreWhole((await _parts.GetAsync(part.Id)).Content).ShouldBe(Text(current), $"{section.Name}, version {version}");
            }
        }

        var frozen = Frozen(1)!.Select(row => row.Key);
        PlanSections.All.Select(section => section.Name).Except(frozen).ShouldBeEmpty("these have no frozen row yet");
    }

    [Fact]
    public async Task Frozen_headers_of_every_version_are_read_as_the_current_one()
    {
        var current = Frozen(ContentSchemas.Current.VersionOf(typeof(PlanHeader)))!["plan"]!;
        for (var version = 1; Frozen(version) is { } rows; version++)
        {
            if (rows["plan"] is { } header)
            {
                await RunAsync("UPDATE Plans SET Header = @header", ("@header", Text(header)));
                var read = (await _parts.DoAsync(new GetPlan(_parts.Plan, new PlanArguments()))).Header;
                var members = JsonNode.Parse(WireJson.Store(read));
                JsonNode.DeepEquals(members, Without(current, "schemaVersion")).ShouldBeTrue($"version {version}");
            }
        }
    }

    [Fact]
    public async Task Content_of_a_newer_build_can_be_read_but_not_written()
    {
        var part = await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await StoreAsync("O1", Newer, """{"text":"from the future","invented":{"a":1}}""");
        part = await _parts.GetAsync(part.Id);

        ((Objective)part.Content).Text.ShouldBe("from the future");
        await _parts.RefusedAsync<PlanPartNewerSchema>(_parts.Update(part, current => current with { Ref = "O2" }));
        (await _parts.SendAsync(_parts.Delete(part))).Error.ShouldBeOfType<PlanPartNewerSchema>();
        (await StoredAsync("O1")).ShouldBe("""{"text":"from the future","invented":{"a":1}}""");
    }

    [Fact]
    public async Task A_document_or_section_can_keep_but_not_change_content_of_a_newer_build()
    {
        await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await _parts.AddAsync(PartCases.Objective("b"), "O2");
        const string stored = """{"text":"from the future","measures":[],"invented":{"a":1}}""";
        await StoreAsync("O1", Newer, stored);
        var document = await _parts.DocumentAsync();

        var (newer, other) = (document.Objectives[0], document.Objectives[1]);

        var moved = await ReplaceAsync(other with { Text = "changed" }, newer);
        var changed = await ReplaceAsync(newer with { Text = "lost" });
        var dropped = await ReplaceAsync(other);
        var nothing = new SectionInput { Items = [] };
        var emptied = await _parts.SendAsync(new ReplaceSection(_parts.Plan, PlanSectionName.Objectives, null, nothing));

        moved.Value.Objectives.Select(objective => objective.Text).ShouldBe(["changed", "from the future"]);

        changed.Error.ShouldBeOfType<PlanPartNewerSchema>().Pointer.ShouldBe("/objectives/0");
        dropped.Error.ShouldBeOfType<PlanPartNewerSchema>().Pointer.ShouldBe("/objectives");
        emptied.Error.ShouldBeOfType<PlanPartNewerSchema>().Pointer.ShouldBe("/items");
        (await StoredAsync("O1")).ShouldBe(stored);

        Task<Result<PlanDocument>> ReplaceAsync(params Objective[] objectives) =>
            _parts.SendAsync(new ReplacePlanDocument(_parts.Plan, null, document with { Objectives = objectives }));
    }

    [Fact]
    public async Task Content_that_matches_no_record_of_this_build_is_returned_as_stored()
    {
        var part = await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await StoreAsync("O1", Newer, """{"text":["not","a","text"],"measures":{"a":1}}""");

        PartCases.Shown(await _parts.GetAsync(part.Id)).ToJsonString().ShouldBe("""{"text":["not","a","text"],"measures":{"a":1}}""");
        (await _parts.ListAsync()).Count.ShouldBe(1);
        (await _parts.SendAsync(new GetPlanDocument(_parts.Plan))).Error.ShouldBeOfType<PlanPartNewerSchema>().Ref.ShouldBe("O1");
        await Client.GetAsync($"/v1/plans/{_parts.Plan.Value}/schedule").ShouldBeAsync(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Parts_of_a_section_that_only_a_newer_build_knows_are_omitted_and_unchanged()
    {
        await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await _parts.AddAsync(PartCases.Objective("b"), "O2");
        await RunAsync("UPDATE PlanParts SET Section = 'poems', SectionOrder = 5 WHERE Ref = 'O1'");

        (await _parts.ListAsync()).Select(part => part.Ref).ShouldBe(["O2"]);
        await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, (await _parts.DocumentAsync()) with { Objectives = [] }));
        (await StoredAsync("O1")).ShouldContain("\"a\"");
        (await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(PartCases.Objective("c"), "o1"))).Pointer.ShouldBe("/ref");
    }

    [Fact]
    public async Task A_header_of_a_newer_build_can_be_read_but_not_written()
    {
        const string stored = """{"schemaVersion":99,"title":"T","language":"zh-Hans","currency":"CNY","invented":true}""";
        await RunAsync("UPDATE Plans SET Header = @header, HeaderSchemaVersion = 99", ("@header", stored));
        var document = await _parts.DocumentAsync();

        document.Plan.Title.ShouldBe("T");
        var rename = new PartCases.Change<PlanHeader>(header => header with { Title = "U" });
        (await _parts.SendAsync(new UpdatePlan(_parts.Plan, null, rename))).Error.ShouldBeOfType<PlanNewerSchema>();
        var renamed = document with { Plan = document.Plan with { Title = "U" } };
        (await _parts.SendAsync(new ReplacePlanDocument(_parts.Plan, null, renamed))).Error.ShouldBeOfType<PlanNewerSchema>();
        await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, document with { Objectives = [PartCases.Objective("a")] }));
        (await Api.Database.ReadTextsAsync("SELECT Header FROM Plans")).ShouldBe([stored]);
    }

    [Fact]
    public async Task Merging_parties_changes_references_in_content_but_no_text_that_resembles_one()
    {
        var (remaining, merged) = (await Client.PartyAsync("甲"), await Client.PartyAsync("乙"));
        var owner = new PartyRef { Text = "乙", PartyId = Guid.Parse(merged.Id()) };
        var package = PartCases.Package("W", PartCases.Subtask("s") with { Owners = [owner] }) with { Description = merged.Id() };
        var part = await _parts.AddAsync(package);
        await _parts.AddAsync(new PlanResource { Name = "R", Type = ResourceType.Human }, "R");
        await StoreAsync("R", Newer, $$"""{"type":"human","name":"R","invented":"{{merged.Id()}}"}""");

        await Client
            .ActAsync($"/v1/parties/{merged.Id()}/merge", 1, $$"""{"intoId":"{{remaining.Id()}}"}""")
            .ShouldBeAsync(System.Net.HttpStatusCode.OK);

        var content = (WorkPackage)(await _parts.GetAsync(part.Id)).Content;
        content.Subtasks[0].Owners.ShouldBe([owner with { PartyId = Guid.Parse(remaining.Id()) }]);
        content.Subtasks[0].Ref.ShouldBe(part.Ref + "/1");
        content.Description.ShouldBe(merged.Id());
        (await StoredAsync("R")).ShouldContain(merged.Id());
    }

    private static JsonObject? Frozen(int version, [CallerFilePath] string path = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"StoredContent.v{version}.json");
        var file = Path.Combine(Path.GetDirectoryName(path)!, name);
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : null;
    }

    private static string Text(JsonNode row) => row.ToJsonString(Canonical);

    private static JsonObject Without(JsonNode row, string member)
    {
        var copy = row.DeepClone().AsObject();
        copy.Remove(member);
        return copy;
    }

    private async Task<string> StoredAsync(string partRef) =>
        (await Api.Database.ReadTextsAsync($"SELECT Content FROM PlanParts WHERE Ref = '{partRef}'")).Single();

    private async Task StoreAsync(string partRef, int version, string content, PlanSection? section = null)
    {
        await RunAsync(
            "UPDATE PlanParts SET Content = @content, SchemaVersion = @version WHERE Ref = @ref",
            ("@content", content),
            ("@version", version),
            ("@ref", partRef)
        );
        if (section is not null)
        {
            await RunAsync(
                "UPDATE PlanParts SET Section = @section, SectionOrder = @order WHERE Ref = @ref",
                ("@section", section.Name),
                ("@order", section.Order),
                ("@ref", partRef)
            );
        }
    }

    private async Task RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = await Api.Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
