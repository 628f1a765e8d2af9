using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Bylaw.Detection.Masking;

/// <summary>FF1 over decimal digits with AES.</summary>
/// <param name="key">16, 24 or 32 bytes.</param>
/// <remarks>Source: NIST SP 800-38G, section 5.1 (algorithm FF1), radix 10. The domain must hold a million numbers: six digits at least.</remarks>
public sealed class FormatPreservingCipher(byte[] key)
{
    private const int Rounds = 10;

    /// <summary>Encrypts digits to as many digits.</summary>
    /// <param name="digits">6 to 56 decimal digits.</param>
    /// <param name="tweak">Bytes that part one use from another.</param>
    /// <returns>As many digits.</returns>
    /// <exception cref="ArgumentException">There are fewer than 6 or more than 56 digits, or a character is none.</exception>
    public string Encrypt(string digits, ReadOnlySpan<byte> tweak) => Run(digits, tweak, forward: true);

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <param name="digits">6 to 56 decimal digits.</param>
    /// <param name="tweak">The tweak used to encrypt.</param>
    /// <returns>The original digits.</returns>
    /// <exception cref="ArgumentException">There are fewer than 6 or more than 56 digits, or a character is none.</exception>
    public string Decrypt(string digits, ReadOnlySpan<byte> tweak) => Run(digits, tweak, forward: false);

    private string Run(string digits, ReadOnlySpan<byte> tweak, bool forward)
    {
        if (digits.Length is < 6 or > 56 || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            throw new ArgumentException("needs 6 to 56 decimal digits", nameof(digits));
        }
        var n = digits.Length;
        var (u, v) = (n / 2, n - (n / 2));
        var (a, b) = (BigInteger.Parse(digits[..u]), BigInteger.Parse(digits[u..]));
        var byteCount = (int)Math.Ceiling(Math.Ceiling(v * Math.Log2(10)) / 8);
        var d = (4 * ((byteCount + 3) / 4)) + 4;
        var (modulusU, modulusV) = (BigInteger.Pow(10, u), BigInteger.Pow(10, v));

        Span<byte> head = [1, 2, 1, 0, 0, 10, 10, (byte)u, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head[8..], n);
        BinaryPrimitives.WriteInt32BigEndian(head[12..], tweak.Length);
        var padding = (16 - ((tweak.Length + byteCount + 1) % 16)) % 16;
        var block = new byte[16 + tweak.Length + padding + 1 + byteCount];
        head.CopyTo(block);
        tweak.CopyTo(block.AsSpan(16));

        using var aes = Aes.Create();
        aes.Key = key;
        for (var step = 0; step < Rounds; step++)
        {
            var round = forward ? step : Rounds - 1 - step;
            block[16 + tweak.Length + padding] = (byte)round;
            WriteNumber(forward ? b : a, block.AsSpan(block.Length - byteCount));
            var y = RoundValue(aes, block, d);
            var modulus = round % 2 == 0 ? modulusU : modulusV;
            if (forward)
            {
                (a, b) = (b, (a + y) % modulus);
            }
            else
            {
                var c = (((b - y) % modulus) + modulus) % modulus;
                (a, b) = (c, a);
            }
        }
        return a.ToString().PadLeft(u, '0') + b.ToString().PadLeft(v, '0');
    }

    /// <summary>CBC-MAC of the block, stretched to d bytes, read as a number.</summary>
    private static BigInteger RoundValue(Aes aes, byte[] block, int d)
    {
        Span<byte> state = stackalloc byte[16];
        state.Clear();
        for (var at = 0; at < block.Length; at += 16)
        {
            for (var i = 0; i < 16; i++)
            {
                state[i] ^= block[at + i];
            }
            aes.EncryptEcb(state, state, PaddingMode.None);
        }
        var output = new byte[(d + 15) / 16 * 16];
        state.CopyTo(output);
        Span<byte> next = stackalloc byte[16];
        for (var j = 1; j * 16 < d; j++)
        {
            state.CopyTo(next);
            BinaryPrimitives.WriteInt32BigEndian(next[12..], BinaryPrimitives.ReadInt32BigEndian(next[12..]) ^ j);
            aes.EncryptEcb(next, output.AsSpan(j * 16, 16), PaddingMode.None);
        }
        return new BigInteger(output.AsSpan(0, d), isUnsigned: true, isBigEndian: true);
    }

    private static void WriteNumber(BigInteger number, Span<byte> target)
    {
        target.Clear();
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(target[(target.Length - bytes.Length)..]);
    }
}
