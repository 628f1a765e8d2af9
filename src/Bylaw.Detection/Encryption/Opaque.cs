using Bylaw.Detection.Columns;
using Bylaw.Detection.Masking;

namespace Bylaw.Detection.Encryption;

/// <summary>Judges columns in which nothing can be read.</summary>
internal static class Opaque
{
    public static ColumnProtection Judge(string name, List<string> values, IEnumerable<string> otherColumns, JudgeOptions options, CancellationToken cancellationToken)
    {
        var envelopes = values.Select(Envelopes.NameOf).Where(e => e is not null).ToList();
        if (envelopes.Count > values.Count * 0.98)
        {
            return new(EncryptionVerdict.Encrypted, $"{envelopes[0]} envelopes", []);
        }
        if (values.Count(v => Envelopes.DerivationOf(v) is not null) > values.Count * 0.98)
        {
            var salts = values.Distinct().Count();
            return new(EncryptionVerdict.Pseudonymised, $"salted key derivation ({Envelopes.DerivationOf(values[0])}), {salts} distinct of {values.Count}", []);
        }
        if (values.Count(Unmasker.IsToken) > values.Count * 0.98)
        {
            return new(EncryptionVerdict.Pseudonymised, "tokens in place of personal data", []);
        }
        if (values.Count(v => Guid.TryParseExact(v, "D", out _)) > values.Count * 0.98)
        {
            return HeaderWords.SpeaksOfPerson(name)
                ? new(EncryptionVerdict.Pseudonymised, "random identifiers in place of personal data: tokens", [])
                : new(EncryptionVerdict.Clean, "random identifiers", []);
        }
        var decoded = values.Select(ValueDecoder.ToBytes).ToList();
        if (decoded.Count(b => b is not null) < values.Count * 0.98)
        {
            return new(EncryptionVerdict.Clean, "nothing personal recognised", []);
        }
        var bytes = decoded.Where(b => b is { Length: > 0 }).Select(b => b!).ToList();
        return bytes.Count == 0 ? new(EncryptionVerdict.Clean, "nothing personal recognised", []) : JudgeBytes(name, values, bytes, otherColumns, options, cancellationToken);
    }

    private static ColumnProtection JudgeBytes(string name, List<string> values, List<byte[]> bytes, IEnumerable<string> otherColumns, JudgeOptions options, CancellationToken cancellationToken)
    {
        var oneLength = bytes.TrueForAll(b => b.Length == bytes[0].Length);
        var prefix = bytes.Count > 1 && values.Distinct().Count() > 1 ? UniformBytes.CommonPrefix(bytes) : 0;
        if (prefix is >= 8 and <= 24 && bytes.Min(b => b.Length) > prefix + 16 && UniformBytesAfter(bytes, prefix))
        {
            return new(EncryptionVerdict.Violation, $"the first {prefix} bytes are the same in every row: a constant nonce gives the key stream away", []);
        }
        if (oneLength && HashEnumeration.AlgorithmOf(bytes[0].Length) is { } algorithm && Falls(name, bytes, otherColumns, options, cancellationToken))
        {
            return new(EncryptionVerdict.Violation, $"{algorithm} without key or salt: values were found by enumeration", []);
        }
        var distinct = values.Distinct().Count();
        var repeats = distinct < values.Count;
        var blocks = bytes.TrueForAll(b => b.Length % 16 == 0);
        if (!UniformBytes.IsUniform(bytes))
        {
            return HeaderWords.SpeaksOfPerson(name)
                ? new(EncryptionVerdict.Unknown, "opaque bytes, too few or not uniform", [])
                : new(EncryptionVerdict.Clean, "opaque bytes without sign of personal data", []);
        }
        if (!HeaderWords.SpeaksOfPerson(name) && oneLength && !options.KeyAttested)
        {
            return new(EncryptionVerdict.Clean, "random bytes of one length under a name that speaks of no person: an opaque identifier", []);
        }
        if (repeats && blocks && !(oneLength && bytes[0].Length is 20 or 64))
        {
            return new(EncryptionVerdict.Warn, $"uniform blocks of 16 bytes, but only {distinct} of {values.Count} values are distinct: deterministic, equal values can be told", []);
        }
        // A digest and a cipher block of one length cannot be told apart by their bytes; digests are written in hex, blocks in base64.
        if (oneLength && HashEnumeration.AlgorithmOf(bytes[0].Length) is { } hash && bytes[0].Length != 16 && (values[0].Length == bytes[0].Length * 2 || !blocks))
        {
            return options.KeyAttested
                ? new(EncryptionVerdict.Pseudonymised, $"{hash}-sized digests that do not fall to enumeration; the key is attested", [])
                : new(EncryptionVerdict.Unknown, $"{hash}-sized values that do not fall to enumeration: a keyed hash or a cipher, which only an attestation of the key can settle", []);
        }
        return new(EncryptionVerdict.Encrypted, "bytes uniform over the column, all values distinct", []);
    }

    private static bool UniformBytesAfter(List<byte[]> bytes, int prefix) =>
        bytes.TrueForAll(b => b.Length > prefix) && bytes.Select(b => Convert.ToHexString(b.AsSpan(prefix))).Distinct().Count() > bytes.Count / 2;

    private static bool Falls(string name, List<byte[]> bytes, IEnumerable<string> otherColumns, JudgeOptions options, CancellationToken cancellationToken)
    {
        var enumeration = new HashEnumeration(bytes);
        if (enumeration.FallsTo(otherColumns))
        {
            return true;
        }
        return HeaderWords.Names(name, "US_SSN") && enumeration.FallsToSocialSecurityNumbers(Math.Min(options.HashBudget, 3_000_000_000L / bytes.Count), cancellationToken);
    }
}
