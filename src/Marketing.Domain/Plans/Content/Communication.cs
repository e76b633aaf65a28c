using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A row of the communication plan (溝通計劃): with whom, about what, how, how often.</summary>
public sealed record CommunicationEntry : PlanPartContent
{
    /// <summary>With whom (溝通對象), in the plan's words.</summary>
    /// <example>高层管理层</example>
    [MaxLength(ContentLimits.Name)]
    public string? Audience { get; init; }

    /// <summary>The parties that are meant.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Audiences { get; init; } = [];

    /// <summary>About what, point by point (溝通內容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>About what, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContentsText { get; init; }

    /// <summary>By which usual means (溝通方式).</summary>
    [MaxLength(20)]
    public IReadOnlyList<CommunicationChannelKind> Channels { get; init; } = [];

    /// <summary>By which means, in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ChannelsText { get; init; }

    /// <summary>How often (溝通頻率).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>The rhythm in the plan's own words, where it holds more than the frequencies say.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? FrequencyText { get; init; }

    /// <summary>What else the row says.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Note { get; init; }

    /// <summary>Who sees to it.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>An audience of the plan's communication (溝通對象).</summary>
public sealed record CommunicationAudience : PlanPartContent
{
    /// <summary>Name of the audience.</summary>
    /// <example>市场部</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>The party that is meant.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>What is communicated (溝通內容).</summary>
public sealed record CommunicationContent : PlanPartContent
{
    /// <summary>Name of the content.</summary>
    /// <example>项目进度</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }
}

/// <summary>A means of communication (溝通方式).</summary>
public sealed record CommunicationChannel : PlanPartContent
{
    /// <summary>Name of the means.</summary>
    /// <example>电子邮件</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Which of the usual means it is.</summary>
    public CommunicationChannelKind? Kind { get; init; }
}

/// <summary>A rule for communication, such as the review of its effect.</summary>
public sealed record CommunicationRule : PlanPartContent
{
    /// <summary>The rule in the plan's own words.</summary>
    /// <example>定期进行沟通效果评估,根据反馈调整沟通策略。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];
}

/// <summary>A mechanism of collaboration (協作機制).</summary>
public sealed record CollaborationMechanism : PlanPartContent
{
    /// <summary>Heading it stands under.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Name of the mechanism.</summary>
    /// <example>跨部门工作小组</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How they work together (協作方式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Mode { get; init; }

    /// <summary>Who is responsible for what (責任分工).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Responsibility { get; init; }

    /// <summary>Further points.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Points { get; init; } = [];

    /// <summary>How often, where the mechanism names a rhythm.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Who takes part.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Participants { get; init; } = [];

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Usual means of communication.</summary>
public enum CommunicationChannelKind
{
    /// <summary>Meeting (會議).</summary>
    Meeting,

    /// <summary>E-mail (電子郵件).</summary>
    Email,

    /// <summary>Instant message (即時通訊).</summary>
    InstantMessage,

    /// <summary>Project management system (專案管理系統).</summary>
    PmSystem,

    /// <summary>Intranet (內部網路).</summary>
    Intranet,

    /// <summary>Phone (電話).</summary>
    Phone,

    /// <summary>Video call (視訊會議).</summary>
    Video,

    /// <summary>Online collaboration (線上協作).</summary>
    OnlineCollaboration,

    /// <summary>Report (報告).</summary>
    Report,

    /// <summary>Survey (問卷).</summary>
    Survey,

    /// <summary>Social media (社群媒體).</summary>
    SocialMedia,

    /// <summary>Hotline (熱線).</summary>
    Hotline,

    /// <summary>Other (其他).</summary>
    Other,
}
