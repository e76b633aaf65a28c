using System.Data;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Hosting;

namespace Marketing.Infrastructure.Secrets;

/// <summary>
/// Refuses a database whose values were sealed with a master key that is not configured. Every key leaves a proof in the database when a
/// process first starts with it, so a forgotten key is noticed before any value turns out to be unreadable.
/// </summary>
internal sealed class MasterKeyCheck(MasterKey masterKey, ISealer sealer, IHostEnvironment environment) : IDatabaseCheck
{
    private const string Guard = "master-key";
    private const int FingerprintBytes = 16;
    private static readonly byte[] Content = "marketing-api"u8.ToArray();

    public async Task RunAsync(MarketingDbContext db, CancellationToken ct)
    {
        var proofs = await ReadProofsAsync(db, ct);
        var fingerprint = Convert.ToHexStringLower(masterKey.Stream(KeyPurposes.ProofFingerprint, FingerprintBytes));
        if (proofs.All(proof => proof.Fingerprint != fingerprint))
        {
            await db
                .Database.CreateExecutionStrategy()
                .ExecuteAsync(
                    token =>
                        db.InTransactionAsync(
                            IsolationLevel.ReadCommitted,
                            transaction => LeaveProofAsync(db, transaction, fingerprint, token),
                            token
                        ),
                    ct
                );
        }
    }

    /// <exception cref="StartRefusedException">A value in the database cannot be opened.</exception>
    private async Task<List<MasterKeyProof>> ReadProofsAsync(MarketingDbContext db, CancellationToken ct)
    {
        var proofs = await db.MasterKeyProofs.AsNoTracking().ToListAsync(ct);
        if (proofs.Any(proof => sealer.Unseal(KeyPurposes.Proof, proof.Sealed) is null) || (proofs.Count == 0 && !await OpensAsync(db, ct)))
        {
            throw new StartRefusedException(
                $"The database contains values that were sealed with another master key. Set {MasterKey.Setting} to that key, or add it to {MasterKey.PreviousSetting}."
                    + (environment.IsDevelopment() ? " Its file is data/development.key; without it, delete the database too." : "")
            );
        }

        return proofs;
    }

    /// <summary>Returns whether the configured keys open what builds without proofs have sealed.</summary>
    private async Task<bool> OpensAsync(MarketingDbContext db, CancellationToken ct)
    {
        await foreach (
            var key in db
                .PersonalKeys.IgnoreQueryFilters()
                .AsNoTracking()
                .Select(row => row.SealedKey)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            if (sealer.Unseal(PersonalData.Purpose, key) is null)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> LeaveProofAsync(
        MarketingDbContext db,
        IDbContextTransaction transaction,
        string fingerprint,
        CancellationToken ct
    )
    {
        // Of two processes that start at once with different keys, the later one waits here, and then finds the proof of the other. Both
        // insert the same row, which is never committed.
        await db.InsertNowAsync(
            new Lease
            {
                Name = Guard,
                Owner = Guard,
                ExpiresAt = DateTime.UnixEpoch,
            },
            ct
        );
        if ((await ReadProofsAsync(db, ct)).All(proof => proof.Fingerprint != fingerprint))
        {
            var proof = new MasterKeyProof { Fingerprint = fingerprint, Sealed = sealer.Seal(KeyPurposes.Proof, Content) };
            await db.InsertNowAsync(proof, ct);
        }

        await db.Leases.Where(lease => lease.Name == Guard).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}

internal sealed class MasterKeyProofConfiguration : IEntityTypeConfiguration<MasterKeyProof>
{
    private const int FingerprintLength = 32;
    private const int SealedLength = 200;

    public void Configure(EntityTypeBuilder<MasterKeyProof> builder)
    {
        builder.ToTable("MasterKeyProofs");
        builder.HasKey(proof => proof.Fingerprint);
        builder.Property(proof => proof.Fingerprint).HasMaxLength(FingerprintLength).ComparedOrdinally();
        builder.Property(proof => proof.Sealed).HasMaxLength(SealedLength);
    }
}
