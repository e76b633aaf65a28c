using System.Text.Json.Nodes;
using Marketing.Api.Contract.OpenApi.Schemas;
using Marketing.Api.Contract.Problems;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Translates the 3.1 document to OpenAPI 3.0, for generators that do not read 3.1.</summary>
internal static class OlderDialect
{
    private const string SchemaPrefix = "#/components/schemas/";

    /// <summary>Rewrites a 3.1 document in place.</summary>
    public static JsonObject Translate(JsonObject root)
    {
        root["openapi"] = "3.0.4";
        root.Remove("jsonSchemaDialect");
        root.Remove("webhooks");
        root["info"]!.AsObject().Remove("summary");
        root["info"]!["license"]!.AsObject().Remove("identifier");
        foreach (var operation in OperationsOf(root))
        {
            StateScopes(operation);
            operation["security"] = WithoutScopes(operation["security"]!.AsArray());
        }

        KeepUsedTags(root);
        KeepUsedSchemas(root);
        InheritUnions(root["components"]!["schemas"]!.AsObject());
        Walk(root, root["components"]!["schemas"]!.AsObject());
        SharedScalars.All.Keys.ToList().ForEach(name => root["components"]!["schemas"]!.AsObject().Remove(name));
        return root;
    }

    private static IEnumerable<JsonObject> OperationsOf(JsonObject root) =>
        root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(entry => entry.Value).OfType<JsonObject>();

    /// <summary>Writes the scopes of which an operation requires one; <c>security</c> has them in 3.1.</summary>
    private static void StateScopes(JsonObject operation)
    {
        var scopes = operation["security"]!
            .AsArray()
            .SelectMany(requirement => requirement!.AsObject())
            .SelectMany(scheme => scheme.Value!.AsArray())
            .Select(scope => (string)scope!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (scopes.Count > 0)
        {
            operation["x-required-scopes"] = Strings(scopes);
        }
    }

    /// <summary>3.0 allows scopes for OAuth only; they stay in <c>x-required-scopes</c> and in the description.</summary>
    private static JsonArray WithoutScopes(JsonArray requirements)
    {
        var names = requirements
            .SelectMany(requirement => requirement!.AsObject())
            .Select(entry => entry.Key)
            .Distinct(StringComparer.Ordinal);
        return new JsonArray([.. names.Select(name => new JsonObject { [name] = new JsonArray() })]);
    }

    private static void KeepUsedTags(JsonObject root)
    {
        var used = OperationsOf(root)
            .SelectMany(operation => operation["tags"]?.AsArray() ?? [])
            .Select(tag => (string)tag!)
            .ToHashSet(StringComparer.Ordinal);
        root["tags"] = new JsonArray([
            .. root["tags"]!.AsArray().Where(tag => used.Contains((string)tag!["name"]!)).Select(tag => tag!.DeepClone()),
        ]);
    }

    /// <summary>Removes schemas that only the webhooks use.</summary>
    private static void KeepUsedSchemas(JsonObject root)
    {
        var schemas = root["components"]!["schemas"]!.AsObject();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JsonNode?>([
            root["paths"],
            root["components"]!["parameters"],
            root["components"]!["responses"],
            root["components"]!["headers"],
        ]);
        while (open.TryPop(out var node))
        {
            foreach (var name in References(node).Where(used.Add))
            {
                open.Push(schemas[name]);
            }
        }

        schemas.Select(schema => schema.Key).Where(name => !used.Contains(name)).ToList().ForEach(name => schemas.Remove(name));
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonArray items => items.SelectMany(References),
            JsonObject members => members.SelectMany(member => References(member.Value)),
            JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith(SchemaPrefix, StringComparison.Ordinal) =>
            [
                text[SchemaPrefix.Length..],
            ],
            _ => [],
        };

    /// <summary>
    /// Converts each closed <c>oneOf</c> with a discriminator into a base schema with the common members, from which the forms inherit.
    /// Generators for 3.0 read classes from it. Neither the base nor the forms can be closed, since each would reject the members of the
    /// other.
    /// </summary>
    private static void InheritUnions(JsonObject schemas)
    {
        foreach (
            var (name, union) in schemas
                .Where(schema => schema.Value!["discriminator"] is not null && schema.Value["oneOf"] is not null)
                .ToList()
        )
        {
            var discriminator = (string)union!["discriminator"]!["propertyName"]!;
            var mapping = union["discriminator"]!["mapping"]!.AsObject();
            var forms = mapping.Select(entry => ((string)entry.Value!)[SchemaPrefix.Length..]).ToList();
            var common = Common([.. forms.Select(form => schemas[form]!["properties"]!.AsObject())]);
            var words = schemas.Single(schema =>
                schema.Value!["enum"]?.AsArray().Select(word => (string)word!).ToHashSet().SetEquals(mapping.Select(entry => entry.Key))
                == true
            );
            schemas[name] = Base(union.AsObject(), schemas[forms[0]]!.AsObject(), discriminator, $"{SchemaPrefix}{words.Key}", common);
            forms.ForEach(form => schemas[form] = Form(schemas[form]!.AsObject(), $"{SchemaPrefix}{name}", [discriminator, .. common]));
        }
    }

    private static List<string> Common(List<JsonObject> forms) =>
        [.. from member in forms[0] where forms.TrueForAll(form => JsonNode.DeepEquals(form[member.Key], member.Value)) select member.Key];

    private static JsonObject Base(JsonObject union, JsonObject form, string discriminator, string words, List<string> common)
    {
        var members = form["properties"]!.AsObject();
        return new JsonObject
        {
            ["required"] = Strings(Required(form).Where(name => name == discriminator || common.Contains(name))),
            ["type"] = "object",
            ["properties"] = new JsonObject([
                KeyValuePair.Create(
                    discriminator,
                    (JsonNode?)new JsonObject { ["$ref"] = words, ["description"] = members[discriminator]!["description"]!.DeepClone() }
                ),
                .. common.Select(name => KeyValuePair.Create(name, members[name]?.DeepClone())),
            ]),
            ["description"] = union["description"]!.DeepClone(),
            ["discriminator"] = union["discriminator"]!.DeepClone(),
        };
    }

    private static JsonObject Form(JsonObject form, string parent, List<string> inherited)
    {
        var own = form["properties"]!.AsObject().Where(member => !inherited.Contains(member.Key)).ToList();
        var added = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(own.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))),
        };
        if (Required(form).Except(inherited).ToList() is { Count: > 0 } required)
        {
            added["required"] = Strings(required);
        }

        return new JsonObject
        {
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = parent }, added),
            ["description"] = form["description"]!.DeepClone(),
        };
    }

    private static IEnumerable<string> Required(JsonObject schema) => (schema["required"]?.AsArray() ?? []).Select(name => (string)name!);

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static void Walk(JsonNode? node, JsonObject schemas)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Walk(item, schemas);
            }
        }
        else if (node is JsonObject members)
        {
            SharedScalars.Inline(members, schemas);
            Rephrase(members, schemas);
            foreach (var (name, value) in members.ToList())
            {
                WalkMember(name, value, schemas);
            }
        }
    }

    private static void WalkMember(string name, JsonNode? value, JsonObject schemas)
    {
        if (name == "properties")
        {
            foreach (var (_, property) in value!.AsObject().ToList())
            {
                Walk(property, schemas);
            }
        }
        else if (name is not ("example" or "default" or "enum") && !name.StartsWith("x-", StringComparison.Ordinal))
        {
            Walk(value, schemas);
        }
    }

    private static void Rephrase(JsonObject schema, JsonObject schemas)
    {
        schema.Remove("propertyNames");
        schema.Remove("if");
        schema.Remove("then");
        schema.Remove("else");
        if (IsBody(schema) && schema["schema"]!["examples"] is JsonArray bodies)
        {
            schema["schema"]!.AsObject().Remove("examples");
            schema["example"] = bodies[0]?.DeepClone();
        }

        if (schema["examples"] is JsonArray examples)
        {
            schema.Remove("examples");
            schema["example"] = examples[0]?.DeepClone();
        }

        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => (string)type!).Single(type => type != "null");
            schema["nullable"] = true;
        }

        if ((string?)schema["type"] == "integer")
        {
            // Kiota turns them into an enumeration of strings, which cannot read a number. The description lists the values.
            schema.Remove("enum");
        }

        if (
            schema["oneOf"] is JsonArray { Count: 2 } alternatives
            && alternatives[1]?["type"] is JsonValue second
            && (string)second! == "null"
        )
        {
            var target = schemas[((string)alternatives[0]!["$ref"]!)[SchemaPrefix.Length..]]!;
            alternatives[1] = Null((string?)target["type"] ?? "object");
        }
        else if (schema.Count > 1 && schema["$ref"] is JsonValue reference)
        {
            schema.Remove("$ref");
            schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = (string)reference! });
        }
    }

    /// <summary>
    /// Whether an object is a media type with a reference to its schema: in 3.0 nothing can be next to the reference. Problems keep
    /// their example in the schema, because there are too many of them for linters.
    /// </summary>
    private static bool IsBody(JsonObject media) =>
        (string?)media["schema"]?["$ref"] is { } reference && reference != SchemaPrefix + nameof(Problem);

    /// <summary>Null as 3.0 expresses it.</summary>
    private static JsonObject Null(string type) =>
        new()
        {
            ["type"] = type,
            ["nullable"] = true,
            ["enum"] = new JsonArray((JsonNode?)null),
        };
}
