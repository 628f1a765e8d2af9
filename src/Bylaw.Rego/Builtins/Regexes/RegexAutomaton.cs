using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>
/// Tells whether a text holds a match, by an automaton over code points whose states are made when a text first leads to them. Threads share
/// it and write nothing once it knows its way, which .NET's automata, with one set of working memory each, do not offer.
/// </summary>
/// <remarks>Linear in the text: a state that is not known yet costs one look at the program. Beyond a bound of states it gives up.</remarks>
internal sealed class RegexAutomaton
{
    /// <summary>Transitions and places of all states together.</summary>
    private const int MaxCells = 1 << 16;

    private readonly RegexProgram _program;
    private readonly RegexAlphabet _alphabet;
    private readonly Dictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly State _accepted = new([], 0, 0);
    private readonly State _dead = new([], 0, 0);
    private readonly State? _first;
    private readonly int[] _visited;
    private readonly List<int> _pending = [];

    // Whether a match may begin behind the first letter.
    private readonly bool _beginsLater;
    private int _round;
    private int _cells;

    private RegexAutomaton(RegexProgram program, RegexAlphabet alphabet)
    {
        _program = program;
        _alphabet = alphabet;
        _visited = new int[program.Count * 2];
        _round = 1;
        var places = new List<int>();
        foreach (var before in (ReadOnlySpan<int>)[0, RegexAlphabet.Newline, RegexAlphabet.Word])
        {
            _beginsLater |= Follow(0, before, places) || places.Count > 0;
            _round++;
        }
        places.Clear();
        _first = Follow(0, RegexAlphabet.Begin, places) ? _accepted : Find(places, RegexAlphabet.Begin);
    }

    /// <summary>Makes the automaton of an expression.</summary>
    /// <returns>The automaton; null when the expression names more sets of characters than are worth telling apart.</returns>
    public static RegexAutomaton? Make(RegexProgram program) =>
        RegexAlphabet.Of(program) is { } alphabet ? new RegexAutomaton(program, alphabet) : null;

    /// <summary>Looks for a match.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Whether there is one; null when the automaton would grow too large.</returns>
    public bool? IsMatch(string text)
    {
        var state = _first;
        for (var at = 0; at < text.Length && state is not null; at++)
        {
            var next = state.Next;
            if (next.Length == 0)
            {
                return ReferenceEquals(state, _accepted);
            }
            var letter = text[at] < RegexAlphabet.Direct ? _alphabet.LetterOf(text[at]) : _alphabet.LetterAt(text, ref at);
            state = next[letter] ?? Advance(state, letter);
        }
        if (state is { Next.Length: > 0 })
        {
            state = state.Next[_alphabet.End] ?? Advance(state, _alphabet.End);
        }
        return state is null ? null : ReferenceEquals(state, _accepted);
    }

    /// <summary>Works out where a letter leads, or the end of the text, and keeps it.</summary>
    private State? Advance(State state, int letter)
    {
        lock (_states)
        {
            _round++;
            var before = letter == _alphabet.End ? 0 : _alphabet.Traits(letter);
            var pending = new Stack<int>(state.Places);
            var places = new List<int>();
            var isAccepted = false;
            while (!isAccepted && pending.TryPop(out var place))
            {
                var instruction = _program[place];
                switch (instruction.Code)
                {
                    case RegexCode.Rune:
                        isAccepted = letter != _alphabet.End && _alphabet.IsIn(letter, instruction.Set!) && Follow(place + 1, before, places);
                        break;
                    case RegexCode.Match:
                        isAccepted = true;
                        break;
                    default:
                        FollowHere(place, state.Before, letter, pending);
                        break;
                }
            }
            // A match may begin behind the letter too.
            isAccepted = isAccepted || (letter != _alphabet.End && Follow(0, before, places));
            var next = isAccepted ? _accepted : Find(places, before);
            if (next is not null)
            {
                state.Next[letter] = next;
            }
            return next;
        }
    }

    /// <summary>Goes on from a place between two letters, of which both are known.</summary>
    private void FollowHere(int place, int before, int letter, Stack<int> pending)
    {
        // The second half of the marks: what is visited before the letter is taken.
        ref var mark = ref _visited[_program.Count + place];
        if (mark == _round)
        {
            return;
        }
        mark = _round;
        var instruction = _program[place];
        switch (instruction.Code)
        {
            case RegexCode.Jump:
                pending.Push(instruction.X);
                break;
            case RegexCode.Split:
                pending.Push(instruction.X);
                pending.Push(instruction.Y);
                break;
            case RegexCode.Save:
                pending.Push(place + 1);
                break;
            case RegexCode.Anchor when Holds((RegexAnchor)instruction.X, before, letter):
                pending.Push(place + 1);
                break;
        }
    }

    /// <summary>Collects the places that a place leads to when what stands before them is known and what follows is not.</summary>
    /// <returns>True when the expression has matched.</returns>
    private bool Follow(int start, int before, List<int> places)
    {
        _pending.Clear();
        _pending.Add(start);
        while (_pending.Count > 0)
        {
            var place = _pending[^1];
            _pending.RemoveAt(_pending.Count - 1);
            if (_visited[place] == _round)
            {
                continue;
            }
            _visited[place] = _round;
            var instruction = _program[place];
            switch (instruction.Code)
            {
                case RegexCode.Match:
                    return true;
                case RegexCode.Jump:
                    _pending.Add(instruction.X);
                    break;
                case RegexCode.Split:
                    _pending.Add(instruction.X);
                    _pending.Add(instruction.Y);
                    break;
                case RegexCode.Save:
                    _pending.Add(place + 1);
                    break;
                case RegexCode.Anchor when (RegexAnchor)instruction.X is RegexAnchor.None or RegexAnchor.BeginText or RegexAnchor.BeginLine:
                    if (Holds((RegexAnchor)instruction.X, before, _alphabet.End))
                    {
                        _pending.Add(place + 1);
                    }
                    break;
                default:
                    places.Add(place);
                    break;
            }
        }
        return false;
    }

    private bool Holds(RegexAnchor anchor, int before, int letter)
    {
        var after = letter == _alphabet.End ? 0 : _alphabet.Traits(letter);
        return anchor switch
        {
            RegexAnchor.BeginText => (before & RegexAlphabet.Begin) != 0,
            RegexAnchor.BeginLine => (before & (RegexAlphabet.Begin | RegexAlphabet.Newline)) != 0,
            RegexAnchor.EndText => letter == _alphabet.End,
            RegexAnchor.EndLine => letter == _alphabet.End || (after & RegexAlphabet.Newline) != 0,
            RegexAnchor.WordBoundary => ((before ^ after) & RegexAlphabet.Word) != 0,
            RegexAnchor.NoWordBoundary => ((before ^ after) & RegexAlphabet.Word) == 0,
            _ => true,
        };
    }

    private State? Find(List<int> places, int before)
    {
        if (places.Count == 0 && !_beginsLater)
        {
            return _dead;
        }
        places.Sort();
        var hasAnchor = false;
        var key = new char[(places.Count * 2) + 1];
        for (var i = 0; i < places.Count; i++)
        {
            hasAnchor |= _program[places[i]].Code == RegexCode.Anchor;
            (key[i * 2], key[(i * 2) + 1]) = ((char)places[i], (char)(places[i] >> 16));
        }
        before = hasAnchor ? before : 0;
        key[^1] = (char)before;
        var name = new string(key);
        if (!_states.TryGetValue(name, out var state))
        {
            _cells += _alphabet.End + 1 + places.Count;
            if (_cells > MaxCells)
            {
                return null;
            }
            _states[name] = state = new State([.. places], before, _alphabet.End + 1);
        }
        return state;
    }

    /// <summary>The places where matches that began so far go on, and what stands before them where that matters.</summary>
    private sealed class State(int[] places, int before, int letters)
    {
        public int[] Places { get; } = places;

        public int Before { get; } = before;

        /// <summary>Gets the states that letters lead to, the end of the text last; null where nobody went yet. Empty where the answer is known.</summary>
        public State?[] Next { get; } = letters == 0 ? [] : new State?[letters];
    }
}
