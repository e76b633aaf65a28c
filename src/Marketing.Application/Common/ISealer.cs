namespace Marketing.Application.Common;

/// <summary>Encrypts secrets and personal keys with the installation's master key, so that the database alone reveals none.</summary>
public interface ISealer
{
    /// <summary>Encrypts and authenticates a text. Sealing the same text twice returns different bytes.</summary>
    /// <param name="purpose">What the text is for. It can only be unsealed for the same purpose.</param>
    /// <param name="plain">At most 64 KiB.</param>
    byte[] Seal(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>Returns the plain text; null if it was modified, sealed for another purpose, or sealed with an unknown key.</summary>
    byte[]? Unseal(string purpose, ReadOnlySpan<byte> sealedBytes);
}
