using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>A few kilobytes of a text, surveyed before any verifier runs: the classes of its bytes and the places where something could begin.</summary>
/// <remarks>
/// Surveying and verifying take turns over stretches and not over blocks of 64 bytes: what is asked of each block is then asked of eight at once, and places follow
/// each other as the rows of a table do, which a processor learns to foresee (measured by <c>eng/bench detection</c>).
/// </remarks>
internal sealed class Stretch
{
    /// <summary>How many bytes a stretch has at most.</summary>
    public const int Length = Blocks * ByteClasses.Width;

    private const int Blocks = 64;
    private const int Wide = 8;
    private const int Row = Blocks + 2; // with the block before the stretch and the one after
    private const int MostPlaces = 88; // in a block: each byte an at sign or the like, and a pair at every third
    private const int Ahead = 4;

    // Rows of masks, one a class, in the order of ByteClasses.
    private const int Digit = 0, Alphanumeric = Row, At = 2 * Row, Assign = 3 * Row, Joint = 4 * Row, Pair = 5 * Row, Token = 6 * Row, Rows = 7 * Row;

    private readonly ulong[] _masks = new ulong[Rows];
    private readonly ulong[] _numbers = new ulong[Blocks];
    private readonly ulong[] _pairs = new ulong[Blocks];
    private readonly ushort[] _places = new ushort[(Blocks * MostPlaces) + Ahead];
    private int _count;

    /// <summary>Gets the places in the order of the text, but for the pairs of hardware addresses, which follow the others of their block.</summary>
    public ReadOnlySpan<ushort> Places => _places.AsSpan(0, _count);

    /// <summary>Gets the blocks that must be looked into for secrets, one bit a block.</summary>
    public ulong Secrets { get; private set; }

    /// <summary>Splits an entry of <see cref="Places"/>: the byte in the stretch, and whether a pair of a hardware address begins there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Offset, bool IsPair) Read(ushort place) => (place >> 1, (place & 1) != 0);

    /// <summary>Gets what stands around a byte of the stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NumberWindow Window(int offset)
    {
        var (block, index) = (offset / ByteClasses.Width, offset % ByteClasses.Width);
        ref var digits = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_masks), block);
        ref var alphanumerics = ref Unsafe.Add(ref digits, Alphanumeric);
        return NumberWindow.Of(ref digits, ref alphanumerics, index);
    }

    /// <summary>Gets the classes of a block; -1 is the one before the stretch.</summary>
    public ByteClasses Block(int block)
    {
        var n = block + 1;
        return new(_masks[Digit + n], _masks[Alphanumeric + n], _masks[At + n], _masks[Assign + n], _masks[Joint + n], _masks[Pair + n], _masks[Token + n]);
    }

    /// <summary>Surveys the text from a place on; stretches must follow each other from the beginning of the text.</summary>
    public void Survey(ReadOnlySpan<byte> text, int start)
    {
        var blocks = Math.Min(Blocks, (text.Length - start + ByteClasses.Width - 1) / ByteClasses.Width);
        Classify(text, start, blocks);
        if (Vector512.IsHardwareAccelerated)
        {
            FindWide(blocks);
        }
        else
        {
            Find(blocks);
        }
        Gather(blocks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Classify(ReadOnlySpan<byte> text, int start, int blocks)
    {
        for (var row = 0; row < Rows; row += Row)
        {
            _masks[row] = start == 0 ? 0 : _masks[row + Blocks];
        }
        ref var masks = ref MemoryMarshal.GetArrayDataReference(_masks);
        var full = Math.Min(blocks + 1, (text.Length - start) / ByteClasses.Width);
        for (var n = 0; n < full; n++)
        {
            ByteClasses.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start + (n * ByteClasses.Width))).Store(ref Unsafe.Add(ref masks, n + 1), Row);
        }
        Span<byte> tail = stackalloc byte[ByteClasses.Width];
        for (var n = full; n <= blocks; n++)
        {
            tail.Clear();
            text[Math.Min(text.Length, start + (n * ByteClasses.Width))..].CopyTo(tail);
            ByteClasses.Of(ref MemoryMarshal.GetReference(tail)).Store(ref Unsafe.Add(ref masks, n + 1), Row);
        }
    }

    /// <summary>Asks eight blocks at once; what is said of blocks behind the last is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindWide(int blocks)
    {
        var secrets = 0UL;
        for (var n = 0; n < blocks; n += Wide)
        {
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_masks), n + 1);
            var digits = new WideMask(ref first);
            var alphanumerics = new WideMask(ref Unsafe.Add(ref first, Alphanumeric));
            WideCandidates.Numbers(digits, alphanumerics, new(ref Unsafe.Add(ref first, Joint))).StoreUnsafe(ref _numbers[n]);
            WideCandidates.Addresses(alphanumerics, new(ref Unsafe.Add(ref first, Pair))).StoreUnsafe(ref _pairs[n]);
            var places = WideCandidates.Signs(digits, new(ref Unsafe.Add(ref first, Assign))) | WideCandidates.Long(digits, alphanumerics, new(ref Unsafe.Add(ref first, Token)));
            secrets |= (~Vector512.Equals(places, Vector512<ulong>.Zero).ExtractMostSignificantBits() & 0xFF) << n;
        }
        Secrets = secrets & (ulong.MaxValue >> (Blocks - blocks));
    }

    private void Find(int blocks)
    {
        Secrets = 0;
        for (var n = 0; n < blocks; n++)
        {
            var (before, block, after) = (Block(n - 1), Block(n), Block(n + 1));
            _numbers[n] = Candidates.Numbers(before, block, after);
            _pairs[n] = Candidates.Addresses(before, block, after);
            Secrets |= (SecretPlaces.MayHold(before, block, after) ? 1UL : 0) << n;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int blocks)
    {
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var count = 0;
        for (var n = 0; n < blocks; n++)
        {
            var found = _masks[At + 1 + n] | _numbers[n];
            var next = count + BitOperations.PopCount(found);
            var offset = n * ByteClasses.Width;
            do
            {
                // Four at once, wanted or not: what is too much is overwritten by the next block, and no count has to be guessed.
                for (var i = 0; i < Ahead; i++)
                {
                    Unsafe.Add(ref places, count + i) = (ushort)((offset + BitOperations.TrailingZeroCount(found)) << 1);
                    found &= found - 1;
                }
                count += Ahead;
            }
            while (found != 0);
            count = next;
            for (var pairs = _pairs[n]; pairs != 0; pairs &= pairs - 1)
            {
                Unsafe.Add(ref places, count++) = (ushort)(((offset + BitOperations.TrailingZeroCount(pairs)) << 1) | 1);
            }
        }
        _count = count;
    }
}
