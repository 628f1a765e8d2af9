using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>One mask of eight blocks that follow each other, and of their neighbours.</summary>
internal readonly ref struct WideMask
{
    private readonly ref ulong _block;

    /// <summary>Points at the first of eight blocks; one before and one after them must be readable.</summary>
    public WideMask(ref ulong block) => _block = ref block;

    /// <summary>Gets the masks of the blocks.</summary>
    public Vector512<ulong> Block => Vector512.LoadUnsafe(ref _block);

    /// <summary>Gets the mask of the block before each.</summary>
    public Vector512<ulong> Before => Vector512.LoadUnsafe(ref Unsafe.Subtract(ref _block, 1));

    /// <summary>Gets the mask of the block after each.</summary>
    public Vector512<ulong> After => Vector512.LoadUnsafe(ref _block, 1);
}
