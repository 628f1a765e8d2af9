using System.Buffers.Binary;
using System.Numerics;

namespace Bylaw.Detection.Validation;

/// <summary>Keccak-256 with the original padding, which Ethereum uses and the base library (SHA-3 padding) does not offer.</summary>
/// <remarks>Source: the Keccak reference, version 3.0.</remarks>
internal static class Keccak256
{
    private const int Rate = 136;

    private static ReadOnlySpan<byte> Rotations => [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static ReadOnlySpan<byte> Lanes => [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    /// <summary>Hashes a message.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        Span<ulong> state = stackalloc ulong[25];
        state.Clear();
        Span<byte> block = stackalloc byte[Rate];
        while (true)
        {
            var last = message.Length < Rate;
            block.Clear();
            message[..Math.Min(Rate, message.Length)].CopyTo(block);
            if (last)
            {
                block[message.Length] ^= 1;
                block[Rate - 1] ^= 0x80;
            }
            for (var i = 0; i < Rate / 8; i++)
            {
                state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);
            }
            Permute(state);
            if (last)
            {
                break;
            }
            message = message[Rate..];
        }
        var hash = new byte[32];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(i * 8), state[i]);
        }
        return hash;
    }

    private static void Permute(Span<ulong> state)
    {
        Span<ulong> columns = stackalloc ulong[5];
        byte shift = 1; // the linear-feedback register that makes the round constants
        for (var round = 0; round < 24; round++)
        {
            for (var x = 0; x < 5; x++)
            {
                columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
            }
            for (var x = 0; x < 5; x++)
            {
                var mix = columns[(x + 4) % 5] ^ BitOperations.RotateLeft(columns[(x + 1) % 5], 1);
                for (var y = 0; y < 25; y += 5)
                {
                    state[y + x] ^= mix;
                }
            }
            var carried = state[1];
            for (var i = 0; i < 24; i++)
            {
                var lane = Lanes[i];
                (state[lane], carried) = (BitOperations.RotateLeft(carried, Rotations[i]), state[lane]);
            }
            for (var y = 0; y < 25; y += 5)
            {
                state.Slice(y, 5).CopyTo(columns);
                for (var x = 0; x < 5; x++)
                {
                    state[y + x] = columns[x] ^ (~columns[(x + 1) % 5] & columns[(x + 2) % 5]);
                }
            }
            for (var bit = 0; bit < 7; bit++)
            {
                if ((shift & 1) == 1)
                {
                    state[0] ^= 1UL << ((1 << bit) - 1);
                }
                shift = (byte)((shift << 1) ^ ((shift >> 7) * 0x71));
            }
        }
    }
}
