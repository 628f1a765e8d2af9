namespace Bylaw.Detection.Encryption;

/// <summary>Says how the values of a column are protected. A value is protected when recovering it needs a secret that is not stored with it.</summary>
public enum EncryptionVerdict
{
    /// <summary>Nothing personal was recognised.</summary>
    Clean,

    /// <summary>Personal data stands in the clear, also after decoding; or the protection falls at once.</summary>
    Violation,

    /// <summary>Encrypted, in a way that leaks which values are equal.</summary>
    Warn,

    /// <summary>Replaced under a key, salt or token: still personal data.</summary>
    Pseudonymised,

    /// <summary>Too little is left to recover the value.</summary>
    Masked,

    /// <summary>A known envelope, or bytes that are uniform over the column.</summary>
    Encrypted,

    /// <summary>Opaque, and nothing says what it is.</summary>
    Unknown,
}

/// <summary>Holds the verdict on one column.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why, in words; never a value.</param>
/// <param name="Types">The types that were recognised, in the clear or behind an encoding.</param>
public sealed record ColumnProtection(EncryptionVerdict Verdict, string Reason, IReadOnlyList<string> Types)
{
    /// <summary>Names a verdict as evidence has it.</summary>
    /// <param name="verdict">A verdict.</param>
    /// <returns>The name in capitals.</returns>
    public static string Name(EncryptionVerdict verdict) => verdict.ToString().ToUpperInvariant();
}
