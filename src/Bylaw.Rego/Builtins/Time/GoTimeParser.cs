using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bylaw.Rego.Builtins.Time;

/// <summary>Reads moments written in Go's layouts, with Go's tolerance and Go's messages.</summary>
internal sealed partial class GoTimeParser
{
    private readonly string _layout;
    private readonly string _text;
    private int _at;
    private string? _outOfRange;
    private long _year;
    private int _month = -1;
    private int _day = -1;
    private int _yearDay = -1;
    private int _hour;
    private int _minute;
    private int _second;
    private int _nano;
    private int? _offset;
    private bool _isPm;
    private bool _isAm;

    private GoTimeParser(string layout, string text)
    {
        _layout = layout;
        _text = text;
    }

    /// <summary>Reads a moment as nanoseconds since 1970.</summary>
    /// <exception cref="RefusedOperandException">The text does not fit the layout, or the moment does not fit 64 bits.</exception>
    internal static long Parse(string layout, string text)
    {
        var seconds = new GoTimeParser(layout, text).Run(out var nano);
        return GoTime.TryNanoseconds(seconds, nano, out var result)
            ? result
            : throw new RefusedOperandException("time outside of valid range");
    }

    /// <summary>Checks that a text fits a layout, in whatever year.</summary>
    /// <exception cref="RefusedOperandException">It does not.</exception>
    internal static void Check(string layout, string text) => new GoTimeParser(layout, text).Run(out _);

    private ReadOnlySpan<char> Rest => _text.AsSpan(_at);

    private long Run(out int nano)
    {
        for (var position = 0; ;)
        {
            var chunk = GoLayout.Next(_layout, position);
            var literal = _layout[position..chunk.Start];
            if (!TrySkip(literal))
            {
                Mismatch(literal, _text[_at..]);
            }
            if (chunk.Part == LayoutPart.None)
            {
                if (_at < _text.Length)
                {
                    Refuse($": extra text: {Quote(_text[_at..])}");
                }
                break;
            }
            position = chunk.Start + chunk.Length;
            var hold = _at;
            var matched = TryRead(chunk, position);
            if (_outOfRange is not null)
            {
                Refuse($": {_outOfRange} out of range");
            }
            if (!matched)
            {
                Mismatch(_layout.Substring(chunk.Start, chunk.Length), _text[hold..]);
            }
        }
        nano = _nano;
        return Moment();
    }

    private long Moment()
    {
        if (_isPm && _hour < 12)
        {
            _hour += 12;
        }
        else if (_isAm && _hour == 12)
        {
            _hour = 0;
        }
        if (_yearDay >= 0)
        {
            DateFromYearDay();
        }
        var month = _month < 0 ? 1 : _month;
        var day = _day < 0 ? 1 : _day;
        if (day < 1 || day > GoTime.DaysInMonth(_year, month))
        {
            Refuse(": day out of range");
        }
        // A zone that is only named, such as "PST", does not move the clock: Go knows its name, not its offset.
        return GoTime.DaysFromCivil(_year, month, day) * 86_400 + _hour * 3600 + _minute * 60 + _second - (_offset ?? 0);
    }

    private void DateFromYearDay()
    {
        if (_yearDay < 1 || _yearDay > (GoTime.IsLeap(_year) ? 366 : 365))
        {
            Refuse(": day-of-year out of range");
        }
        var month = 1;
        var day = _yearDay;
        while (day > GoTime.DaysInMonth(_year, month))
        {
            day -= GoTime.DaysInMonth(_year, month);
            month++;
        }
        if (_month >= 0 && _month != month)
        {
            Refuse(": day-of-year does not match month");
        }
        if (_day >= 0 && _day != day)
        {
            Refuse(": day-of-year does not match day");
        }
        (_month, _day) = (month, day);
    }

    private bool TrySkip(string literal)
    {
        var i = 0;
        while (i < literal.Length)
        {
            if (literal[i] == ' ')
            {
                // A run of spaces stands for any run of spaces, also none at the end of the text.
                if (_at < _text.Length && _text[_at] != ' ')
                {
                    return false;
                }
                while (i < literal.Length && literal[i] == ' ')
                {
                    i++;
                }
                while (_at < _text.Length && _text[_at] == ' ')
                {
                    _at++;
                }
                continue;
            }
            if (_at >= _text.Length || _text[_at] != literal[i])
            {
                return false;
            }
            i++;
            _at++;
        }
        return true;
    }

    [DoesNotReturn]
    private void Mismatch(string layoutPart, string textPart) =>
        throw new RefusedOperandException(
            $"parsing time {Quote(_text)} as {Quote(_layout)}: cannot parse {Quote(textPart)} as {Quote(layoutPart)}");

    [DoesNotReturn]
    private void Refuse(string what) => throw new RefusedOperandException($"parsing time {Quote(_text)}{what}");

    private static string Quote(string text)
    {
        var result = new System.Text.StringBuilder("\"");
        foreach (var unit in System.Text.Encoding.UTF8.GetBytes(text))
        {
            if (unit is (byte)'"' or (byte)'\\')
            {
                result.Append('\\').Append((char)unit);
            }
            else if (unit is >= 0x80 or < 0x20)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\x{unit:x2}");
            }
            else
            {
                result.Append((char)unit);
            }
        }
        return result.Append('"').ToString();
    }
}
