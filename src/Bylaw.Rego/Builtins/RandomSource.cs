using System.Security.Cryptography;

namespace Bylaw.Rego.Builtins;

/// <summary>Where built-ins take chance from: the host's generator, or the system's.</summary>
internal static class RandomSource
{
    /// <summary>Returns the generator of a query.</summary>
    public static Random Of(BuiltinContext context) => context.Host.Random?.Invoke() ?? new SystemRandom();

    /// <summary>The system's generator, good enough for identifiers.</summary>
    private sealed class SystemRandom : Random
    {
        public override void NextBytes(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);

        public override void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);

        public override long NextInt64(long maxValue)
        {
            Span<byte> bytes = stackalloc byte[16];
            RandomNumberGenerator.Fill(bytes);
            // 128 random bits: the bias of the remainder is below 2^-64.
            return (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes) % (ulong)maxValue);
        }
    }
}
