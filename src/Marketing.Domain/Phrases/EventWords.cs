namespace Marketing.Domain.Phrases;

/// <summary>Words that the name of an event does not hold, and harmless words that look like them.</summary>
internal static class EventWords
{
    public static readonly string[] LeadingWords = ["在", "于", "自", "从", "待", "一旦", "THE ", "A ", "AN "];
    public static readonly string[] NotLeadingWords =
    [
        "在线",
        "在售",
        "在校",
        "自媒",
        "自动",
        "自有",
        "自营",
        "自主",
        "自建",
        "自助",
        "自研",
        "从业",
    ];
    public static readonly string[] TrailingWords = ["的", "之日", "当天", "当日"];
    public static readonly string[] TrailingWordsOfKnownNames = ["日期", "日", "时"];

    // A phrase with one of these words is more than the name of one event.
    public static readonly string[] NotInChineseNames =
    [
        "无需",
        "无须",
        "并非",
        "在",
        "于",
        "每",
        "各",
        "并",
        "且",
        "或",
        "和",
        "与",
        "及",
        "如",
        "若",
        "视",
        "约",
        "几",
        "将近",
        "左右",
        "不",
        "均",
        "尽快",
        "尽早",
        "预计",
        "力争",
        "争取",
        "必要",
        "需要",
        "根据",
        "按",
        "直到",
        "至",
        "到",
        "内",
        "至少",
        "最多",
        "最迟",
        "最晚",
        "随时",
        "定期",
        "立即",
        "即时",
        "持续",
        "期间",
        "提前",
        "之前",
        "之后",
        "以前",
        "以后",
        "本周",
        "本月",
        "本年",
        "下周",
        "下月",
        "明年",
        "今年",
        "去年",
        "上周",
        "上月",
        "次日",
        "次月",
        "月底",
        "月末",
        "年底",
        "年末",
        "年初",
        "月初",
        "季度末",
        "季度结束",
        "年度结束",
        "月度结束",
    ];

    /// <summary>Days named by their numbers.</summary>
    public static readonly string[] NamedDays = ["三八", "五一", "五四", "六一", "七一", "八一", "一一"];

    /// <summary>Words that call an event off: 取消活动 is not the name of the event.</summary>
    public static readonly string[] NotAtStartOfNames = ["取消", "暂停", "停止", "终止", "禁止", "避免", "推迟", "放弃", "除了", "除非"];

    // Harmless words that contain one of the words above.
    public static readonly string[] FalseMatches =
    [
        "在线",
        "在售",
        "在校",
        "在途",
        "在职",
        "在建",
        "潜在",
        "关于",
        "基于",
        "签约",
        "预约",
        "合约",
        "违约",
        "续约",
        "履约",
        "邀约",
        "约谈",
        "收到",
        "接到",
        "得到",
        "拿到",
        "签到",
        "报到",
        "到货",
        "到账",
        "到店",
        "到位",
        "到期",
        "视频",
        "视觉",
        "电视",
        "影视",
        "可视",
        "内测",
        "内部",
        "内容",
        "国内",
        "站内",
        "业内",
        "店内",
        "如期",
        "和谐",
        "和解",
    ];

    public static readonly string[] TimesOfDay = ["上午", "下午", "中午", "早上", "晚上", "凌晨", "傍晚", "上班", "下班"];

    public static readonly string[] NotANameAlone =
    [
        "开始",
        "启动",
        "结束",
        "完成",
        "实施",
        "进行",
        "执行",
        "开展",
        "此",
        "其",
        "该",
        "今天",
        "目前",
        "日常",
    ];
    public static readonly string[] TimeWords = ["年", "月", "日", "天", "周", "星期", "季度", "小", "星", "分钟", "号", "个", "工作"];
}
