namespace Marketing.Domain.Common;

/// <summary>A value with rules across its own members.</summary>
public interface IRuled
{
    /// <summary>All rules it breaks in itself; pointers are relative to it.</summary>
    IEnumerable<RuleFault> Check();
}
