using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>
/// Runs an expression over code points, step by step with all its threads at once (Pike's machine): linear in the text, the leftmost
/// match, the first alternative preferred. Slower than .NET's automata; it serves the texts that these would read wrongly.
/// </summary>
/// <param name="program">The expression.</param>
/// <param name="captures">How many groups it captures.</param>
internal sealed class RegexMachine(RegexProgram program, int captures)
{
    private readonly int _slots = (captures + 1) * 2;

    /// <summary>Finds the leftmost match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="context">Whose limits hold.</param>
    /// <returns>Begin and end of the match and of each group, -1 where a group took no part; null when there is no match.</returns>
    public int[]? Find(string text, int start, BuiltinContext context)
    {
        context.Spend(program.Count / 16);
        var current = new Threads(program.Count);
        var next = new Threads(program.Count);
        int[]? found = null;
        for (var at = start; ; )
        {
            if (found is null)
            {
                var fresh = new int[_slots];
                Array.Fill(fresh, -1);
                Add(current, 0, fresh, text, at);
            }
            if (current.Count == 0 && found is not null)
            {
                break;
            }
            context.Spend(1 + current.Count);
            var length = at < text.Length ? CodePoints.LengthAt(text, at) : 0;
            var rune = length == 0 ? -1 : length == 2 ? char.ConvertToUtf32(text, at) : text[at];
            for (var i = 0; i < current.Count; i++)
            {
                var (instruction, saved) = (program[current.Order[i]], current.Saved[i]);
                if (instruction.Code == RegexCode.Match)
                {
                    found = saved;
                    break; // Threads behind this one are less preferred.
                }
                if (rune >= 0 && instruction.Set!.Contains(rune))
                {
                    Add(next, current.Order[i] + 1, saved, text, at + length);
                }
            }
            (current, next) = (next, current);
            next.Clear();
            if (length == 0)
            {
                break;
            }
            at += length;
        }
        return found;
    }

    private void Add(Threads threads, int start, int[] saved, string text, int at)
    {
        var pending = new Stack<(int Place, int[] Saved)>();
        pending.Push((start, saved));
        while (pending.TryPop(out var thread))
        {
            if (!threads.Visit(thread.Place))
            {
                continue;
            }
            var instruction = program[thread.Place];
            switch (instruction.Code)
            {
                case RegexCode.Jump:
                    pending.Push((instruction.X, thread.Saved));
                    break;
                case RegexCode.Split:
                    pending.Push((instruction.Y, thread.Saved));
                    pending.Push((instruction.X, thread.Saved));
                    break;
                case RegexCode.Save:
                    var copy = (int[])thread.Saved.Clone();
                    copy[instruction.X] = at;
                    pending.Push((thread.Place + 1, copy));
                    break;
                case RegexCode.Anchor:
                    if (Holds((RegexAnchor)instruction.X, text, at))
                    {
                        pending.Push((thread.Place + 1, thread.Saved));
                    }
                    break;
                default:
                    threads.Append(thread.Place, thread.Saved);
                    break;
            }
        }
    }

    private static bool Holds(RegexAnchor anchor, string text, int at) => anchor switch
    {
        RegexAnchor.BeginText => at == 0,
        RegexAnchor.EndText => at == text.Length,
        RegexAnchor.BeginLine => at == 0 || text[at - 1] == '\n',
        RegexAnchor.EndLine => at == text.Length || text[at] == '\n',
        RegexAnchor.WordBoundary => IsWord(text, at - 1) != IsWord(text, at),
        RegexAnchor.NoWordBoundary => IsWord(text, at - 1) == IsWord(text, at),
        _ => true,
    };

    private static bool IsWord(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>The threads of one step, in order of preference, each place at most once.</summary>
    private sealed class Threads(int places)
    {
        private readonly int[] _visited = new int[places];
        private int _round = 1;

        public int[] Order { get; } = new int[places];

        public int[][] Saved { get; } = new int[places][];

        public int Count { get; private set; }

        public bool Visit(int place)
        {
            if (_visited[place] == _round)
            {
                return false;
            }
            _visited[place] = _round;
            return true;
        }

        public void Append(int place, int[] saved)
        {
            Order[Count] = place;
            Saved[Count++] = saved;
        }

        public void Clear()
        {
            Count = 0;
            _round++;
        }
    }
}
