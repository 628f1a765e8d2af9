using System.Buffers.Binary;
using System.Numerics;

namespace Bylaw.Rego.Values;

/// <content>Reading along a projection: parts that do not matter are checked and passed over.</content>
internal ref partial struct JsonScanner
{
    private RegoValue ReadPart(JsonProjection part)
    {
        if (!part.IsWhole)
        {
            switch (Peek())
            {
                case (byte)'{':
                    return ReadPartOfObject(part);
                case (byte)'[':
                    return ReadPartOfArray(part);
                default:
                    break;
            }
        }
        return ReadValue(ref _hints.Whole[part.Id]);
    }

    private RegoValue ReadPartOfArray(JsonProjection part)
    {
        if (!TryDescend())
        {
            return default;
        }
        _at++;
        SkipSpace();
        var start = _state.Top;
        if (Peek() != ']')
        {
            do
            {
                if (part.Each is { } each)
                {
                    var item = ReadPart(each);
                    if (!item.IsDefined)
                    {
                        return default;
                    }
                    _state.Push(item);
                }
                else if (!PassValue())
                {
                    return default;
                }
            }
            while (TakeComma());
        }
        return TakeEnd(']') ? RegoValue.From(_state.MakeArray(start)) : default;
    }

    private RegoValue ReadPartOfObject(JsonProjection part)
    {
        if (!TryDescend())
        {
            return default;
        }
        _at++;
        SkipSpace();
        var start = _state.Top;
        var isAfterComma = false;
        if (_hints.Last(part) is { } shape)
        {
            var values = shape.Kept.Count == 0 ? [] : new RegoValue[shape.Kept.Count];
            var count = 0;
            while (TakeName(shape.Names[count]))
            {
                if (shape.Parts[count] is { } below)
                {
                    var value = ReadPart(below);
                    if (!value.IsDefined)
                    {
                        return default;
                    }
                    values[shape.Slots[count]] = value;
                }
                else if (!PassValue())
                {
                    return default;
                }
                count++;
                isAfterComma = TakeComma();
                if (!isAfterComma || count == shape.Names.Length)
                {
                    break;
                }
            }
            if (!isAfterComma && count == shape.Names.Length)
            {
                return TakeEnd('}') ? RegoValue.From(new RegoObject(shape.Kept, values)) : default;
            }
            // It begins like the last one and then differs.
            for (var i = 0; i < count; i++)
            {
                _state.Push(shape.KeyAt(i));
                _state.Push(shape.Slots[i] < 0 ? default : values[shape.Slots[i]]);
            }
        }
        return ReadPartOfObject(part, start, isAfterComma);
    }

    /// <summary>Reads on key by key; keys and values lie in turns on the stack until the object ends, values that do not matter undefined.</summary>
    private RegoValue ReadPartOfObject(JsonProjection part, int start, bool isAfterComma)
    {
        if (isAfterComma || (_state.Top == start && Peek() != '}'))
        {
            do
            {
                var key = Peek() == '"' ? ReadString(isKey: true) : default;
                if (!key.IsDefined || !TakeColon())
                {
                    return default;
                }
                RegoValue value = default;
                if (part.Of(key) is { } below)
                {
                    value = ReadPart(below);
                    if (!value.IsDefined)
                    {
                        return default;
                    }
                }
                else if (!PassValue())
                {
                    return default;
                }
                _state.Push(key);
                _state.Push(value);
            }
            while (TakeComma());
        }
        return TakeEnd('}') ? RegoValue.From(_state.MakePart(_hints, part, start)) : default;
    }

    /// <summary>Passes over a value; false says that the scanner gives up.</summary>
    private bool PassValue() => Peek() switch
    {
        (byte)'"' => PassString(),
        (byte)'{' => PassObject(),
        (byte)'[' => PassArray(),
        (byte)'t' => TakeWord("true"u8),
        (byte)'f' => TakeWord("false"u8),
        (byte)'n' => TakeWord("null"u8),
        _ => ReadNumber().IsDefined,
    };

    private bool PassObject()
    {
        if (!TryDescend())
        {
            return false;
        }
        _at++;
        SkipSpace();
        if (Peek() != '}')
        {
            do
            {
                if (Peek() != '"' || !PassString() || !TakeColon() || !PassValue())
                {
                    return false;
                }
            }
            while (TakeComma());
        }
        return TakeEnd('}');
    }

    private bool PassArray()
    {
        if (!TryDescend())
        {
            return false;
        }
        _at++;
        SkipSpace();
        if (Peek() != ']')
        {
            do
            {
                if (!PassValue())
                {
                    return false;
                }
            }
            while (TakeComma());
        }
        return TakeEnd(']');
    }

    /// <summary>Passes over a string in plain ASCII; others are read, which checks them.</summary>
    private bool PassString()
    {
        var utf8 = _utf8;
        var start = _at + 1;
        for (var at = start; at + 8 <= utf8.Length; at += 8)
        {
            var special = Special(BinaryPrimitives.ReadUInt64LittleEndian(utf8[at..]));
            if (special != 0)
            {
                at += BitOperations.TrailingZeroCount(special) >> 3;
                if (utf8[at] == '"')
                {
                    _at = at + 1;
                    return true;
                }
                break;
            }
        }
        return ReadOddString(start, isKey: false).IsDefined;
    }
}
