using System.Globalization;
using System.Numerics;
using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>
/// Fills a format as Go's <c>fmt.Sprintf</c> does: integers, floats and strings by their verb, other values as their Rego text. What
/// does not fit is marked in the text as Go marks it, for example <c>%!d(string=x)</c>.
/// </summary>
internal sealed partial class GoFormat
{
    private const int MaxKeptCapacity = 4096;

    private string _format = "";
    private BuiltinContext? _context;
    private RegoValue[] _arguments = new RegoValue[8];
    private int _count;
    private readonly StringBuilder _output = new(256);
    private int _index;
    private int _next;
    private bool _isReordered;

    [ThreadStatic]
    private static GoFormat? _kept;

    /// <summary>Fills a format.</summary>
    /// <param name="format">Text with verbs.</param>
    /// <param name="arguments">What the verbs stand for, in order.</param>
    /// <param name="context">What watches over what is written; null for nothing.</param>
    /// <returns>The text; null when it is longer than <see cref="BuiltinLimits.MaxText"/>.</returns>
    public static string? Format(string format, ReadOnlySpan<RegoValue> arguments, BuiltinContext? context = null)
    {
        // One a thread is kept; printing a value never formats another text meanwhile, but if it did it would get its own.
        var run = _kept ?? new GoFormat();
        _kept = null;
        (run._format, run._count, run._index, run._next, run._isReordered) = (format, arguments.Length, 0, 0, false);
        if (run._arguments.Length < arguments.Length)
        {
            run._arguments = new RegoValue[arguments.Length];
        }
        arguments.CopyTo(run._arguments);
        run._context = context;
        run.Run();
        if (run._output.Length > BuiltinLimits.MaxText)
        {
            return null;
        }
        context?.Reserve((long)run._output.Length * sizeof(char));
        var text = run._output.ToString();
        if (run._output.Capacity <= MaxKeptCapacity && run._arguments.Length <= MaxKeptCapacity)
        {
            run._output.Clear();
            run._context = null;
            run._arguments.AsSpan(0, run._count).Clear();
            _kept = run;
        }
        return text;
    }

    private void Run()
    {
        while (_index < _format.Length && _output.Length <= BuiltinLimits.MaxText)
        {
            _context?.Spend();
            var percent = _format.IndexOf('%', _index);
            if (percent < 0)
            {
                _output.Append(_format, _index, _format.Length - _index);
                break;
            }
            _output.Append(_format, _index, percent - _index);
            _index = percent + 1;
            if (!TryRunPlain())
            {
                RunVerb();
            }
        }
        if (!_isReordered && _next < _count && _output.Length <= BuiltinLimits.MaxText)
        {
            AppendExtra();
        }
    }

    /// <summary>Prints what is asked for most: <c>%s</c> and <c>%v</c> of a string, <c>%v</c> and <c>%d</c> of an integer.</summary>
    private bool TryRunPlain()
    {
        if (_index >= _format.Length || _next >= _count)
        {
            return false;
        }
        ref readonly var value = ref _arguments[_next];
        switch (_format[_index])
        {
            case 's' or 'v' when value.TryGetString(out var text):
                _context?.Reserve((long)text.Length * sizeof(char));
                _output.Append(text);
                break;
            case 'v' or 'd' when value.IsInteger:
                _output.Append(CultureInfo.InvariantCulture, $"{value.Bits}");
                break;
            default:
                return false;
        }
        _index++;
        _next++;
        return true;
    }

    private void RunVerb()
    {
        var spec = new Spec();
        ReadFlags(ref spec);
        var isIndexed = ReadIndex(out var badIndex);
        if (Peek() == '*')
        {
            _index++;
            ReadStar(out spec.Width, out spec.HasWidth, "%!(BADWIDTH)");
            if (spec.Width < 0)
            {
                spec.Width = -spec.Width;
                spec.Minus = true;
                spec.Zero = false;
            }
            isIndexed = false;
        }
        else
        {
            spec.HasWidth = ReadNumber(out spec.Width);
            badIndex |= isIndexed && spec.HasWidth;
        }
        if (Peek() == '.')
        {
            _index++;
            badIndex |= isIndexed;
            isIndexed = ReadIndex(out var bad);
            badIndex |= bad;
            if (Peek() == '*')
            {
                _index++;
                ReadStar(out spec.Precision, out spec.HasPrecision, "%!(BADPREC)");
                if (spec.Precision < 0)
                {
                    spec.Precision = 0;
                    spec.HasPrecision = false;
                }
                isIndexed = false;
            }
            else
            {
                spec.HasPrecision = true;
                ReadNumber(out spec.Precision);
            }
        }
        if (!isIndexed)
        {
            ReadIndex(out var bad);
            badIndex |= bad;
        }
        if (_index >= _format.Length)
        {
            _output.Append("%!(NOVERB)");
            return;
        }
        Rune.DecodeFromUtf16(_format.AsSpan(_index), out var verb, out var length);
        _index += length;
        if (verb.Value == '%')
        {
            _output.Append('%');
        }
        else if (badIndex)
        {
            _output.Append("%!").Append(verb.ToString()).Append("(BADINDEX)");
        }
        else if (_next >= _count)
        {
            _output.Append("%!").Append(verb.ToString()).Append("(MISSING)");
        }
        else
        {
            Print(Argument.From(_context, _arguments[_next++]), verb, spec);
        }
    }

    private void ReadFlags(ref Spec spec)
    {
        for (; _index < _format.Length; _index++)
        {
            switch (_format[_index])
            {
                case '#':
                    spec.Sharp = true;
                    break;
                case '0':
                    spec.Zero = true;
                    break;
                case '+':
                    spec.Plus = true;
                    break;
                case '-':
                    spec.Minus = true;
                    break;
                case ' ':
                    spec.Space = true;
                    break;
                default:
                    return;
            }
        }
    }

    private char Peek() => _index < _format.Length ? _format[_index] : '\0';

    private bool ReadNumber(out int number)
    {
        number = 0;
        var start = _index;
        while (_index < _format.Length && char.IsAsciiDigit(_format[_index]))
        {
            number = Math.Min(1_000_001, (number * 10) + (_format[_index++] - '0'));
        }
        if (number > 1_000_000)
        {
            number = 0;
            return false;
        }
        return _index > start;
    }

    /// <summary>Reads <c>[n]</c>, which turns to the n-th argument.</summary>
    private bool ReadIndex(out bool isBad)
    {
        isBad = false;
        if (Peek() != '[')
        {
            return false;
        }
        _isReordered = true;
        var close = _format.IndexOf(']', _index);
        if (close < 0)
        {
            isBad = true;
            _index++;
            return false;
        }
        isBad = !int.TryParse(_format.AsSpan(_index + 1, close - _index - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1 || number > _count;
        _index = close + 1;
        if (!isBad)
        {
            _next = number - 1;
        }
        return true;
    }

    private void ReadStar(out int number, out bool isPresent, string complaint)
    {
        number = 0;
        isPresent = _next < _count && _arguments[_next].IsInteger && Math.Abs(_arguments[_next].Bits) <= 1_000_000;
        if (isPresent)
        {
            number = (int)_arguments[_next].Bits;
        }
        else
        {
            _output.Append(complaint);
        }
        _next = Math.Min(_next + 1, _count);
    }

    private void AppendExtra()
    {
        _output.Append("%!(EXTRA ");
        for (var i = _next; i < _count && _output.Length <= BuiltinLimits.MaxText; i++)
        {
            _context?.Spend();
            if (i > _next)
            {
                _output.Append(", ");
            }
            var argument = Argument.From(_context, _arguments[i]);
            _output.Append(argument.TypeName).Append('=');
            Print(argument, new Rune('v'), new Spec());
        }
        _output.Append(')');
    }

    /// <summary>What stands between the percent sign and the verb.</summary>
    private struct Spec
    {
        public bool Sharp;
        public bool Zero;
        public bool Plus;
        public bool Minus;
        public bool Space;
        public bool HasWidth;
        public bool HasPrecision;
        public int Width;
        public int Precision;
    }

    /// <summary>An argument in the form that Go's formatter would see.</summary>
    private readonly struct Argument(BigInteger? integer, bool isBig, double? real, string? text)
    {
        public BigInteger? Integer { get; } = integer;

        public bool IsBig { get; } = isBig;

        public double? Real { get; } = real;

        public string? Text { get; } = text;

        public string TypeName => Integer is not null ? (IsBig ? "*big.Int" : "int") : Real is not null ? "float64" : "string";

        public static Argument From(BuiltinContext? context, in RegoValue value)
        {
            if (value.IsString)
            {
                return new Argument(null, false, null, value.AsString());
            }
            if (!value.IsNumber)
            {
                return new Argument(null, false, null, LimitedText.Write(context, value));
            }
            if (NumberArithmetic.TryGetInteger(value, out var integer))
            {
                return new Argument(integer, integer < long.MinValue || integer > long.MaxValue, null, null);
            }
            var real = value.AsDouble();
            return double.IsFinite(real) ? new Argument(null, false, real, null) : new Argument(null, false, null, value.NumberAsText());
        }
    }
}
