namespace Marketing.Application.Common;

/// <summary>Seals secrets and personal keys under the installation's master key, so that the database alone reveals none.</summary>
public interface ISealer
{
    /// <summary>Encrypts and authenticates; the same text sealed twice differs.</summary>
    /// <param name="purpose">What it is for; sealed for one purpose, it opens for no other.</param>
    /// <param name="plain">At most 64 KiB.</param>
    byte[] Seal(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>What was sealed, or null where it was changed, sealed for another purpose, or sealed under a key that is no longer known.</summary>
    byte[]? Unseal(string purpose, ReadOnlySpan<byte> sealedBytes);
}
