using Marketing.Domain.Plans;

namespace Marketing.Application.Plans;

/// <summary>The filters that the list of plans and the tables over their content share.</summary>
internal sealed record PlanFilter
{
    public PlanStatus? Status { get; init; }

    public PlanType? PlanType { get; init; }

    public string? Code { get; init; }

    public string? Language { get; init; }

    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    public IQueryable<Plan> Of(IQueryable<Plan> plans)
    {
        if (Status is { } status)
        {
            plans = plans.Where(plan => plan.Status == status);
        }

        if (PlanType is { } type)
        {
            plans = plans.Where(plan => plan.PlanType == type);
        }

        if (Plan.KeyOf(Code) is { } code)
        {
            plans = plans.Where(plan => plan.CodeKey == code);
        }

        if (Language is { } language)
        {
            plans = plans.Where(plan => plan.Language == language);
        }

        if (PeriodFrom is { } from)
        {
            plans = plans.Where(plan => plan.PeriodStart >= from);
        }

        if (PeriodTo is { } to)
        {
            plans = plans.Where(plan => plan.PeriodEnd <= to);
        }

        return plans;
    }
}
