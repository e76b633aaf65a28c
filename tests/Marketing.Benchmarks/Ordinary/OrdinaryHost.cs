using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Benchmarks.Ordinary;

/// <summary>
/// An ordinary service: controllers, validation by attributes, Entity Framework Core with its conventions, and tokens. It has no audit
/// trail, feed, ETags, idempotency keys, workspaces or content of plans, and nothing in it is tuned.
/// </summary>
internal static class OrdinaryHost
{
    public const string Verb = "serve-ordinary";

    private const string Party = "benchmark";

    private static readonly SymmetricSecurityKey Key = new(Encoding.UTF8.GetBytes("a signing key that only the benchmark uses"));

    public static WebApplication Build(string file, string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address);
        builder.Services.AddDbContext<OrdinaryContext>(options => options.UseSqlite($"Data Source={file}"));
        builder.Services.AddControllers().AddApplicationPart(typeof(OrdinaryHost).Assembly);
        builder.Services.AddProblemDetails();
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = Party,
                    ValidAudience = Party,
                    IssuerSigningKey = Key,
                }
            );
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/ready", () => Results.Ok());
        app.MapControllers();
        return app;
    }

    /// <summary>Returns a token that the service accepts.</summary>
    public static string Token() =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Party,
                Audience = Party,
                Claims = new Dictionary<string, object> { ["sub"] = Party },
                Expires = DateTime.UtcNow.AddDays(1),
                SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
            }
        );

    /// <summary>Creates its database, with as many plans as the seeded one has.</summary>
    /// <param name="file">The file to create.</param>
    /// <param name="plans">The number of plans.</param>
    public static async Task SeedAsync(string file, int plans)
    {
        const int batch = 1_000;
        var options = new DbContextOptionsBuilder<OrdinaryContext>().UseSqlite($"Data Source={file};Pooling=False").Options;
        await using (var db = new OrdinaryContext(options))
        {
            await db.Database.EnsureCreatedAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        }

        foreach (var numbers in Enumerable.Range(0, plans).Chunk(batch))
        {
            await using var db = new OrdinaryContext(options);
            db.Plans.AddRange(numbers.Select(Sample));
            await db.SaveChangesAsync();
        }
    }

    private static OrdinaryPlan Sample(int number)
    {
        var header = Seeding.PlanSamples.Header(number);
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        return new OrdinaryPlan
        {
            Id = Guid.CreateVersion7(),
            Title = header.Title,
            PlanType = header.PlanType.ToString(),
            Status = "draft",
            Language = header.Language,
            Currency = header.Currency,
            PeriodStart = header.PeriodStart?.Date,
            PeriodEnd = header.PeriodEnd?.Date,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }
}
