using System.Runtime.InteropServices;
using Marketing.Api.Hosting;

namespace Marketing.Api.Tests.Hosting;

public class NativePoolsTests
{
    private const int Blocks = 50_000;
    private const int BlockSize = 4096;

    [Fact]
    public void What_is_free_between_blocks_in_use_goes_back_to_the_system()
    {
        if (!NativePools.GiveBack())
        {
            Assert.Skip("The C library of this system keeps nothing that could be given back.");
        }

        var blocks = Enumerable.Range(0, Blocks).Select(_ => Block()).ToArray();
        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        var before = Environment.WorkingSet;
        NativePools.GiveBack();
        var after = Environment.WorkingSet;
        Marshal.FreeHGlobal(blocks[^1]);

        Assert.InRange(before - after, Blocks * BlockSize / 2, long.MaxValue);
    }

    private static nint Block()
    {
        var block = Marshal.AllocHGlobal(BlockSize);
        for (var i = 0; i < BlockSize; i++)
        {
            Marshal.WriteByte(block, i, 1);
        }

        return block;
    }
}
