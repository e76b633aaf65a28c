using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Common;
using Marketing.Domain.History;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>Encrypts personal data with one key per subject, so that erasing the key erases every copy of the data.</summary>
public sealed class PersonalData(IMarketingDb db, ISealer sealer, RequestContext context)
{
    /// <summary>The purpose for which the keys of subjects are sealed.</summary>
    public const string Purpose = "personal";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>
    /// Encrypts the text. Saving writes the row of the key too, so it fails if the key is erased in the meantime; the use case then runs
    /// again and uses a new key.
    /// </summary>
    public async Task<string> SealAsync(Guid subjectId, string plain, CancellationToken ct)
    {
        var row = await RowAsync(subjectId, ct);
        if (row is not null && db.PersonalKeys.Entry(row) is { State: EntityState.Unchanged } unchanged)
        {
            unchanged.State = EntityState.Modified;
        }

        var key = (row is null ? null : sealer.Unseal(Purpose, row.SealedKey)) ?? NewKey(subjectId);
        var (text, nonce, tag) = (Encoding.UTF8.GetBytes(plain), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes]);
        var hidden = new byte[text.Length];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, text, hidden, tag, subjectId.ToByteArray());
        return Convert.ToBase64String([.. nonce, .. tag, .. hidden]);
    }

    /// <summary>Returns the plain text; null if the subject's key is erased.</summary>
    public async Task<string?> UnsealAsync(Guid subjectId, string sealedText, CancellationToken ct) =>
        Open(subjectId, sealedText, await KeyAsync(subjectId, ct));

    /// <summary>Decrypts several texts with one look-up of their keys.</summary>
    public async Task<IReadOnlyList<string?>> UnsealAllAsync(IReadOnlyList<(Guid SubjectId, string SealedText)> texts, CancellationToken ct)
    {
        var subjects = texts.Select(text => text.SubjectId).Distinct().ToList();
        var keys = await db
            .PersonalKeys.AsNoTracking()
            .Where(key => subjects.Contains(key.SubjectId))
            .ToDictionaryAsync(key => key.SubjectId, key => key.SealedKey, ct);
        return
        [
            .. texts.Select(text =>
                Open(text.SubjectId, text.SealedText, keys.TryGetValue(text.SubjectId, out var key) ? sealer.Unseal(Purpose, key) : null)
            ),
        ];
    }

    /// <summary>Erases the subject's key, so that all of its encrypted data become permanently unreadable.</summary>
    public async Task EraseAsync(Guid subjectId, CancellationToken ct) =>
        db.PersonalKeys.RemoveRange(await db.PersonalKeys.Where(key => key.SubjectId == subjectId).ToListAsync(ct));

    private static string? Open(Guid subjectId, string sealedText, byte[]? key)
    {
        if (key is null)
        {
            return null;
        }

        var bytes = Convert.FromBase64String(sealedText).AsSpan();
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(
                bytes[..NonceBytes],
                bytes[(NonceBytes + TagBytes)..],
                bytes.Slice(NonceBytes, TagBytes),
                plain,
                subjectId.ToByteArray()
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            // Encrypted with a key that has been erased; a new key cannot decrypt it.
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private async Task<byte[]?> KeyAsync(Guid subjectId, CancellationToken ct) =>
        await RowAsync(subjectId, ct) is { } row ? sealer.Unseal(Purpose, row.SealedKey) : null;

    private async Task<PersonalKey?> RowAsync(Guid subjectId, CancellationToken ct) =>
        db.PersonalKeys.Local.FirstOrDefault(key => key.SubjectId == subjectId)
        ?? await db.PersonalKeys.SingleOrDefaultAsync(key => key.SubjectId == subjectId, ct);

    private byte[] NewKey(Guid subjectId)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        db.PersonalKeys.Add(
            new PersonalKey
            {
                WorkspaceId = context.WorkspaceId,
                SubjectId = subjectId,
                SealedKey = sealer.Seal(Purpose, key),
            }
        );
        return key;
    }
}
