using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Access;

internal sealed class WorkspaceConfiguration : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.ToTable("Workspaces");
        builder.IsResource<Workspace, WorkspaceId>();
        builder.Property(workspace => workspace.Code).HasMaxLength(Workspace.CodeLength).ComparedOrdinally();
        builder.Property(workspace => workspace.Name).HasMaxLength(Workspace.NameLength * 2);
        builder.Property(workspace => workspace.Settings).AsJson();
        builder.HasIndex(workspace => workspace.Code).IsUnique();
    }
}

internal sealed class WorkspaceGuardConfiguration : IEntityTypeConfiguration<WorkspaceGuard>
{
    public void Configure(EntityTypeBuilder<WorkspaceGuard> builder)
    {
        builder.ToTable("WorkspaceGuards");
        builder.HasKey(guard => new { guard.WorkspaceId, guard.Name });
        builder.Property(guard => guard.Name).HasMaxLength(WorkspaceGuard.NameLength).ComparedOrdinally();
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.IsResource<Member, MemberId>();
        builder.Property(member => member.Issuer).HasMaxLength(Member.IssuerLength * 2).ComparedOrdinally();
        builder.Property(member => member.Subject).HasMaxLength(Member.SubjectLength * 2).ComparedOrdinally();
        builder.Property(member => member.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(member => member.DisplayName).HasMaxLength(Member.DisplayNameLength * 2);
        builder.Property(member => member.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(member => member.Roles).AsJson(1000);
        builder.RefersToEntry(member => member.PartyId);
        builder.HasIndex(member => new { member.WorkspaceId, member.ActorId }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasIndex(member => member.ActorId);
        builder
            .HasIndex(member => new
            {
                member.WorkspaceId,
                member.PartyId,
                member.Id,
            })
            .KnowsDeletion();
        builder.HasUpdatedIndex<Member, MemberId>();
        builder
            .HasIndex(member => new
            {
                member.WorkspaceId,
                member.NameKey,
                member.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.IsResource<ApiKey, ApiKeyId>();
        builder.Property(key => key.Name).HasMaxLength(ApiKey.NameLength * 2);
        builder.Property(key => key.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(key => key.Prefix).HasMaxLength(ApiKey.PrefixLength).ComparedOrdinally();
        builder.Property(key => key.SecretHash).HasMaxLength(32);
        builder.Property(key => key.Scopes).AsJson(2000);
        builder.Property(key => key.System).HasMaxLength(ApiKey.SystemLength);
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.HasUpdatedIndex<ApiKey, ApiKeyId>();
    }
}
