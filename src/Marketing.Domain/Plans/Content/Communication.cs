using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A row of the communication plan (溝通計劃): audience, content, channels and frequency.</summary>
public sealed record CommunicationEntry : PlanPartContent
{
    /// <summary>Audience (溝通對象), as worded in the plan.</summary>
    /// <example>高层管理层</example>
    [MaxLength(ContentLimits.Name)]
    public string? Audience { get; init; }

    /// <summary>Parties in the audience.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Audiences { get; init; } = [];

    /// <summary>Topics, as a list (溝通內容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Topics, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContentsText { get; init; }

    /// <summary>Standard communication channels (溝通方式).</summary>
    [MaxLength(20)]
    public IReadOnlyList<CommunicationChannelKind> Channels { get; init; } = [];

    /// <summary>Communication channels, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ChannelsText { get; init; }

    /// <summary>The single communication channels of the row, each as worded in the plan.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<EntryChannel> ChannelItems { get; init; } = [];

    /// <summary>How often the communication takes place (溝通頻率).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Frequency as worded in the plan, if the text holds more than <c>frequencies</c>.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? FrequencyText { get; init; }

    /// <summary>Other remarks in the row.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Note { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A communication channel in a row of the communication plan.</summary>
public sealed record EntryChannel
{
    /// <summary>The channel, as worded in the plan.</summary>
    /// <example>即时通讯工具(如Slack或Teams)</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>Standard kind of communication channel.</summary>
    public CommunicationChannelKind? Kind { get; init; }
}

/// <summary>An audience of the communication plan (溝通對象).</summary>
public sealed record CommunicationAudience : PlanPartContent
{
    /// <summary>Name of the audience.</summary>
    /// <example>市场部</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the audience.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Party that the audience refers to.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>A topic of the communication plan (溝通內容).</summary>
public sealed record CommunicationContent : PlanPartContent
{
    /// <summary>Name of the topic.</summary>
    /// <example>项目进度</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the topic.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }
}

/// <summary>A communication channel (溝通方式).</summary>
public sealed record CommunicationChannel : PlanPartContent
{
    /// <summary>Name of the channel.</summary>
    /// <example>电子邮件</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the channel.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Standard kind of communication channel.</summary>
    public CommunicationChannelKind? Kind { get; init; }
}

/// <summary>A rule for communication, such as a review of its results.</summary>
public sealed record CommunicationRule : PlanPartContent
{
    /// <summary>The rule, as worded in the plan.</summary>
    /// <example>定期进行沟通效果评估,根据反馈调整沟通策略。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often the rule applies.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];
}

/// <summary>A collaboration mechanism (協作機制).</summary>
public sealed record CollaborationMechanism : PlanPartContent
{
    /// <summary>Heading of the group that the mechanism belongs to.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Name of the mechanism.</summary>
    /// <example>跨部门工作小组</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the mechanism.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How the participants work together (協作方式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Mode { get; init; }

    /// <summary>Division of responsibilities (責任分工).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Responsibility { get; init; }

    /// <summary>Further points.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Points { get; init; } = [];

    /// <summary>How often the mechanism is used, if stated.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Participants.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Participants { get; init; } = [];

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Standard communication channels.</summary>
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
