using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Copying;
using Marketing.Domain.Plans.Parts;
using MediatR;

namespace Marketing.Application.Plans.Documents;

/// <summary>How the copy of a plan differs from the plan.</summary>
public abstract record CopyInput
{
    /// <summary>Title of the copy. Defaults to the title of the plan.</summary>
    /// <example>2027 年度品牌维护计划</example>
    [MaxLength(PlanHeader.TitleLength)]
    [NotBlank]
    [SingleLine]
    public string? Title { get; init; }

    /// <summary>Code of the copy, unique in the workspace.</summary>
    /// <example>BRAND-2027</example>
    [MaxLength(50)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
    public string? Code { get; init; }

    /// <summary>Which content to copy. By default the working copy.</summary>
    public PlanView? View { get; init; }

    /// <summary>The sections to copy, besides cover and narrative. By default all. References to other sections are removed.</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanSectionName>? Include { get; init; }

    /// <summary>What happens to amounts of money.</summary>
    public CopiedAmounts Amounts { get; init; } = CopiedAmounts.Keep;

    /// <summary>The percentage that each amount becomes; only with `amounts: percent`.</summary>
    /// <example>110</example>
    [Range(typeof(decimal), "0", "10000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Percent { get; init; }

    /// <summary>Texts that become placeholders again, wherever they occur.</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlaceholderInput> Placeholders { get; init; } = [];

    /// <summary>The texts to replace, each with the member that names it in the request.</summary>
    internal abstract IEnumerable<(TextReplacement Replacement, string Pointer)> Replacements { get; }

    private protected IEnumerable<(TextReplacement Replacement, string Pointer)> ToPlaceholders =>
        Placeholders.Select((given, i) => (new TextReplacement(given.Text, given.Placeholder, given.Pointer), $"/placeholders/{i}/text"));

    /// <summary>Returns by how much dates move, and the start of a copy whose plan has none.</summary>
    internal abstract Result<(DateShift Shift, DateOnly? Start)> ShiftFrom(DateOnly? start);

    internal Error? Fault() => (Amounts == CopiedAmounts.Percent) == Percent.HasValue ? null : new ClonePercentUnfit(Amounts);
}

/// <summary>The copy of a plan, or a plan from a template.</summary>
public sealed record CloneInput : CopyInput
{
    /// <summary>First day of the copy. All dates move with it: by whole months, then by days.</summary>
    /// <example>2027-01-01</example>
    public DateOnly? Start { get; init; }

    /// <summary>By how many months all dates move; instead of `start`.</summary>
    /// <example>12</example>
    [Range(-1_200, 1_200)]
    public int? ShiftMonths { get; init; }

    /// <summary>The values of placeholders, wherever they occur.</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlaceholderValueInput> Values { get; init; } = [];

    internal override IEnumerable<(TextReplacement Replacement, string Pointer)> Replacements =>
        Values
            .Select((given, i) => (new TextReplacement(given.Placeholder, given.Value, given.Pointer), $"/values/{i}/placeholder"))
            .Concat(ToPlaceholders);

    internal override Result<(DateShift Shift, DateOnly? Start)> ShiftFrom(DateOnly? start) =>
        (Start, ShiftMonths, start) switch
        {
            ({ }, { }, _) => new CloneStartTwice(),
            ({ } day, null, { } before) => (DateShift.Between(before, day), null),
            ({ } day, null, null) => (default(DateShift), (DateOnly?)day),
            _ => (new DateShift(ShiftMonths ?? 0), (DateOnly?)null),
        };
}

/// <summary>A template, made from a plan.</summary>
public sealed record TemplateInput : CopyInput
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    internal override IEnumerable<(TextReplacement Replacement, string Pointer)> Replacements => ToPlaceholders;

    internal override Result<(DateShift Shift, DateOnly? Start)> ShiftFrom(DateOnly? start) => (default(DateShift), (DateOnly?)null);
}

/// <summary>A text that becomes a placeholder.</summary>
public sealed record PlaceholderInput
{
    /// <summary>The text, as in the plan.</summary>
    /// <example>星辰系列</example>
    [MaxLength(300)]
    [NotBlank]
    [SingleLine]
    public required string Text { get; init; }

    /// <summary>The placeholder that replaces it.</summary>
    /// <example>[产品名称]</example>
    [MaxLength(100)]
    [NotBlank]
    [SingleLine]
    public required string Placeholder { get; init; }

    /// <summary>JSON pointer into the plan's document, to replace the text only there. By default in the whole plan.</summary>
    [MaxLength(2_000)]
    [RegularExpression("^(/([^~/]|~[01])*)*$")]
    public string? Pointer { get; init; }
}

/// <summary>The value of a placeholder.</summary>
public sealed record PlaceholderValueInput
{
    /// <summary>The placeholder, as in the plan.</summary>
    /// <example>[产品名称]</example>
    [MaxLength(100)]
    [NotBlank]
    [SingleLine]
    public required string Placeholder { get; init; }

    /// <summary>The text that replaces it. Targets, dates and amounts are read again.</summary>
    /// <example>星辰系列</example>
    [MaxLength(300)]
    [NotBlank]
    [SingleLine]
    public required string Value { get; init; }

    /// <summary>JSON pointer into the plan's document, to replace the placeholder only there. By default in the whole plan.</summary>
    [MaxLength(2_000)]
    [RegularExpression("^(/([^~/]|~[01])*)*$")]
    public string? Pointer { get; init; }
}

/// <summary>The result of copying a plan.</summary>
public sealed record CloneResponse : IVersioned
{
    /// <summary>The maximum number of notes.</summary>
    public const int MostNotes = 2_000;

    int IVersioned.Version => Plan.Version;

    long? IVersioned.ContentVersion => Plan.ContentVersion;

    /// <summary>The new plan.</summary>
    public required PlanResponse Plan { get; init; }

    /// <summary>The id of each new part beside the id of the part that it was copied from. Refs are the same in both plans.</summary>
    [MaxLength(20_000)]
    public required IReadOnlyList<ClonedPart> Parts { get; init; }

    /// <summary>What somebody should look at.</summary>
    [MaxLength(MostNotes)]
    public required IReadOnlyList<CloneNote> Attention { get; init; }

    /// <summary>Whether there are more notes than the response contains.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>A part and its copy.</summary>
public sealed record ClonedPart
{
    /// <summary>The section.</summary>
    public required PlanSectionName Section { get; init; }

    /// <summary>Name of the part in both plans.</summary>
    /// <example>O1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public required string Ref { get; init; }

    /// <summary>Id of the part that was copied.</summary>
    public required Guid FromId { get; init; }

    /// <summary>Id of the new part.</summary>
    public required Guid Id { get; init; }
}

/// <summary>Something in a copy that somebody should look at.</summary>
public sealed record CloneNote
{
    /// <summary>What happened.</summary>
    public required CopyNoteKind Kind { get; init; }

    /// <summary>JSON pointer into the document of the copy.</summary>
    /// <example>/plan/title</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>The words, the year or the ref that it is about.</summary>
    /// <example>2026</example>
    [MaxLength(300)]
    public required string Text { get; init; }
}

/// <summary>Creates a plan with the content of another one. Progress, events and approvals are not copied.</summary>
public sealed record ClonePlan(PlanId Id, CloneInput Input) : ICommand<CloneResponse>;

internal sealed class ClonePlanHandler(PlanCopies copies) : IRequestHandler<ClonePlan, Result<CloneResponse>>
{
    public Task<Result<CloneResponse>> Handle(ClonePlan command, CancellationToken cancellationToken) =>
        copies.WriteAsync(command.Id, command.Input, isTemplate: false, cancellationToken);
}

/// <summary>Creates a template with the content of a plan.</summary>
public sealed record CreateTemplate(TemplateInput Input) : ICommand<CloneResponse>;

internal sealed class CreateTemplateHandler(PlanCopies copies) : IRequestHandler<CreateTemplate, Result<CloneResponse>>
{
    public async Task<Result<CloneResponse>> Handle(CreateTemplate command, CancellationToken cancellationToken)
    {
        var created = await copies.WriteAsync(PlanId.From(command.Input.PlanId), command.Input, isTemplate: true, cancellationToken);
        return created.Error is PlanNotFound missing ? new PlanUnknown(missing.Id) : created;
    }
}

/// <summary>Writes copies of plans.</summary>
internal sealed class PlanCopies(IMarketingDb db, PlanWriter plans, PartReplacer parts, CatalogueLinks links)
{
    public async Task<Result<CloneResponse>> WriteAsync(PlanId id, CopyInput input, bool isTemplate, CancellationToken ct)
    {
        var read = await db.Content(ContentView.Of(input.View)).ReadAsync(id, ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var shift = input.ShiftFrom(read.Value.Header.PeriodStart?.Date);
        if ((input.Fault() ?? shift.Error) is { } unfit)
        {
            return unfit;
        }

        var contents = read.Value.Parts.Select(part => part.Read()).ToList();
        if (contents.Find(part => part is NewerContent) is { } unreadable)
        {
            return new PlanPartNewerSchema(unreadable.Ref!);
        }

        var replacements = input.Replacements.ToList();
        var copy = PlanCopy.Of(
            read.Value.Header,
            contents,
            new CopyRules
            {
                Shift = shift.Value.Shift,
                Sections = input.Include?.ToHashSet(),
                Amounts = input.Amounts,
                Percent = input.Percent ?? 100,
                Replacements = [.. replacements.Select(each => each.Replacement)],
            }
        );
        if (copy.Unused.Count > 0)
        {
            return new CopiedTextsMissing([.. copy.Unused.Select(i => Missing(replacements[i]))]);
        }

        if (copy.Faults.Count > 0)
        {
            return new RulesBroken(copy.Faults);
        }

        var header = copy.Header with
        {
            Code = input.Code,
            Title = input.Title ?? copy.Header.Title,
            PeriodStart = shift.Value.Start is { } start ? new() { Date = start } : copy.Header.PeriodStart,
        };
        return await CreateAsync(read.Value, copy with { Header = header }, isTemplate, ct);
    }

    private async Task<Result<CloneResponse>> CreateAsync(PlanContent source, PlanCopy copy, bool isTemplate, CancellationToken ct)
    {
        var sections = copy
            .Parts.GroupBy(part => PlanSections.Of(part.GetType()))
            .Select(section => new SectionDraft(section.Key, [.. section.Select(CatalogueLinks.Unlink)], "/" + section.Key.Name))
            .ToList();
        var unlinked = CatalogueLinks.Unlink(copy.Header);
        var placed = sections
            .SelectMany(section => section.Contents.Select((content, i) => new PlacedContent(content, $"{section.Pointer}/{i}")))
            .Prepend(new PlacedContent(unlinked, DocumentSections.Header));
        var names = await links.FindAsync(placed, CatalogueLinks.KnownIn([copy.Header, .. copy.Parts]), create: false, ct);
        if (!names.Succeeded)
        {
            return names.Error;
        }

        var phrases = new PhraseReader { KeepsMembers = source.ReadingVersion < PhraseReader.Grammar };
        var plan = await plans.DraftAsync(names.Value.Link(unlinked), phrases, "", ct, isTemplate);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        plan.Value.ReadBy(source.ReadingVersion);
        var id = plan.Value.Id;
        var revision = db.PlanRevisions.Local.Single(revision => revision.PlanId == id);
        var open = new OpenPlan(id, copy.Header.Currency, revision) { IsNew = true, Phrases = phrases };
        if (await parts.FillAsync(open, [.. sections.Select(names.Value.Link)], ct) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(ct);
        return new CloneResponse
        {
            Plan = plans.ToResponse(plan.Value),
            Parts = PartsOf(source, id),
            Attention =
            [
                .. copy
                    .Notes.Take(CloneResponse.MostNotes)
                    .Select(note => new CloneNote
                    {
                        Kind = note.Kind,
                        Pointer = note.Pointer,
                        Text = note.Text,
                    }),
            ],
            Truncated = copy.Notes.Count > CloneResponse.MostNotes,
        };
    }

    private IReadOnlyList<ClonedPart> PartsOf(PlanContent source, PlanId id)
    {
        var before = source.Parts.ToDictionary(part => (part.Section, PartRef.KeyOf(part.Ref)), part => part.Id.Value);
        return
        [
            .. from part in db.PlanParts.Local
            where part.PlanId == id
            orderby part.SectionOrder, part.Position
            select new ClonedPart
            {
                Section = PlanSections.Find(part.Section)!.Key,
                Ref = part.Ref,
                FromId = before[(part.Section, part.RefKey)],
                Id = part.Id.Value,
            },
        ];
    }

    private static RuleFault Missing((TextReplacement Replacement, string Pointer) given) =>
        RuleFault.Of(given.Pointer, "clone.textMissing", ("text", given.Replacement.From));
}
