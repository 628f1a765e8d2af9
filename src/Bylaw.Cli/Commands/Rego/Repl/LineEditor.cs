namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary>Reads a line from a terminal, with history, completion, and the keys that shells have.</summary>
/// <param name="readKey">Waits for a key.</param>
/// <param name="output">The terminal.</param>
/// <param name="width">Returns the columns of the terminal.</param>
/// <param name="history">Lines entered before.</param>
/// <param name="complete">Returns what a word may go on to, given the text before the cursor.</param>
internal sealed class LineEditor(
    Func<ConsoleKeyInfo> readKey, TextWriter output, Func<int> width, ReplHistory history, Func<string, (int Start, IReadOnlyList<string> Words)> complete)
{
    private string _prompt = "";
    private string _text = "";
    private int _cursor;

    /// <summary>Reads one line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <returns>The line; null at Ctrl-D on an empty line; empty with <c>IsInterrupted</c> at Ctrl-C.</returns>
    public (string? Text, bool IsInterrupted) Read(string prompt)
    {
        (_prompt, _text, _cursor) = (prompt, "", 0);
        var index = history.Entries.Count;
        var unfinished = "";
        Draw();
        while (true)
        {
            var key = readKey();
            var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    output.Write("\n");
                    return (_text, false);
                case ConsoleKey.C when control:
                    output.Write("^C\n");
                    return ("", true);
                case ConsoleKey.D when control && _text.Length == 0:
                    output.Write("\n");
                    return (null, false);
                case ConsoleKey.UpArrow or ConsoleKey.DownArrow or ConsoleKey.P or ConsoleKey.N when control || key.Key is ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                    unfinished = index == history.Entries.Count ? _text : unfinished;
                    index = Math.Clamp(index + (key.Key is ConsoleKey.UpArrow or ConsoleKey.P ? -1 : 1), 0, history.Entries.Count);
                    Set(index == history.Entries.Count ? unfinished : history.Entries[index].Replace('\n', ' '));
                    break;
                case ConsoleKey.Tab:
                    Complete();
                    break;
                default:
                    Edit(key, control);
                    break;
            }
            Draw();
        }
    }

    private void Edit(ConsoleKeyInfo key, bool control)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                _cursor = Math.Min(_text.Length, _cursor + 1);
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when control:
                _cursor = 0;
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when control:
                _cursor = _text.Length;
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                _text = _text.Remove(--_cursor, 1);
                break;
            case ConsoleKey.Delete when _cursor < _text.Length:
            case ConsoleKey.D when control && _cursor < _text.Length:
                _text = _text.Remove(_cursor, 1);
                break;
            case ConsoleKey.U when control:
                (_text, _cursor) = (_text[_cursor..], 0);
                break;
            case ConsoleKey.K when control:
                _text = _text[.._cursor];
                break;
            case ConsoleKey.W when control:
                var start = _text.AsSpan(0, _cursor).TrimEnd().LastIndexOf(' ') + 1;
                (_text, _cursor) = (_text.Remove(start, _cursor - start), start);
                break;
            case ConsoleKey.L when control:
                output.Write("\u001b[H\u001b[2J");
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    _text = _text.Insert(_cursor++, key.KeyChar.ToString());
                }
                break;
        }
    }

    private void Complete()
    {
        var (start, words) = complete(_text[.._cursor]);
        if (words.Count == 0)
        {
            return;
        }
        var common = words[0];
        foreach (var word in words)
        {
            var length = 0;
            while (length < Math.Min(common.Length, word.Length) && common[length] == word[length])
            {
                length++;
            }
            common = common[..length];
        }
        if (common.Length > _cursor - start)
        {
            _text = string.Concat(_text.AsSpan(0, start), common, _text.AsSpan(_cursor));
            _cursor = start + common.Length;
        }
        else if (words.Count > 1)
        {
            output.Write("\n" + string.Join("  ", words.Take(60)) + (words.Count > 60 ? $"  … {words.Count - 60} more" : "") + "\n");
        }
    }

    private void Set(string text) => (_text, _cursor) = (text, text.Length);

    /// <summary>Draws the line anew; a long one is shown in part, round the cursor.</summary>
    private void Draw()
    {
        var room = Math.Max(10, width() - _prompt.Length - 1);
        var first = Math.Max(0, _cursor - room + 1);
        var shown = _text.Substring(first, Math.Min(room, _text.Length - first));
        output.Write($"\r{_prompt}{shown}\u001b[K\r\u001b[{_prompt.Length + _cursor - first}C");
        output.Flush();
    }
}
