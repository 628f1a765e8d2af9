namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>What an instruction does.</summary>
internal enum RegexCode
{
    Rune,
    Split,
    Jump,
    Save,
    Anchor,
    Match,
}

/// <summary>One instruction: where it goes on, what it saves, or which anchor it asks for.</summary>
internal readonly record struct RegexInstruction(RegexCode Code, int X = 0, int Y = 0)
{
    /// <summary>Gets the code points that <see cref="RegexCode.Rune"/> takes.</summary>
    public RuneSet? Set { get; init; }
}

/// <summary>An expression as instructions, for machines that follow all ways at once. Immutable once made.</summary>
internal sealed class RegexProgram
{
    private readonly List<RegexInstruction> _instructions = [];

    /// <summary>Compiles an expression.</summary>
    /// <param name="node">The parsed expression.</param>
    public RegexProgram(RegexNode node)
    {
        Emit(new RegexInstruction(RegexCode.Save, 0));
        Compile(node);
        Emit(new RegexInstruction(RegexCode.Save, 1));
        Emit(new RegexInstruction(RegexCode.Match));
    }

    /// <summary>Gets the number of instructions.</summary>
    public int Count => _instructions.Count;

    /// <summary>Gets an instruction.</summary>
    public RegexInstruction this[int place] => _instructions[place];

    private int Emit(RegexInstruction instruction)
    {
        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }

    private void Compile(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Empty empty:
                Emit(new RegexInstruction(RegexCode.Anchor, (int)empty.Anchor));
                break;
            case RegexNode.Class set:
                Emit(new RegexInstruction(RegexCode.Rune) { Set = set.Set });
                break;
            case RegexNode.Concat concat:
                foreach (var part in concat.Parts)
                {
                    Compile(part);
                }
                break;
            case RegexNode.Capture capture:
                Emit(new RegexInstruction(RegexCode.Save, capture.Index * 2));
                Compile(capture.Body);
                Emit(new RegexInstruction(RegexCode.Save, (capture.Index * 2) + 1));
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
            var split = Emit(new RegexInstruction(RegexCode.Split));
            Compile(alternate.Choices[i]);
            jumps.Add(Emit(new RegexInstruction(RegexCode.Jump)));
            _instructions[split] = new RegexInstruction(RegexCode.Split, split + 1, _instructions.Count);
        }
        Compile(alternate.Choices[^1]);
        foreach (var jump in jumps)
        {
            _instructions[jump] = new RegexInstruction(RegexCode.Jump, _instructions.Count);
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
            var split = Emit(new RegexInstruction(RegexCode.Split));
            Compile(repeat.Body);
            Emit(new RegexInstruction(RegexCode.Jump, split));
            _instructions[split] = Split(split, repeat.IsGreedy);
            return;
        }
        var splits = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(Emit(new RegexInstruction(RegexCode.Split)));
            Compile(repeat.Body);
        }
        foreach (var split in splits)
        {
            _instructions[split] = Split(split, repeat.IsGreedy);
        }
    }

    private RegexInstruction Split(int at, bool isGreedy) =>
        isGreedy ? new RegexInstruction(RegexCode.Split, at + 1, _instructions.Count) : new RegexInstruction(RegexCode.Split, _instructions.Count, at + 1);
}
