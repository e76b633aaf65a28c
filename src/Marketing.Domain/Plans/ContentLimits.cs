namespace Marketing.Domain.Plans;

/// <summary>Shared limits of the content records.</summary>
public static class ContentLimits
{
    /// <summary>Maximum length of a name or heading, in characters.</summary>
    public const int Name = 300;

    /// <summary>Maximum length of a text.</summary>
    public const int Text = 4_000;

    /// <summary>Maximum length of a text in a list.</summary>
    public const int Item = 2_000;

    /// <summary>Maximum number of values in a list inside a part.</summary>
    public const int Items = 100;
}
