using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Follows the instructions of one pickle without carrying any out: imports become names, calls become results.</summary>
/// <remarks>
/// Refuses what CPython's unpickler refuses, at the same place, so that nothing after that place is taken for something that runs.
/// Not safe for concurrent use.
/// </remarks>
internal sealed partial class PickleMachine
{
    private const int MaxInstructions = 200_000_000;
    private const int MaxMemoEntries = 20_000_000;
    private const int MaxKeptBytes = 64 * 1024 * 1024;

    private readonly PickleByteReader _reader;
    private readonly PickleMachineContext _context;
    private readonly PickleTrace _trace;
    private readonly List<PickleValue> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<ulong, PickleValue> _memo = [];

    public PickleMachine(PickleByteReader reader, PickleMachineContext context, PickleTrace trace)
    {
        _reader = reader;
        _context = context;
        _trace = trace;
    }

    /// <summary>Gets whether the stream began with a protocol header, which plain data hardly ever does.</summary>
    public bool HasProtocolHeader { get; private set; }

    /// <summary>Gets where the instruction under way began.</summary>
    public long InstructionOffset { get; private set; }

    /// <summary>Gets how many instructions were followed without fault.</summary>
    public long InstructionCount { get; private set; }

    /// <summary>Gets whether raw arrays in the joblib manner were passed over.</summary>
    public bool SkippedArrays { get; private set; }

    /// <summary>Runs to the <c>STOP</c> of one pickle.</summary>
    /// <exception cref="DamagedPickleException">The bytes are no whole pickle.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        for (var count = 0L; ; count++)
        {
            if (count >= MaxInstructions || _memo.Count > MaxMemoEntries || _stack.Count > MaxMemoEntries)
            {
                throw new ScanLimitException("the pickle has too many instructions");
            }
            if ((count & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            InstructionOffset = _reader.Offset;
            InstructionCount = count;
            var opcode = _reader.ReadByte();
            if (count == 0 && opcode == PickleOpcode.Proto)
            {
                HasProtocolHeader = true;
            }
            if (opcode == PickleOpcode.Stop)
            {
                Escape(Pop());
                return;
            }
            if (!StepScalar(opcode) && !StepContainer(opcode) && !StepObject(opcode))
            {
                throw new DamagedPickleException(string.Create(CultureInfo.InvariantCulture, $"0x{opcode:x2} is no pickle instruction"));
            }
        }
    }

    private bool StepScalar(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                if (_reader.ReadByte() > 5)
                {
                    throw new DamagedPickleException("the protocol is newer than 5");
                }
                return true;
            case PickleOpcode.Frame: _reader.Skip(8); return true;
            case PickleOpcode.None or PickleOpcode.NewTrue or PickleOpcode.NewFalse: Push(OpaqueValue.Plain); return true;
            case PickleOpcode.BinFloat: _reader.Skip(8); Push(OpaqueValue.Plain); return true;
            case PickleOpcode.BinInt: Push(new IntegerValue((int)(uint)_reader.ReadUnsigned(4))); return true;
            case PickleOpcode.BinInt1: Push(new IntegerValue((long)_reader.ReadUnsigned(1))); return true;
            case PickleOpcode.BinInt2: Push(new IntegerValue((long)_reader.ReadUnsigned(2))); return true;
            case PickleOpcode.Int or PickleOpcode.Long: Push(ReadDecimal()); return true;
            case PickleOpcode.Long1: Push(ReadLong(_reader.ReadUnsigned(1))); return true;
            case PickleOpcode.Long4: Push(ReadLong(_reader.ReadUnsigned(4))); return true;
            case PickleOpcode.Float: ReadFloatLine(); return true;
            case PickleOpcode.String: Push(ReadQuoted()); return true;
            case PickleOpcode.Unicode: Push(Text(DecodeEscapes(_reader.ReadLine()))); return true;
            // Python 2 texts: a `str` of bytes that Python 3 decodes.
            case PickleOpcode.BinString: Push(ReadText(_reader.ReadUnsigned(4), Encoding.Latin1)); return true;
            case PickleOpcode.ShortBinString: Push(ReadText(_reader.ReadUnsigned(1), Encoding.Latin1)); return true;
            case PickleOpcode.ShortBinUnicode: Push(ReadText(_reader.ReadUnsigned(1), Encoding.UTF8)); return true;
            case PickleOpcode.BinUnicode: Push(ReadText(_reader.ReadUnsigned(4), Encoding.UTF8)); return true;
            case PickleOpcode.BinUnicode8: Push(ReadText(_reader.ReadUnsigned(8), Encoding.UTF8)); return true;
            case PickleOpcode.ShortBinBytes: Push(ReadByteString(_reader.ReadUnsigned(1))); return true;
            case PickleOpcode.BinBytes: Push(ReadByteString(_reader.ReadUnsigned(4))); return true;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: Push(ReadByteString(_reader.ReadUnsigned(8))); return true;
            default: return false;
        }
    }

    private PickleValue ReadDecimal()
    {
        var text = Encoding.Latin1.GetString(_reader.ReadLine()).Trim().TrimEnd('L');
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new IntegerValue(number);
        }
        var digits = text.TrimStart('-', '+');
        return digits.Length > 0 && digits.All(c => char.IsAsciiHexDigit(c) || c is 'x' or 'X' or 'o' or 'O' or '_')
            ? OpaqueValue.Plain
            : throw new DamagedPickleException("a number that is none");
    }

    private void ReadFloatLine()
    {
        var text = Encoding.Latin1.GetString(_reader.ReadLine()).Trim();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) &&
            text.TrimStart('-', '+').ToUpperInvariant() is not ("INF" or "NAN" or "INFINITY") &&
            !text.All(c => char.IsAsciiDigit(c) || c is '_' or '.' or 'e' or 'E' or '-' or '+')) // Python's own float also takes 1_0
        {
            throw new DamagedPickleException("a decimal number that is none");
        }
        Push(OpaqueValue.Plain);
    }

    private PickleValue ReadLong(ulong byteCount)
    {
        if (byteCount > 8)
        {
            _reader.Skip(byteCount);
            return OpaqueValue.Plain;
        }
        if (byteCount == 0)
        {
            return new IntegerValue(0);
        }
        var unused = 64 - (8 * (int)byteCount);
        return new IntegerValue((long)(_reader.ReadUnsigned((int)byteCount) << unused) >> unused);
    }

    private PickleValue ReadQuoted()
    {
        var line = Encoding.Latin1.GetString(_reader.ReadLine()).Trim();
        if (line.Length < 2 || line[0] is not ('\'' or '"') || line[^1] != line[0])
        {
            throw new DamagedPickleException("a text without its quotes");
        }
        return Text(PythonEscapes.Decode(line[1..^1]));
    }

    private PickleValue ReadText(ulong byteCount, Encoding encoding)
    {
        if (byteCount > MaxKeptBytes)
        {
            _reader.Skip(byteCount);
            return OpaqueValue.LongText;
        }
        if (byteCount > TextValue.MaxLength)
        {
            return KeepLongText(_reader.ReadBytes((int)byteCount));
        }
        return new TextValue(encoding.GetString(_reader.ReadBytes((int)byteCount)));
    }

    private static PickleValue Text(string text) => text.Length <= TextValue.MaxLength ? new TextValue(text) : OpaqueValue.LongText;

    private static string DecodeEscapes(byte[] line) => PythonEscapes.DecodeRawUnicode(Encoding.Latin1.GetString(line));

    private void Push(PickleValue value) => _stack.Add(value);

    private PickleValue Pop()
    {
        if (_stack.Count == 0 || (_marks.TryPeek(out var mark) && _stack.Count <= mark))
        {
            throw new DamagedPickleException("the stack is empty");
        }
        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private PickleValue Peek()
    {
        var value = Pop();
        _stack.Add(value);
        return value;
    }

    private List<PickleValue> PopToMark()
    {
        if (!_marks.TryPop(out var mark))
        {
            throw new DamagedPickleException("there is no mark on the stack");
        }
        var items = _stack.GetRange(mark, _stack.Count - mark);
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }
}
