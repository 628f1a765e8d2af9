using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>
/// Runs an expression over code points, step by step with all its threads at once (Pike's machine): linear in the text, the leftmost
/// match, the first alternative preferred. Slower than .NET's automata; it serves the texts that these would read wrongly.
/// </summary>
internal sealed class RegexMachine
{
    private readonly List<Instruction> _program = [];
    private readonly int _slots;

    /// <summary>Compiles an expression.</summary>
    /// <param name="node">The parsed expression.</param>
    /// <param name="captures">How many groups it captures.</param>
    public RegexMachine(RegexNode node, int captures)
    {
        _slots = (captures + 1) * 2;
        Emit(new Instruction(Code.Save, 0));
        Compile(node);
        Emit(new Instruction(Code.Save, 1));
        Emit(new Instruction(Code.Match));
    }

    private enum Code
    {
        Rune,
        Split,
        Jump,
        Save,
        Anchor,
        Match,
    }

    /// <summary>Finds the leftmost match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the search begins.</param>
    /// <returns>Begin and end of the match and of each group, -1 where a group took no part; null when there is no match.</returns>
    public int[]? Find(string text, int start)
    {
        var current = new Threads(_program.Count);
        var next = new Threads(_program.Count);
        int[]? found = null;
        for (var at = start; ; )
        {
            if (found is null)
            {
                var fresh = new int[_slots];
                Array.Fill(fresh, -1);
                Add(current, 0, fresh, text, at);
            }
            if (current.Count == 0)
            {
                break;
            }
            var length = at < text.Length ? CodePoints.LengthAt(text, at) : 0;
            var rune = length == 0 ? -1 : length == 2 ? char.ConvertToUtf32(text, at) : text[at];
            for (var i = 0; i < current.Count; i++)
            {
                var (instruction, saved) = (_program[current.Order[i]], current.Saved[i]);
                if (instruction.Code == Code.Match)
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
            var instruction = _program[thread.Place];
            switch (instruction.Code)
            {
                case Code.Jump:
                    pending.Push((instruction.X, thread.Saved));
                    break;
                case Code.Split:
                    pending.Push((instruction.Y, thread.Saved));
                    pending.Push((instruction.X, thread.Saved));
                    break;
                case Code.Save:
                    var copy = (int[])thread.Saved.Clone();
                    copy[instruction.X] = at;
                    pending.Push((thread.Place + 1, copy));
                    break;
                case Code.Anchor:
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

    private int Emit(Instruction instruction)
    {
        _program.Add(instruction);
        return _program.Count - 1;
    }

    private void Compile(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Empty empty:
                Emit(new Instruction(Code.Anchor, (int)empty.Anchor));
                break;
            case RegexNode.Class set:
                Emit(new Instruction(Code.Rune) { Set = set.Set });
                break;
            case RegexNode.Concat concat:
                foreach (var part in concat.Parts)
                {
                    Compile(part);
                }
                break;
            case RegexNode.Capture capture:
                Emit(new Instruction(Code.Save, capture.Index * 2));
                Compile(capture.Body);
                Emit(new Instruction(Code.Save, (capture.Index * 2) + 1));
                break;
            case RegexNode.Alternate alternate:
                CompileAlternate(alternate);
                break;
            case RegexNode.Repeat repeat:
                CompileRepeat(repeat);
                break;
        }
    }

    private void CompileAlternate(RegexNode.Alternate alternate)
    {
        var jumps = new List<int>();
        for (var i = 0; i < alternate.Choices.Count - 1; i++)
        {
            var split = Emit(new Instruction(Code.Split));
            Compile(alternate.Choices[i]);
            jumps.Add(Emit(new Instruction(Code.Jump)));
            _program[split] = new Instruction(Code.Split, split + 1, _program.Count);
        }
        Compile(alternate.Choices[^1]);
        foreach (var jump in jumps)
        {
            _program[jump] = new Instruction(Code.Jump, _program.Count);
        }
    }

    private void CompileRepeat(RegexNode.Repeat repeat)
    {
        for (var i = 0; i < repeat.Min; i++)
        {
            Compile(repeat.Body);
        }
        if (repeat.Max < 0)
        {
            var split = Emit(new Instruction(Code.Split));
            Compile(repeat.Body);
            Emit(new Instruction(Code.Jump, split));
            _program[split] = Split(split, repeat.IsGreedy);
            return;
        }
        var splits = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(Emit(new Instruction(Code.Split)));
            Compile(repeat.Body);
        }
        foreach (var split in splits)
        {
            _program[split] = Split(split, repeat.IsGreedy);
        }
    }

    private Instruction Split(int at, bool isGreedy) =>
        isGreedy ? new Instruction(Code.Split, at + 1, _program.Count) : new Instruction(Code.Split, _program.Count, at + 1);

    private readonly record struct Instruction(Code Code, int X = 0, int Y = 0)
    {
        public RuneSet? Set { get; init; }
    }

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
