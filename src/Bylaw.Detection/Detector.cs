using System.Runtime.InteropServices;
using System.Text;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Scanning;
using Bylaw.Detection.Secrets;

namespace Bylaw.Detection;

/// <summary>Finds personal data and secrets in UTF-8 text.</summary>
/// <remarks>Immutable after construction; safe to call from many threads. A finding never holds the value.</remarks>
public sealed class Detector
{
    private const int MaxScratch = 1 << 16;

    [ThreadStatic]
    private static List<Finding>? _scratch; // a list per text would grow on the large-object heap again and again

    private readonly DetectorOptions _options;
    private readonly PatternRecognizer[] _asked;
    private readonly bool _askedSecrets;
    private readonly HashSet<string> _askedCustom;
    private readonly LiteralStyle _style;

    /// <summary>Makes a detector.</summary>
    /// <param name="options">What to look for; the usual when null.</param>
    /// <exception cref="ArgumentException">A type is not known.</exception>
    public Detector(DetectorOptions? options = null)
    {
        _options = options ?? DetectorOptions.Default;
        _style = LiteralStyles.Of(_options.FileName);
        var custom = _options.Custom.Select(c => c.Type).ToHashSet(StringComparer.Ordinal);
        _askedCustom = [.. _options.Types.Where(custom.Contains)];
        _askedSecrets = _options.Types.Contains("SECRET");
        _asked = [.. _options.Types.Where(t => t != "SECRET" && !custom.Contains(t)).Select(t => PatternRecognizer.Find(t) ?? throw new ArgumentException($"there is no type named {t}"))];
    }

    /// <summary>Gets the names that <see cref="DetectorOptions.Types"/> may hold; SECRET stands for all secrets.</summary>
    public static IEnumerable<string> KnownTypes => PatternRecognizer.Types.Append("SECRET").Order(StringComparer.Ordinal);

    /// <summary>Finds what a text holds.</summary>
    /// <param name="utf8">The text; invalid UTF-8 is scanned as far as it reads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Findings in order of place, without overlaps.</returns>
    public IReadOnlyList<Finding> Scan(ReadOnlySpan<byte> utf8, CancellationToken cancellationToken = default)
    {
        var found = _scratch ??= new List<Finding>(256);
        _scratch = null; // whoever scans while a custom rule runs takes a list of its own
        Scan(utf8, found, cancellationToken);
        IReadOnlyList<Finding> result = found.Count == 0 ? [] : found.ToArray();
        found.Clear();
        if (found.Capacity <= MaxScratch)
        {
            _scratch = found; // one dense text must not hold memory for ever
        }
        return result;
    }

    /// <summary>Finds what a text holds, into a list that the caller uses again and again: a scan then allots no memory.</summary>
    /// <param name="utf8">The text; invalid UTF-8 is scanned as far as it reads.</param>
    /// <param name="found">Where the findings go, in order of place, without overlaps; what it held before is dropped.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Scan(ReadOnlySpan<byte> utf8, List<Finding> found, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(found);
        cancellationToken.ThrowIfCancellationRequested();
        found.Clear();
        if (_options.Fold && FoldedText.Of(utf8) is { } folded)
        {
            ScanPlain(folded.Bytes, found);
            foreach (ref var finding in CollectionsMarshal.AsSpan(found))
            {
                finding = folded.Place(finding, utf8);
            }
        }
        else
        {
            ScanPlain(utf8, found);
        }
    }

    /// <summary>Finds what a text holds.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Findings by bytes of the text's UTF-8.</returns>
    public IReadOnlyList<Finding> Scan(string text) => Scan(Encoding.UTF8.GetBytes(text));

    private void ScanPlain(ReadOnlySpan<byte> utf8, List<Finding> found)
    {
        if (_options.Types.IsEmpty)
        {
            TextScanner.Scan(utf8, _options.Secrets, _style, found);
        }
        else
        {
            ScanAsked(utf8, found);
        }
        if (!_options.Custom.IsEmpty)
        {
            ScanCustom(utf8, found);
        }
        Overlaps.Resolve(found, _options.Threshold);
    }

    private void ScanAsked(ReadOnlySpan<byte> utf8, List<Finding> found)
    {
        var offsets = new ByteOffsets(utf8);
        var text = offsets.Text;
        foreach (var recognizer in _asked)
        {
            foreach (var (start, length) in recognizer.Matches(text))
            {
                found.Add(offsets.Finding(recognizer.Type, start, length, recognizer.HasRule ? 0.8 : 0.6, recognizer.HasRule ? "shape+check+asked" : "shape+asked"));
            }
        }
        if (_askedSecrets)
        {
            foreach (var secret in SecretFinder.Find(text, _style))
            {
                found.Add(offsets.Finding(secret.Type, secret.Start, secret.Length, secret.Score, "shape+asked"));
            }
        }
    }

    private void ScanCustom(ReadOnlySpan<byte> utf8, List<Finding> found)
    {
        var offsets = new ByteOffsets(utf8);
        var text = offsets.Text;
        foreach (var custom in _options.Custom.Where(c => _options.Types.IsEmpty || _askedCustom.Contains(c.Type)))
        {
            foreach (var (start, length) in custom.Matches(text))
            {
                var finding = offsets.Finding(custom.Type, start, length, custom.Score, "shape");
                if (custom.ContextWords.Count == 0 || Context.HasWord(utf8, finding.Start, finding.End, custom.ContextWords))
                {
                    found.Add(finding);
                }
            }
        }
    }
}
