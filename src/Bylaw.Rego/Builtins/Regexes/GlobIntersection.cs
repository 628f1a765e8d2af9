namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>
/// Tells whether two globs share a string. A glob is a row of characters, dots (any character) and sets (<c>[a-z]</c>), each perhaps
/// followed by a star (any number) or a plus (at least one); a backslash takes the next character as it is.
/// </summary>
internal static class GlobIntersection
{
    /// <summary>Reads a glob.</summary>
    /// <param name="glob">The text.</param>
    /// <param name="steps">Its parts.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>False when the text is no glob.</returns>
    public static bool TryParse(string glob, out List<Step> steps, out string fault)
    {
        steps = [];
        fault = $"bad glob pattern: {glob}";
        for (var i = 0; i < glob.Length;)
        {
            RuneSet set;
            switch (glob[i])
            {
                case '*' or '+' or ']':
                    return false;
                case '.':
                    set = RuneSet.All;
                    i++;
                    break;
                case '[':
                    if (!TryParseSet(glob, ref i, out set))
                    {
                        return false;
                    }
                    break;
                default:
                    if (!TryReadCharacter(glob, ref i, out var c))
                    {
                        return false;
                    }
                    set = RuneSet.Of([(c, c)]);
                    break;
            }
            var flag = i < glob.Length ? glob[i] : '\0';
            if (flag is '*' or '+')
            {
                i++;
            }
            if (flag == '+')
            {
                steps.Add(new Step(set, IsRepeated: false));
            }
            steps.Add(new Step(set, flag is '*' or '+'));
        }
        return true;
    }

    /// <summary>Walks both globs at once over the strings that they share.</summary>
    public static bool IsNonEmpty(List<Step> first, List<Step> second)
    {
        var seen = new HashSet<(int, int)>();
        var pending = new Stack<(int First, int Second)>();
        pending.Push((0, 0));
        while (pending.TryPop(out var place))
        {
            if (!seen.Add(place))
            {
                continue;
            }
            var (i, j) = place;
            if (i == first.Count && j == second.Count)
            {
                return true;
            }
            if (i < first.Count && first[i].IsRepeated)
            {
                pending.Push((i + 1, j));
            }
            if (j < second.Count && second[j].IsRepeated)
            {
                pending.Push((i, j + 1));
            }
            if (i < first.Count && j < second.Count && Overlap(first[i].Set, second[j].Set))
            {
                pending.Push((first[i].IsRepeated ? i : i + 1, second[j].IsRepeated ? j : j + 1));
            }
        }
        return false;
    }

    private static bool Overlap(RuneSet x, RuneSet y)
    {
        foreach (var (first, last) in x.Ranges)
        {
            foreach (var (otherFirst, otherLast) in y.Ranges)
            {
                if (first <= otherLast && otherFirst <= last)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool TryParseSet(string glob, ref int index, out RuneSet set)
    {
        var ranges = new List<(int, int)>();
        set = RuneSet.All;
        for (index++; index < glob.Length && glob[index] != ']';)
        {
            if (!TryReadCharacter(glob, ref index, out var first))
            {
                return false;
            }
            var last = first;
            if (index + 1 < glob.Length && glob[index] == '-' && glob[index + 1] != ']')
            {
                index++;
                if (!TryReadCharacter(glob, ref index, out last) || last < first)
                {
                    return false;
                }
            }
            ranges.Add((first, last));
        }
        if (index >= glob.Length || ranges.Count == 0)
        {
            return false;
        }
        index++;
        set = RuneSet.Of(ranges);
        return true;
    }

    private static bool TryReadCharacter(string glob, ref int index, out int character)
    {
        character = 0;
        if (glob[index] == '\\' && ++index >= glob.Length)
        {
            return false;
        }
        var length = GoText.CodePoints.LengthAt(glob, index);
        character = length == 2 ? char.ConvertToUtf32(glob, index) : glob[index];
        index += length;
        return true;
    }

    /// <summary>One part of a glob.</summary>
    /// <param name="Set">The characters it takes.</param>
    /// <param name="IsRepeated">Whether it takes any number of them.</param>
    internal readonly record struct Step(RuneSet Set, bool IsRepeated);
}
