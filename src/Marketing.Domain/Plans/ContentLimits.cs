namespace Marketing.Domain.Plans;

/// <summary>Limits that the content records share.</summary>
public static class ContentLimits
{
    /// <summary>Longest name or heading, in characters.</summary>
    public const int Name = 300;

    /// <summary>Longest text of a member.</summary>
    public const int Text = 4_000;

    /// <summary>Longest text in a list of texts.</summary>
    public const int Item = 2_000;

    /// <summary>Most values in a list inside a part.</summary>
    public const int Items = 100;
}
