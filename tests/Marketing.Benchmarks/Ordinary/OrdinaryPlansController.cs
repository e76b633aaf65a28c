using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Benchmarks.Ordinary;

/// <summary>A plan to create.</summary>
public sealed record OrdinaryPlanInput
{
    [Required]
    [StringLength(300)]
    public string Title { get; init; } = "";

    [StringLength(50)]
    public string? PlanType { get; init; }

    [Required]
    [StringLength(35)]
    public string Language { get; init; } = "";

    [Required]
    [StringLength(3, MinimumLength = 3)]
    public string Currency { get; init; } = "";

    public DateOnly? PeriodStart { get; init; }

    public DateOnly? PeriodEnd { get; init; }
}

/// <summary>A plan in responses.</summary>
public sealed record OrdinaryPlanResponse(
    Guid Id,
    string Title,
    string PlanType,
    string Status,
    string Language,
    string Currency,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd,
    DateTime CreatedAt,
    DateTime UpdatedAt
)
{
    public static OrdinaryPlanResponse Of(OrdinaryPlan plan) =>
        new(
            plan.Id,
            plan.Title,
            plan.PlanType,
            plan.Status,
            plan.Language,
            plan.Currency,
            plan.PeriodStart,
            plan.PeriodEnd,
            plan.CreatedAt,
            plan.UpdatedAt
        );
}

/// <summary>A page of plans.</summary>
public sealed record OrdinaryPage(IReadOnlyList<OrdinaryPlanResponse> Items, int Page, bool HasMore);

/// <summary>Plans as a tutorial would serve them: tracked entities, pages by number, responses made from loaded rows.</summary>
[ApiController]
[Authorize]
[Route("plans")]
public sealed class OrdinaryPlansController(OrdinaryContext db) : ControllerBase
{
    private const int LargestPage = 200;

    [HttpGet]
    public async Task<ActionResult<OrdinaryPage>> List([Range(1, LargestPage)] int size = 50, [Range(1, int.MaxValue)] int page = 1)
    {
        var plans = await db
            .Plans.OrderByDescending(plan => plan.UpdatedAt)
            .ThenByDescending(plan => plan.Id)
            .Skip((page - 1) * size)
            .Take(size + 1)
            .ToListAsync(HttpContext.RequestAborted);
        return new OrdinaryPage([.. plans.Take(size).Select(OrdinaryPlanResponse.Of)], page, plans.Count > size);
    }

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<OrdinaryPlanResponse>> Get(Guid id) =>
        await db.Plans.FindAsync([id], HttpContext.RequestAborted) is { } plan ? OrdinaryPlanResponse.Of(plan) : NotFound();

    [HttpPost]
    public async Task<ActionResult<OrdinaryPlanResponse>> Create(OrdinaryPlanInput input)
    {
        var now = DateTime.UtcNow;
        var plan = new OrdinaryPlan
        {
            Id = Guid.CreateVersion7(),
            Title = input.Title,
            PlanType = input.PlanType ?? "other",
            Status = "draft",
            Language = input.Language,
            Currency = input.Currency,
            PeriodStart = input.PeriodStart,
            PeriodEnd = input.PeriodEnd,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Plans.Add(plan);
        await db.SaveChangesAsync(HttpContext.RequestAborted);
        return CreatedAtAction(nameof(Get), new { id = plan.Id }, OrdinaryPlanResponse.Of(plan));
    }
}
