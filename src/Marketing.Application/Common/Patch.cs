using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>A partial change that is applied to the current editable representation, inside the unit of work.</summary>
/// <param name="Apply">The changed representation, or what is wrong with it.</param>
public sealed record Patch<T>(Func<T, Result<T>> Apply);
