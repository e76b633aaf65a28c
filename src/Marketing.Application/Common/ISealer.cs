namespace Marketing.Application.Common;

/// <summary>Seals secrets with a key derived from the installation's master key.</summary>
public interface ISealer
{
    /// <summary>Seals under a key of its own for each purpose.</summary>
    byte[] Seal(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>The plain bytes, or null where they were not sealed by this installation for this purpose.</summary>
    byte[]? Unseal(string purpose, ReadOnlySpan<byte> sealedBytes);
}
