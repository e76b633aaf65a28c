namespace Marketing.Domain.Values;

/// <summary>
/// Well-known codes of anchors: the events that deadlines and frequencies count from. A plan can use other codes (<c>春节</c>, <c>双11</c>).
/// An event has a date once the plan's header or a recorded anchor gives it one.
/// </summary>
public static class AnchorCodes
{
    /// <summary>計劃開始: the start of the plan's period.</summary>
    public const string PlanStart = "PLAN_START";

    /// <summary>計劃結束: the end of the plan's period.</summary>
    public const string PlanEnd = "PLAN_END";

    /// <summary>計劃期間: the whole period of the plan.</summary>
    public const string Plan = "PLAN";

    /// <summary>項目啟動: the project starts.</summary>
    public const string ProjectStart = "PROJECT_START";

    /// <summary>項目結束: the project ends.</summary>
    public const string ProjectEnd = "PROJECT_END";

    /// <summary>活動啟動: a campaign starts.</summary>
    public const string CampaignStart = "CAMPAIGN_START";

    /// <summary>活動期間: while a campaign runs.</summary>
    public const string Campaign = "CAMPAIGN";

    /// <summary>活動后: a campaign ends.</summary>
    public const string CampaignEnd = "CAMPAIGN_END";

    /// <summary>T日, 上市: the launch day.</summary>
    public const string LaunchDay = "LAUNCH_DAY";

    /// <summary>調查: a survey takes place.</summary>
    public const string Survey = "SURVEY";

    /// <summary>調查結果反饋: the results of a survey are available.</summary>
    public const string SurveyResult = "SURVEY_RESULT";

    /// <summary>升級失敗: a system upgrade fails.</summary>
    public const string SystemUpgradeFailure = "SYSTEM_UPGRADE_FAILURE";

    /// <summary>計劃實施: a loyalty programme starts.</summary>
    public const string LoyaltyPlanStart = "LOYALTY_PLAN_START";

    /// <summary>發現負面報道: negative coverage is found.</summary>
    public const string NegativeCoverageFound = "NEGATIVE_COVERAGE_FOUND";

    /// <summary>危機預案制定: the contingency plan is ready.</summary>
    public const string ContingencyPlanReady = "CONTINGENCY_PLAN_READY";

    /// <summary>每阶段结束后: a phase ends.</summary>
    public const string PhaseEnd = "PHASE_END";

    /// <summary>突发情况: an incident happens.</summary>
    public const string Incident = "INCIDENT";

    /// <summary>The event that the item itself is about.</summary>
    public const string EventOccurrence = "EVENT_OCCURRENCE";

    /// <summary>The text does not name its event; the plan's deadline policy decides.</summary>
    public const string Unspecified = "UNSPECIFIED";

    /// <summary>All well-known codes.</summary>
    public static IReadOnlySet<string> WellKnown { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            PlanStart,
            PlanEnd,
            Plan,
            ProjectStart,
            ProjectEnd,
            CampaignStart,
            Campaign,
            CampaignEnd,
            LaunchDay,
            Survey,
            SurveyResult,
            SystemUpgradeFailure,
            LoyaltyPlanStart,
            NegativeCoverageFound,
            ContingencyPlanReady,
            PhaseEnd,
            Incident,
            EventOccurrence,
            Unspecified,
        };
}
