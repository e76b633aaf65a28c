using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Budgets;

internal sealed class BudgetConfiguration : IEntityTypeConfiguration<Budget>
{
    public void Configure(EntityTypeBuilder<Budget> builder)
    {
        builder.ToTable("Budgets");
        builder.IsResource<Budget, BudgetId>();
        builder.Property(budget => budget.Terms).AsJson();
        builder.Property(budget => budget.Code).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(budget => budget.CodeKey).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(budget => budget.Title).HasMaxLength(Budget.TitleLength * 2);
        builder.Property(budget => budget.Currency).HasMaxLength(3);
        builder.Property(budget => budget.Revisions).AsJson(2_000);
        builder.Property(budget => budget.Freezes).AsJson();
        builder.Property(budget => budget.Forecasts).AsJson();
        builder.Property(budget => budget.TitleKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(budget => budget.SearchText).HasMaxLength(2_000).ComparedOrdinally();
        builder.Property(budget => budget.Scenario).HasMaxLength(Budget.ScenarioLength * 2).ComparedOrdinally();
        builder.Ignore(budget => budget.Family);
        builder
            .HasIndex(budget => new { budget.WorkspaceId, budget.ChosenForId })
            .IsUnique()
            .HasFilter("[ChosenForId] IS NOT NULL AND [DeletedAt] IS NULL");
        builder
            .HasIndex(budget => new
            {
                budget.WorkspaceId,
                budget.ScenarioOfId,
                budget.Scenario,
            })
            .IsUnique()
            .HasFilter("[ScenarioOfId] IS NOT NULL AND [Scenario] IS NOT NULL AND [DeletedAt] IS NULL");
        builder.HasIndex(budget => new { budget.WorkspaceId, budget.CodeKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasIndex(budget => budget.PlanId).IsUnique().HasFilter("[PlanId] IS NOT NULL AND [IsAdopted] = 1 AND [DeletedAt] IS NULL");
        builder.HasUpdatedIndex<Budget, BudgetId>().Knows(nameof(Budget.Status));
        builder
            .HasIndex(budget => new
            {
                budget.WorkspaceId,
                budget.CreatedAt,
                budget.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(budget => new
            {
                budget.WorkspaceId,
                budget.TitleKey,
                budget.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(budget => new
            {
                budget.WorkspaceId,
                budget.PeriodStart,
                budget.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class BudgetRevisionConfiguration : IEntityTypeConfiguration<BudgetRevision>
{
    public void Configure(EntityTypeBuilder<BudgetRevision> builder)
    {
        builder.ToTable("BudgetRevisions");
        builder.HasKey(revision => new { revision.BudgetId, revision.Number });
        builder.BelongsToBudget(nameof(BudgetRevision.BudgetId));
        builder.Property(revision => revision.Hash).HasMaxLength(PlanSnapshot.HashLength);
        builder.Property(revision => revision.SubmittedBy).HasMaxLength(100);
        builder.Property(revision => revision.Status).IsConcurrencyToken();
        builder.Property(revision => revision.ContentVersion).IsConcurrencyToken();
        builder
            .HasIndex(revision => revision.BudgetId)
            .IsUnique()
            .HasFilter($"[Status] IN ({string.Join(", ", Revision.OpenStates.Select(status => $"'{status}'"))})");
    }
}

internal sealed class BudgetSnapshotConfiguration : IEntityTypeConfiguration<BudgetSnapshot>
{
    public void Configure(EntityTypeBuilder<BudgetSnapshot> builder)
    {
        builder.ToTable("BudgetSnapshots");
        builder.HasKey(snapshot => new
        {
            snapshot.WorkspaceId,
            snapshot.BudgetId,
            snapshot.ContentVersion,
        });
        builder.Property(snapshot => snapshot.ContentVersion).ValueGeneratedNever();
        builder.Property(snapshot => snapshot.Hash).HasMaxLength(PlanSnapshot.HashLength);
    }
}

internal sealed class BudgetLineConfiguration : IEntityTypeConfiguration<BudgetLine>
{
    public void Configure(EntityTypeBuilder<BudgetLine> builder)
    {
        builder.ToTable("BudgetLines");
        builder.IsResource<BudgetLine, BudgetLineId>();
        builder.BelongsToBudget(nameof(BudgetLine.BudgetId));
        builder.Property(line => line.Terms).AsJson();
        builder.RefersToEntry(line => line.CategoryId);
        builder
            .HasIndex(line => new
            {
                line.WorkspaceId,
                line.CategoryId,
                line.Id,
            })
            .KnowsDeletion();
        builder.Property(line => line.CodeKey).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(line => line.ParentKey).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder
            .HasIndex(line => new
            {
                line.WorkspaceId,
                line.BudgetId,
                line.CodeKey,
            })
            .IsUnique()
            .HasFilter("[DeletedAt] IS NULL");
        builder
            .HasIndex(line => new
            {
                line.WorkspaceId,
                line.BudgetId,
                line.Position,
                line.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class BudgetBalanceConfiguration : IEntityTypeConfiguration<BudgetBalance>
{
    public void Configure(EntityTypeBuilder<BudgetBalance> builder)
    {
        builder.ToTable("BudgetBalances");

        // Bookings update rows in the order of this key, and an approval updates all rows of a budget along it.
        builder.HasKey(balance => new { balance.BudgetId, balance.OwnerId });
        builder.BelongsToBudget(nameof(BudgetBalance.BudgetId));
        builder.Property(balance => balance.CodeKey).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(balance => balance.Terms).AsJson();
        builder.Property(balance => balance.Above).AsJson(1_000);
        builder.Property(balance => balance.Guards).AsJson();
        builder.Property(balance => balance.Month).HasMaxLength(Month.Length).ComparedOrdinally();
        builder.Property(balance => balance.Horizon).HasDefaultValue(ControlHorizon.Total).ValueGeneratedNever();
        builder.Ignore(balance => balance.Transferred);
        builder.Ignore(balance => balance.Holds);
        builder.HasIndex(balance => new
        {
            balance.WorkspaceId,
            balance.BudgetId,
            balance.CodeKey,
        });
    }
}

internal sealed class CommitmentConfiguration : IEntityTypeConfiguration<Commitment>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("Commitments");
        builder.IsResource<Commitment, CommitmentId>();
        builder.BelongsToBudget(nameof(Commitment.BudgetId));
        builder.Property(commitment => commitment.Currency).HasMaxLength(3);
        builder.Property(commitment => commitment.Shares).AsJson();
        builder.Property(commitment => commitment.SourceSystem).HasMaxLength(LedgerSource.SystemLength * 2).ComparedOrdinally();
        builder.Property(commitment => commitment.SourceId).HasMaxLength(LedgerSource.IdLength * 2).ComparedOrdinally();
        builder
            .HasIndex(commitment => new
            {
                commitment.WorkspaceId,
                commitment.BudgetId,
                commitment.Date,
                commitment.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class BudgetTransferConfiguration : IEntityTypeConfiguration<BudgetTransfer>
{
    public void Configure(EntityTypeBuilder<BudgetTransfer> builder)
    {
        builder.ToTable("BudgetTransfers");
        builder.IsResource<BudgetTransfer, BudgetTransferId>();
        builder.BelongsToBudget(nameof(BudgetTransfer.BudgetId));
        builder.Property(transfer => transfer.FromLineCode).HasMaxLength(Budget.CodeLength * 2);
        builder.Property(transfer => transfer.ToLineCode).HasMaxLength(Budget.CodeLength * 2);
        builder.Property(transfer => transfer.Currency).HasMaxLength(3);
        builder.Property(transfer => transfer.Reason).HasMaxLength(Budget.ReasonLength * 2);
        builder.Property(transfer => transfer.Evidence).HasMaxLength(Budget.ReasonLength * 2);
        builder.Property(transfer => transfer.RequestedBy).HasMaxLength(100).ComparedOrdinally();
        builder.Ignore(transfer => transfer.Hash);
        builder
            .HasIndex(transfer => new
            {
                transfer.WorkspaceId,
                transfer.BudgetId,
                transfer.CreatedAt,
                transfer.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class BudgetAuditConfiguration : IEntityTypeConfiguration<BudgetAudit>
{
    public void Configure(EntityTypeBuilder<BudgetAudit> builder)
    {
        builder.ToTable("BudgetAudits");
        builder.IsResource<BudgetAudit, BudgetAuditId>();
        builder.BelongsToBudget(nameof(BudgetAudit.BudgetId));
        builder.Property(audit => audit.Title).HasMaxLength(BudgetAudit.TitleLength * 2);
        builder.Property(audit => audit.Conclusion).HasMaxLength(BudgetAudit.TextLength * 2);
        builder.Property(audit => audit.Findings).AsJson();
        builder
            .HasIndex(audit => new
            {
                audit.WorkspaceId,
                audit.BudgetId,
                audit.Date,
                audit.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class LedgerPostingConfiguration : IEntityTypeConfiguration<LedgerPosting>
{
    public void Configure(EntityTypeBuilder<LedgerPosting> builder)
    {
        builder.ToTable("LedgerPostings");
        builder.HasKey(posting => new
        {
            posting.WorkspaceId,
            posting.Sequence,
            posting.EntryId,
            posting.Number,
        });
        builder.Property(posting => posting.Sequence).ValueGeneratedNever();
        builder.Property(posting => posting.Currency).HasMaxLength(3);
        builder.Property(posting => posting.OriginalCurrency).HasMaxLength(3);
        builder.Property(posting => posting.Rate).HasPrecision(20, 10);
        builder.Property(posting => posting.Period).HasMaxLength(10).ComparedOrdinally();
        builder.Property(posting => posting.BudgetCode).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(posting => posting.LineCode).HasMaxLength(Budget.CodeLength * 2).ComparedOrdinally();
        builder.Property(posting => posting.Category).HasMaxLength(600).ComparedOrdinally();
        builder.Property(posting => posting.PhaseRef).HasMaxLength(200).ComparedOrdinally();
        builder.Property(posting => posting.ChannelCode).HasMaxLength(200).ComparedOrdinally();
        builder.Property(posting => posting.CampaignRef).HasMaxLength(200).ComparedOrdinally();
        builder.Property(posting => posting.CostCentre).HasMaxLength(200).ComparedOrdinally();
        builder.Property(posting => posting.Dimensions);
        builder.Property(posting => posting.SourceSystem).HasMaxLength(LedgerSource.SystemLength * 2).ComparedOrdinally();
        builder.Property(posting => posting.SourceId).HasMaxLength(LedgerSource.IdLength * 2).ComparedOrdinally();
        builder.Property(posting => posting.SourceLine).HasMaxLength(LedgerSource.LineLength * 2).ComparedOrdinally();
        builder.Property(posting => posting.Reason).HasMaxLength(Budget.ReasonLength * 2);
        builder.Property(posting => posting.OverrideReason).HasMaxLength(Budget.ReasonLength * 2);
        builder.Property(posting => posting.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(posting => posting.ActorName).HasMaxLength(400);
        builder.HasIndex(posting => new { posting.WorkspaceId, posting.EntryId });
        builder
            .HasIndex(posting => new
            {
                posting.WorkspaceId,
                posting.CampaignRef,
                posting.Period,
            })
            .HasFilter("[CampaignRef] IS NOT NULL");
        builder.HasIndex(posting => new
        {
            posting.WorkspaceId,
            posting.BudgetId,
            posting.Sequence,
            posting.EntryId,
            posting.Number,
        });
    }
}

internal sealed class LedgerSourceConfiguration : IEntityTypeConfiguration<LedgerSource>
{
    public void Configure(EntityTypeBuilder<LedgerSource> builder)
    {
        builder.ToTable("LedgerSources");
        builder.HasKey(source => new { source.WorkspaceId, source.Key });
        builder.Property(source => source.Key).HasMaxLength(PlanSnapshot.HashLength);
        builder.Property(source => source.System).HasMaxLength(LedgerSource.SystemLength * 2).ComparedOrdinally();
        builder.Property(source => source.SourceId).HasMaxLength(LedgerSource.IdLength * 2).ComparedOrdinally();
        builder.Property(source => source.Line).HasMaxLength(LedgerSource.LineLength * 2).ComparedOrdinally();
        builder.Property(source => source.EntryIds).AsJson(1_000);
        builder.Property(source => source.Hash).HasMaxLength(PlanSnapshot.HashLength);
    }
}

internal sealed class LedgerCorrectionConfiguration : IEntityTypeConfiguration<LedgerCorrection>
{
    public void Configure(EntityTypeBuilder<LedgerCorrection> builder)
    {
        builder.ToTable("LedgerCorrections");
        builder.HasKey(row => new { row.WorkspaceId, row.EntryId });
    }
}

internal sealed class FiscalMonthConfiguration : IEntityTypeConfiguration<FiscalMonth>
{
    public void Configure(EntityTypeBuilder<FiscalMonth> builder)
    {
        builder.ToTable("FiscalMonths");
        builder.IsResource<FiscalMonth, FiscalMonthId>();
        builder.Property(month => month.Period).HasMaxLength(Month.Length).ComparedOrdinally();
        builder.Property(month => month.Reason).HasMaxLength(Budget.ReasonLength * 2);
        builder.HasIndex(month => new { month.WorkspaceId, month.Period }).IsUnique().HasFilter("[DeletedAt] IS NULL");
    }
}

internal static class BudgetRows
{
    /// <summary>Maps a row of a budget, by its column <c>BudgetId</c>.</summary>
    public static void BelongsToBudget<TRow>(this EntityTypeBuilder<TRow> builder, string column)
        where TRow : class =>
        builder
            .HasOne<Budget>()
            .WithMany()
            .HasForeignKey(nameof(Budget.WorkspaceId), column)
            .HasPrincipalKey(nameof(Budget.WorkspaceId), nameof(Budget.Id))
            .OnDelete(DeleteBehavior.Cascade);
}
