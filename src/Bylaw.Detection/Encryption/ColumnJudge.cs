using Bylaw.Detection.Columns;

namespace Bylaw.Detection.Encryption;

/// <summary>Judges how the values of one column are protected.</summary>
/// <remarks>
/// Order matters: what is clear after decoding is a violation whatever else is there; then known envelopes, masks, hashes that fall, constant nonces,
/// equality leaks, uniform bytes. Entropy of one string decides nothing.
/// </remarks>
public static class ColumnJudge
{
    private static readonly Detector _detector = new(new DetectorOptions { Secrets = false });

    /// <summary>Judges a column.</summary>
    /// <param name="name">The column's name, which tells what the values stand for.</param>
    /// <param name="values">Values, best all or a fair sample of distinct ones with repetitions kept; nulls left out.</param>
    /// <param name="otherColumns">Clear values of other columns of the same table, against which hashes are tried.</param>
    /// <param name="options">How much work may be spent, and what is attested.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The verdict with its reason.</returns>
    public static ColumnProtection Judge(string name, IReadOnlyList<string> values, IEnumerable<string>? otherColumns = null, JudgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= JudgeOptions.Default;
        var present = values.Where(v => v.Length > 0).ToList();
        if (present.Count == 0)
        {
            return new(EncryptionVerdict.Clean, "no values", []);
        }
        var masked = present.Count(Masks.IsMasked);
        if (masked > present.Count * 0.9)
        {
            var weak = present.Count(v => Masks.IsMasked(v) && !Masks.IsEnough(v));
            return weak > 0
                ? new(EncryptionVerdict.Violation, $"masked, but {weak} of {present.Count} values leave too few characters hidden", [])
                : new(EncryptionVerdict.Masked, "masked or replaced by placeholders", []);
        }
        if (ClearTypes.Find(name, present, options.MaxDecodeDepth, _detector) is { } clear)
        {
            return clear;
        }
        return Opaque.Judge(name, present, otherColumns ?? [], options, cancellationToken);
    }
}

/// <summary>Says how much work judging may spend and what is known from elsewhere.</summary>
public sealed record JudgeOptions
{
    /// <summary>Gets the usual options.</summary>
    public static JudgeOptions Default { get; } = new();

    /// <summary>Gets how deep encodings are undone. Default 3.</summary>
    public int MaxDecodeDepth { get; init; } = 3;

    /// <summary>Gets how many candidate hashes are tried on a column of digests. Default 2,000,000 (about a second; finds an unsalted hash of an SSN in nearly every column of 1,500 rows and more).</summary>
    public long HashBudget { get; init; } = 2_000_000;

    /// <summary>Gets a value indicating whether somebody attests that the key is kept apart from the data.</summary>
    public bool KeyAttested { get; init; }
}
