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
        fault = "";
        var runes = GoText.CodePoints.Split(glob);
        for (var i = 0; i < runes.Count;)
        {
            RuneSet set;
            switch (runes[i])
            {
                case "*" or "+":
                    fault = Fault(glob, i + 1, $"flag '{runes[i]}' must be preceded by a non-flag");
                    return false;
                case "]":
                    fault = Fault(glob, i + 1, "set-close ']' with no preceding '['");
                    return false;
                case ".":
                    set = RuneSet.All;
                    i++;
                    break;
                case "[":
                    if (!TryParseSet(glob, runes, ref i, out set, out fault))
                    {
                        return false;
                    }
                    break;
                default:
                    if (!TryReadCharacter(glob, runes, ref i, out var c, out fault))
                    {
                        return false;
                    }
                    set = RuneSet.Of([(c, c)]);
                    break;
            }
            var flag = i < runes.Count ? runes[i] : "";
            if (flag is "*" or "+")
            {
                i++;
            }
            if (flag == "+")
            {
                steps.Add(new Step(set, IsRepeated: false));
            }
            steps.Add(new Step(set, flag is "*" or "+"));
        }
        return true;
    }

    /// <summary>Walks both globs at once over the strings that they share.</summary>
    public static bool IsNonEmpty(List<Step> first, List<Step> second, BuiltinContext context)
    {
        var seen = new HashSet<(int, int)>();
        var pending = new Stack<(int First, int Second)>();
        pending.Push((0, 0));
        while (pending.TryPop(out var place))
        {
            context.Spend(2);
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
            if (i < first.Count && j < second.Count && Overlap(first[i].Set, second[j].Set, context))
            {
                pending.Push((first[i].IsRepeated ? i : i + 1, second[j].IsRepeated ? j : j + 1));
            }
        }
        return false;
    }

    private static bool Overlap(RuneSet x, RuneSet y, BuiltinContext context)
    {
        foreach (var (first, last) in x.Ranges)
        {
            context.Spend(y.Ranges.Length);
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

    private static bool TryParseSet(string glob, List<string> runes, ref int index, out RuneSet set, out string fault)
    {
        var ranges = new List<(int, int)>();
        set = RuneSet.All;
        fault = "";
        for (index++; index < runes.Count && runes[index] != "]";)
        {
            if (runes[index] == "-")
            {
                fault = Fault(glob, index + 1, "range character '-' must be preceded by a Unicode character");
                return false;
            }
            if (!TryReadCharacter(glob, runes, ref index, out var first, out fault))
            {
                return false;
            }
            var last = first;
            if (index < runes.Count && runes[index] == "-")
            {
                index++;
                if (index >= runes.Count || runes[index] is "]" or "-")
                {
                    fault = Fault(glob, index + 1, "range character '-' cannot be followed by a special symbol");
                    return false;
                }
                if (!TryReadCharacter(glob, runes, ref index, out last, out fault))
                {
                    return false;
                }
                if (last < first)
                {
                    fault = Fault(glob, index, "range is out of order");
                    return false;
                }
            }
            ranges.Add((first, last));
        }
        if (index >= runes.Count)
        {
            fault = Fault(glob, index, "found [ without matching ]");
            return false;
        }
        index++;
        set = RuneSet.Of(ranges);
        return true;
    }

    private static bool TryReadCharacter(string glob, List<string> runes, ref int index, out int character, out string fault)
    {
        (character, fault) = (0, "");
        if (runes[index] == "\\" && ++index >= runes.Count)
        {
            fault = Fault(glob, index - 1, "input ends with a \\ (escape) character");
            return false;
        }
        var text = runes[index++];
        character = text.Length == 2 ? char.ConvertToUtf32(text, 0) : text[0];
        return true;
    }

    private static string Fault(string glob, int position, string what) => $"input:{glob}, pos:{position}, {what}: the input provided is invalid";

    /// <summary>One part of a glob.</summary>
    /// <param name="Set">The characters it takes.</param>
    /// <param name="IsRepeated">Whether it takes any number of them.</param>
    internal readonly record struct Step(RuneSet Set, bool IsRepeated);
}
