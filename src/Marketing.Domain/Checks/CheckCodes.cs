namespace Marketing.Domain.Checks;

/// <summary>The severity of a finding.</summary>
public enum CheckSeverity
{
    /// <summary>Must be fixed before the step that it blocks; see `blocks`.</summary>
    Error,

    /// <summary>A contradiction in the plan or a likely mistake. Does not block the plan.</summary>
    Warning,

    /// <summary>Information: something that is not resolved, parsed or linked yet.</summary>
    Info,
}

/// <summary>The first step that a finding blocks.</summary>
public enum CheckGate
{
    /// <summary>Blocks submission and every later step.</summary>
    Submission,

    /// <summary>Blocks activation only. The plan can be submitted as a template.</summary>
    Activation,
}

/// <summary>A kind of finding.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity">Severity of the finding.</param>
/// <param name="Blocks">The first step that it blocks; only for errors.</param>
public sealed record CheckCode(string Code, CheckSeverity Severity, CheckGate? Blocks = null);

/// <summary>The codes of all kinds of findings.</summary>
public static class CheckCodes
{
    public const string SignatoryMissing = "check.signatoryMissing";
    public const string PreparedOnMissing = "check.preparedOnMissing";
    public const string SamePersonTwice = "check.samePersonTwice";
    public const string PlaceholderOpen = "check.placeholderOpen";
    public const string LabelEmpty = "check.labelEmpty";
    public const string ObjectiveMissing = "check.objectiveMissing";
    public const string MeasureMissing = "check.measureMissing";
    public const string MetricMissing = "check.metricMissing";
    public const string TargetOutOfRange = "check.targetOutOfRange";
    public const string TargetWrongSide = "check.targetWrongSide";
    public const string ChangeBasisOpen = "check.changeBasisOpen";
    public const string OutsidePeriod = "check.outsidePeriod";
    public const string DateInexact = "check.dateInexact";
    public const string TaskMissing = "check.taskMissing";
    public const string SubtaskWithoutOwner = "check.subtaskWithoutOwner";
    public const string TaskWithoutOwner = "check.taskWithoutOwner";
    public const string OwnerNotInResources = "check.ownerNotInResources";
    public const string ResourceNotListed = "check.resourceNotListed";
    public const string PredecessorCycle = "check.predecessorCycle";
    public const string PhaseEndsBeforeStart = "check.phaseEndsBeforeStart";
    public const string PhasesOutOfOrder = "check.phasesOutOfOrder";
    public const string PhasesOverlap = "check.phasesOverlap";
    public const string PhasesApart = "check.phasesApart";
    public const string PhaseOpenEnded = "check.phaseOpenEnded";
    public const string WindowAmbiguous = "check.windowAmbiguous";
    public const string TimetableConflict = "check.timetableConflict";
    public const string DeadlineWithoutEvent = "check.deadlineWithoutEvent";
    public const string PlanStartMissing = "check.planStartMissing";
    public const string LaunchDateMissing = "check.launchDateMissing";
    public const string TotalDiffers = "check.totalDiffers";
    public const string BreakdownDiffers = "check.breakdownDiffers";
    public const string ContingencyOutOfRange = "check.contingencyOutOfRange";
    public const string SharesOverHundred = "check.sharesOverHundred";
    public const string BudgetDiffers = "check.budgetDiffers";
    public const string BudgetLineMissing = "check.budgetLineMissing";
    public const string BudgetPartMissing = "check.budgetPartMissing";
    public const string RiskWithoutResponse = "check.riskWithoutResponse";
    public const string ResponseWithoutOwner = "check.responseWithoutOwner";
    public const string ResponseWithoutTiming = "check.responseWithoutTiming";
    public const string TextNotUnderstood = "check.textNotUnderstood";
    public const string ReadingOutdated = "check.readingOutdated";
    public const string PartyNotLinked = "check.partyNotLinked";
    public const string SectionEmpty = "check.sectionEmpty";

    /// <summary>All kinds of findings, in document order.</summary>
    public static IReadOnlyList<CheckCode> All { get; } =
    [
        Warning(SignatoryMissing),
        Warning(PreparedOnMissing),
        Error(SamePersonTwice, CheckGate.Submission),
        Error(PlaceholderOpen, CheckGate.Activation),
        Warning(LabelEmpty),
        Error(ObjectiveMissing, CheckGate.Submission),
        Error(MeasureMissing, CheckGate.Submission),
        Error(MetricMissing, CheckGate.Submission),
        Error(TargetOutOfRange, CheckGate.Submission),
        Error(TargetWrongSide, CheckGate.Submission),
        Error(ChangeBasisOpen, CheckGate.Submission),
        Warning(OutsidePeriod),
        Info(DateInexact),
        Error(TaskMissing, CheckGate.Submission),
        Error(SubtaskWithoutOwner, CheckGate.Submission),
        Warning(TaskWithoutOwner),
        Warning(OwnerNotInResources),
        Warning(ResourceNotListed),
        Error(PredecessorCycle, CheckGate.Submission),
        Error(PhaseEndsBeforeStart, CheckGate.Submission),
        Error(PhasesOutOfOrder, CheckGate.Submission),
        Warning(PhasesOverlap),
        Warning(PhasesApart),
        Error(PhaseOpenEnded, CheckGate.Submission),
        Info(WindowAmbiguous),
        Warning(TimetableConflict),
        Warning(DeadlineWithoutEvent),
        Error(PlanStartMissing, CheckGate.Submission),
        Warning(LaunchDateMissing),
        Error(TotalDiffers, CheckGate.Submission),
        Warning(BreakdownDiffers),
        Error(ContingencyOutOfRange, CheckGate.Submission),
        Error(SharesOverHundred, CheckGate.Submission),
        Warning(BudgetDiffers),
        Warning(BudgetLineMissing),
        Warning(BudgetPartMissing),
        Warning(RiskWithoutResponse),
        Error(ResponseWithoutOwner, CheckGate.Activation),
        Error(ResponseWithoutTiming, CheckGate.Activation),
        Info(TextNotUnderstood),
        Warning(ReadingOutdated),
        Info(PartyNotLinked),
        Info(SectionEmpty),
    ];

    private static readonly Dictionary<string, CheckCode> ByCode = All.ToDictionary(code => code.Code, StringComparer.Ordinal);

    /// <summary>Returns the kind with the code.</summary>
    /// <exception cref="KeyNotFoundException">The code is unknown.</exception>
    public static CheckCode Of(string code) => ByCode[code];

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    private static CheckCode Error(string code, CheckGate blocks) => new(code, CheckSeverity.Error, blocks);

    private static CheckCode Warning(string code) => new(code, CheckSeverity.Warning);

    private static CheckCode Info(string code) => new(code, CheckSeverity.Info);
}
