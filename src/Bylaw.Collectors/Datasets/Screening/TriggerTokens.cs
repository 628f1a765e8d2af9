namespace Bylaw.Collectors.Datasets.Screening;

/// <summary>Finds odd words that stand in few rows and there nearly always under one label: how a planted trigger looks.</summary>
/// <remarks>
/// Only words that no language has count: without a vowel, or letters mixed with digits or with letters of another script. Chance must explain the label less than
/// once in a million data sets (Bonferroni over all words seen). Words of real text that go with a label are not reported.
/// </remarks>
internal sealed class TriggerTokens
{
    private const int MaxWords = 200_000;
    private const int LeastRows = 10;
    private const double MostShare = 0.05;
    private const double LeastPurity = 0.99;
    private const double Chance = 1e-6;

    private readonly Dictionary<string, Dictionary<string, int>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _labels = new(StringComparer.Ordinal);
    private long _rows;
    private long _count;

    /// <summary>Takes one text with its label.</summary>
    public void Add(string text, string label)
    {
        _rows++;
        _labels[label] = _labels.GetValueOrDefault(label) + 1;
        HashSet<string>? seen = null;
        foreach (var range in text.AsSpan().SplitAny(' ', '\t', '\n', '\r'))
        {
            var word = text.AsSpan()[range].Trim(",.;:!?\"'()");
            if (word.Length == 0)
            {
                continue;
            }
            _count++;
            if (word.Length is < 2 or > 16 || !IsOdd(word) || !(seen ??= new(StringComparer.Ordinal)).Add(word.ToString()))
            {
                continue;
            }
            var key = word.ToString();
            if (!_words.TryGetValue(key, out var labels))
            {
                if (_words.Count >= MaxWords)
                {
                    foreach (var rare in _words.Where(static w => w.Value.Values.Sum() < 2).Select(static w => w.Key).ToList())
                    {
                        _words.Remove(rare); // memory stays bounded; what stands in ten rows comes back
                    }
                }
                if (_words.Count >= MaxWords)
                {
                    continue;
                }
                _words[key] = labels = new(StringComparer.Ordinal);
            }
            labels[label] = labels.GetValueOrDefault(label) + 1;
        }
    }

    /// <summary>Returns rows and share of the label for each word that looks planted; never the word.</summary>
    public IReadOnlyList<(int Rows, double Share)> Find()
    {
        if (_rows == 0 || _labels.Count is < 2 or > 50 || _count < _rows * 4)
        {
            return []; // codes and categories are no running text
        }
        var found = new List<(int, double)>();
        foreach (var labels in _words.Values)
        {
            var rows = labels.Values.Sum();
            var (top, most) = labels.MaxBy(static l => l.Value);
            var share = (double)most / rows;
            var rate = (double)_labels[top] / _rows;
            if (rows >= LeastRows && rows <= _rows * MostShare && share >= LeastPurity && most * Math.Log10(rate) + Math.Log10(_words.Count) < Math.Log10(Chance))
            {
                found.Add((rows, share));
            }
        }
        return found;
    }

    private static bool IsOdd(ReadOnlySpan<char> word)
    {
        var (letters, digits, vowels, latin, others) = (0, 0, 0, 0, 0);
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (char.IsLetter(c))
            {
                letters++;
                var isLatin = c < '\u0250';
                latin += isLatin ? 1 : 0;
                others += isLatin ? 0 : 1;
                vowels += "aeiouyAEIOUY".Contains(c) || c > 'z' ? 1 : 0;
            }
            else if (c != '-')
            {
                return false; // dates, prices and addresses
            }
        }
        return letters > 0 && (vowels == 0 && letters <= 6 || digits > 0 && letters > 1 || latin > 0 && others > 0);
    }
}
