using System.Text;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>The letters of an expression: code points that it never tells apart are one letter. Immutable.</summary>
internal sealed class RegexAlphabet
{
    /// <summary>Code units below this have their letter in a table.</summary>
    public const int Direct = 128;

    /// <summary>Trait of a place: nothing stands before it.</summary>
    public const int Begin = 1;

    /// <summary>Trait of a letter: it is a newline.</summary>
    public const int Newline = 2;

    /// <summary>Trait of a letter: it is part of a word, as ASCII draws words.</summary>
    public const int Word = 4;

    /// <summary>So many look-ups of a stretch in a set, to find out which are alike.</summary>
    private const int MaxComparisons = 200_000;

    private static readonly RuneSet _newline = RuneSet.Of([('\n', '\n')]);

    private static readonly RuneSet _word = RuneSet.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    private readonly int[] _starts;
    private readonly int[] _letters;
    private readonly int[] _direct = new int[Direct];
    private readonly List<int> _samples;

    private RegexAlphabet(int[] starts, int[] letters, List<int> samples)
    {
        (_starts, _letters, _samples) = (starts, letters, samples);
        for (var unit = 0; unit < Direct; unit++)
        {
            _direct[unit] = Search(unit);
        }
    }

    /// <summary>Gets the number of letters, which stands for the end of the text.</summary>
    public int End => _samples.Count;

    /// <summary>Finds the letters of an expression.</summary>
    /// <returns>The alphabet; null when that would take long.</returns>
    public static RegexAlphabet? Of(RegexProgram program)
    {
        var sets = new HashSet<RuneSet>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < program.Count; i++)
        {
            var instruction = program[i];
            switch (instruction.Code)
            {
                case RegexCode.Rune:
                    sets.Add(instruction.Set!);
                    break;
                case RegexCode.Anchor when (RegexAnchor)instruction.X is RegexAnchor.BeginLine or RegexAnchor.EndLine:
                    sets.Add(_newline);
                    break;
                case RegexCode.Anchor when (RegexAnchor)instruction.X is RegexAnchor.WordBoundary or RegexAnchor.NoWordBoundary:
                    sets.Add(_word);
                    break;
            }
        }
        var starts = new SortedSet<int> { 0 };
        foreach (var set in sets)
        {
            foreach (var (first, last) in set.Ranges)
            {
                starts.Add(first);
                starts.Add(last + 1);
            }
            if ((long)starts.Count * sets.Count > MaxComparisons)
            {
                return null;
            }
        }
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var samples = new List<int>();
        var letters = new int[starts.Count];
        var stretch = 0;
        foreach (var start in starts)
        {
            var membership = new StringBuilder(sets.Count);
            foreach (var set in sets)
            {
                membership.Append(set.Contains(start) ? '1' : '0');
            }
            var name = membership.ToString();
            if (!known.TryGetValue(name, out var letter))
            {
                known[name] = letter = samples.Count;
                samples.Add(start);
            }
            letters[stretch++] = letter;
        }
        return new RegexAlphabet([.. starts], letters, samples);
    }

    /// <summary>Returns the letter of a code unit below <see cref="Direct"/>.</summary>
    public int LetterOf(char unit) => _direct[unit];

    /// <summary>Returns the letter at an offset, which is left at the last code unit of it.</summary>
    public int LetterAt(string text, ref int at)
    {
        if (CodePoints.LengthAt(text, at) == 1)
        {
            return Search(text[at]);
        }
        at++;
        return Search(char.ConvertToUtf32(text, at - 1));
    }

    /// <summary>Tells whether a set holds a letter.</summary>
    public bool IsIn(int letter, RuneSet set) => set.Contains(_samples[letter]);

    /// <summary>Returns what anchors ask about a letter.</summary>
    public int Traits(int letter)
    {
        var sample = _samples[letter];
        return (sample == '\n' ? Newline : 0) | (_word.Contains(sample) ? Word : 0);
    }

    private int Search(int rune)
    {
        var found = Array.BinarySearch(_starts, rune);
        return _letters[found >= 0 ? found : ~found - 1];
    }
}
