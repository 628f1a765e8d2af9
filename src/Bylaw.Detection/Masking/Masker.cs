using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Detection.Masking;

/// <summary>Replaces found values in text.</summary>
/// <remarks>Keeps the numbering of placeholders over its lifetime; not for use from many threads at once.</remarks>
public sealed class Masker
{
    private readonly MaskOperator _operator;
    private readonly byte[] _key;
    private readonly string _keyId;
    private readonly TokenVault? _vault;
    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Makes a masker.</summary>
    /// <param name="operator">What to put in place.</param>
    /// <param name="key">32 bytes; needed for Hmac, Encrypt, Fpe and DateShift.</param>
    /// <param name="vault">The vault; needed for Token.</param>
    /// <exception cref="ArgumentException">The operator needs a key of 32 bytes or a vault and has none.</exception>
    public Masker(MaskOperator @operator, byte[]? key = null, TokenVault? vault = null)
    {
        if (@operator == MaskOperator.Token && vault is null)
        {
            throw new ArgumentException("Token needs a vault", nameof(vault));
        }
        if (@operator is MaskOperator.Hmac or MaskOperator.Encrypt or MaskOperator.Fpe or MaskOperator.DateShift && key?.Length != 32)
        {
            throw new ArgumentException($"{@operator} needs a key of 32 bytes", nameof(key));
        }
        _operator = @operator;
        _vault = vault;
        _key = key ?? [];
        _keyId = Convert.ToHexStringLower(SHA256.HashData(_key).AsSpan(0, 4));
    }

    /// <summary>Returns a text with every finding replaced.</summary>
    /// <param name="utf8">The text that was scanned.</param>
    /// <param name="findings">Findings in order of place, without overlaps.</param>
    /// <returns>New UTF-8 text.</returns>
    public byte[] Apply(ReadOnlySpan<byte> utf8, IReadOnlyList<Finding> findings)
    {
        using var output = new MemoryStream(utf8.Length);
        var at = 0;
        foreach (var finding in findings)
        {
            output.Write(utf8[at..finding.Start]);
            output.Write(Encoding.UTF8.GetBytes(Replace(finding.Type, Encoding.UTF8.GetString(utf8[finding.Start..finding.End]))));
            at = finding.End;
        }
        output.Write(utf8[at..]);
        return output.ToArray();
    }

    /// <summary>Returns what stands in place of one value.</summary>
    /// <param name="type">The value's type.</param>
    /// <param name="value">The value.</param>
    /// <returns>The replacement.</returns>
    public string Replace(string type, string value) => _operator switch
    {
        MaskOperator.Mask => Mask(type, value),
        MaskOperator.Replace => Placeholder(type, value),
        MaskOperator.Redact => "",
        MaskOperator.Hmac => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(type + "\0" + value)).AsSpan(0, 16)),
        MaskOperator.Encrypt => Encrypt(value),
        MaskOperator.Fpe => Fpe(type, value),
        MaskOperator.Token => _vault!.Tokenise(type, value),
        _ => ShiftDate(value),
    };

    private static string Mask(string type, string value)
    {
        if (type == "EMAIL" && value.IndexOf('@') is > 0 and var at)
        {
            return value[0] + "***" + value[at..];
        }
        var kept = type is "CREDIT_CARD" or "US_SSN" or "IBAN" or "PHONE" ? 4 : 0;
        var digits = value.Count(char.IsLetterOrDigit);
        var seen = 0;
        return string.Create(value.Length, (value, kept, digits, seen), static (to, state) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                var c = state.value[i];
                to[i] = char.IsLetterOrDigit(c) && state.seen++ < state.digits - state.kept ? '*' : c;
            }
        });
    }

    private string Placeholder(string type, string value)
    {
        if (!_placeholders.TryGetValue(type + "\0" + value, out var placeholder))
        {
            _counts[type] = _counts.GetValueOrDefault(type) + 1;
            placeholder = $"<{type}_{_counts[type]}>";
            _placeholders[type + "\0" + value] = placeholder;
        }
        return placeholder;
    }

    private string Encrypt(string value)
    {
        var clear = Encoding.UTF8.GetBytes(value);
        var sealedBytes = new byte[12 + clear.Length + 16];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var cipher = new AesGcm(_key, 16);
        cipher.Encrypt(sealedBytes.AsSpan(0, 12), clear, sealedBytes.AsSpan(12, clear.Length), sealedBytes.AsSpan(12 + clear.Length));
        return $"ENC[{_keyId}:{Convert.ToBase64String(sealedBytes)}]";
    }

    private string Fpe(string type, string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.Length < 6)
        {
            return Mask(type, value); // a domain below a million can be searched
        }
        var encrypted = new FormatPreservingCipher(_key).Encrypt(digits, Encoding.UTF8.GetBytes(type));
        var next = 0;
        return string.Concat(value.Select(c => char.IsAsciiDigit(c) ? encrypted[next++] : c));
    }

    private string ShiftDate(string value)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Mask("DATE", value);
        }
        var days = 1 + (BitConverter.ToUInt16(HMACSHA256.HashData(_key, "date-shift"u8.ToArray())) % 364);
        return date.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
