namespace Marketing.Domain.Values;

/// <summary>
/// Well-known codes of anchors: the events that deadlines and frequencies count from. A plan can use other codes (<c>春节</c>, <c>双11</c>).
/// An event has a date once the plan's header or a recorded anchor gives it one.
/// </summary>
public static class AnchorCodes
{
    /// <summary>计划开始: the start of the plan's period.</summary>
    public const string PlanStart = "PLAN_START";

    /// <summary>计划结束: the end of the plan's period.</summary>
    public const string PlanEnd = "PLAN_END";

    /// <summary>计划期间: the whole period of the plan.</summary>
    public const string Plan = "PLAN";

    /// <summary>项目启动: the project starts.</summary>
    public const string ProjectStart = "PROJECT_START";

    /// <summary>项目结束: the project ends.</summary>
    public const string ProjectEnd = "PROJECT_END";

    /// <summary>活动启动: a campaign starts.</summary>
    public const string CampaignStart = "CAMPAIGN_START";

    /// <summary>活动期间: while a campaign runs.</summary>
    public const string Campaign = "CAMPAIGN";

    /// <summary>活动后: a campaign ends.</summary>
    public const string CampaignEnd = "CAMPAIGN_END";

    /// <summary>T日, 上市: the launch day.</summary>
    public const string LaunchDay = "LAUNCH_DAY";

    /// <summary>调查: a survey takes place.</summary>
    public const string Survey = "SURVEY";

    /// <summary>调查结果反馈: the results of a survey are available.</summary>
    public const string SurveyResult = "SURVEY_RESULT";

    /// <summary>升级失败: a system upgrade fails.</summary>
    public const string SystemUpgradeFailure = "SYSTEM_UPGRADE_FAILURE";

    /// <summary>计划实施: a loyalty programme starts.</summary>
    public const string LoyaltyPlanStart = "LOYALTY_PLAN_START";

    /// <summary>发现负面报道: negative coverage is found.</summary>
    public const string NegativeCoverageFound = "NEGATIVE_COVERAGE_FOUND";

    /// <summary>危机预案制定: the contingency plan is ready.</summary>
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
