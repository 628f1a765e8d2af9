namespace Bylaw.Rego.Values;

/// <content>Objects.</content>
internal ref partial struct JsonScanner
{
    private RegoValue ReadObject(ref JsonShape? hint)
    {
        if (!TryDescend())
        {
            return default;
        }
        _at++;
        SkipSpace();
        var start = _state.Top;
        var isAfterComma = false;
        if (hint is { } shape)
        {
            var values = new RegoValue[shape.Count];
            var count = 0;
            while (TakeName(shape.Names[count]))
            {
                var value = ReadValue(ref shape.Children[count]);
                if (!value.IsDefined)
                {
                    return default;
                }
                values[count++] = value;
                isAfterComma = TakeComma();
                if (!isAfterComma || count == values.Length)
                {
                    break;
                }
            }
            if (!isAfterComma && count == values.Length)
            {
                return TakeEnd('}') ? RegoValue.From(new RegoObject(shape.Table, values)) : default;
            }
            // It begins like the last one and then differs.
            for (var i = 0; i < count; i++)
            {
                _state.Push(shape.Table[i]);
                _state.Push(values[i]);
            }
        }
        return ReadObject(ref hint, start, isAfterComma);
    }

    /// <summary>Reads on in an object of unknown shape; keys and values lie in turns on the stack until it ends.</summary>
    private RegoValue ReadObject(ref JsonShape? hint, int start, bool isAfterComma)
    {
        // What stands below the keys of a map mostly looks alike.
        JsonShape? below = null;
        var isMore = isAfterComma || (_state.Top == start && Peek() != '}');
        while (isMore)
        {
            var key = Peek() == '"' ? ReadString(isKey: true) : default;
            if (!key.IsDefined || !TakeColon())
            {
                return default;
            }
            var value = ReadValue(ref below);
            if (!value.IsDefined)
            {
                return default;
            }
            _state.Push(key);
            _state.Push(value);
            isMore = TakeComma();
        }
        if (!TakeEnd('}'))
        {
            return default;
        }
        var pairs = _state.From(start);
        var result = pairs.IsEmpty ? RegoObject.Empty : _state.MakeObject(pairs, ref hint);
        _state.Drop(start);
        return RegoValue.From(result);
    }

    private bool TakeName(byte[] name)
    {
        if (!_utf8[_at..].StartsWith(name))
        {
            return false;
        }
        var at = _at;
        _at += name.Length;
        if (TakeColon())
        {
            return true;
        }
        _at = at;
        return false;
    }

    private bool TakeColon()
    {
        SkipSpace();
        if (Peek() != ':')
        {
            return false;
        }
        _at++;
        SkipSpace();
        return true;
    }

    /// <summary>Goes on behind a comma.</summary>
    private bool TakeComma()
    {
        SkipSpace();
        if (Peek() != ',')
        {
            return false;
        }
        _at++;
        SkipSpace();
        return true;
    }

    private bool TakeEnd(char end)
    {
        if (Peek() != end)
        {
            return false;
        }
        _at++;
        _depth--;
        return true;
    }
}
