namespace Marketing.Domain.Common;

/// <summary>A value with rules across its members.</summary>
public interface IRuled
{
    /// <summary>Returns all broken rules. Pointers are relative to the value.</summary>
    IEnumerable<RuleFault> Check();
}
