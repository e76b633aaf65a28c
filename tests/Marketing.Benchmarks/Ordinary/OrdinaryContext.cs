using Microsoft.EntityFrameworkCore;

namespace Marketing.Benchmarks.Ordinary;

/// <summary>A plan in the table of the ordinary service.</summary>
public sealed class OrdinaryPlan
{
    public Guid Id { get; set; }

    public string Title { get; set; } = "";

    public string PlanType { get; set; } = "";

    public string Status { get; set; } = "";

    public string Language { get; set; } = "";

    public string Currency { get; set; } = "";

    public DateOnly? PeriodStart { get; set; }

    public DateOnly? PeriodEnd { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>The tables of the ordinary service, mapped by convention.</summary>
public sealed class OrdinaryContext(DbContextOptions<OrdinaryContext> options) : DbContext(options)
{
    public DbSet<OrdinaryPlan> Plans => Set<OrdinaryPlan>();
}
