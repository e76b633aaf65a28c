namespace Marketing.Domain.Values;

/// <summary>Units of time in deadlines, frequencies and service levels.</summary>
public enum TimeUnit
{
    /// <summary>分钟/分钟, minute.</summary>
    Minute,

    /// <summary>小时/小时, hour.</summary>
    Hour,

    /// <summary>天, 日, calendar day.</summary>
    Day,

    /// <summary>工作日, working day in the workspace's calendar.</summary>
    WorkingDay,

    /// <summary>周, 周, 星期, week of seven days.</summary>
    Week,

    /// <summary>月, 个月, month.</summary>
    Month,

    /// <summary>季度, quarter.</summary>
    Quarter,

    /// <summary>半年, half-year.</summary>
    HalfYear,

    /// <summary>年, year.</summary>
    Year,
}

/// <summary>A part of a period (月初, 季度中, 年末).</summary>
public enum PeriodPosition
{
    /// <summary>初, 上旬: the beginning.</summary>
    Start,

    /// <summary>中, 中旬: the middle.</summary>
    Middle,

    /// <summary>末, 底, 下旬: the end.</summary>
    End,
}

/// <summary>How numbered periods are counted.</summary>
public enum PeriodBasis
{
    /// <summary>From the start of the plan, or from the anchor if there is one (第6周 is days 36 to 42 of the plan).</summary>
    Plan,

    /// <summary>By the calendar (Q2, 3月).</summary>
    Calendar,
}

/// <summary>Days of the week.</summary>
public enum Weekday
{
    /// <summary>周一, Monday.</summary>
    Monday,

    /// <summary>周二, Tuesday.</summary>
    Tuesday,

    /// <summary>周三, Wednesday.</summary>
    Wednesday,

    /// <summary>周四, Thursday.</summary>
    Thursday,

    /// <summary>周五, Friday.</summary>
    Friday,

    /// <summary>周六, Saturday.</summary>
    Saturday,

    /// <summary>周日, Sunday.</summary>
    Sunday,
}
