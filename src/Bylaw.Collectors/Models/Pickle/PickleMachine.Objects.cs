using System.Text;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Imports, calls and object state: where a pickle can do harm.</summary>
internal sealed partial class PickleMachine
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private bool StepObject(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global: Push(Import(ReadName(), ReadName())); return true;
            case PickleOpcode.StackGlobal: ImportFromStack(); return true;
            case PickleOpcode.Ext1: ImportExtension(_reader.ReadUnsigned(1)); return true;
            case PickleOpcode.Ext2: ImportExtension(_reader.ReadUnsigned(2)); return true;
            case PickleOpcode.Ext4: ImportExtension(_reader.ReadUnsigned(4)); return true;
            case PickleOpcode.Reduce or PickleOpcode.NewObj:
                {
                    var arguments = Pop();
                    Push(Call(Pop(), arguments));
                    return true;
                }
            case PickleOpcode.NewObjEx:
                {
                    var keywords = Pop();
                    Escape(keywords);
                    var arguments = Pop();
                    Push(Call(Pop(), arguments));
                    return true;
                }
            case PickleOpcode.Inst:
                {
                    var callee = Import(ReadName(), ReadName());
                    PushTuple(PopToMark());
                    Push(Call(callee, Pop()));
                    return true;
                }
            case PickleOpcode.Obj:
                {
                    var items = PopToMark();
                    if (items.Count == 0)
                    {
                        throw new DamagedPickleException("an object without a class");
                    }
                    PushTuple(items[1..]);
                    Push(Call(items[0], Pop()));
                    return true;
                }
            case PickleOpcode.Build: Build(); return true;
            case PickleOpcode.PersistentId: _reader.ReadLine(); Push(new ResultValue(null, null)); return true;
            case PickleOpcode.BinPersistentId: Escape(Pop()); Push(new ResultValue(null, null)); return true;
            case PickleOpcode.NextBuffer: Push(OpaqueValue.Plain); return true;
            case PickleOpcode.ReadOnlyBuffer: Peek(); return true;
            default: return false;
        }
    }

    private string ReadName()
    {
        try
        {
            return _strictUtf8.GetString(_reader.ReadLine());
        }
        catch (DecoderFallbackException)
        {
            throw new DamagedPickleException("an import whose name is no UTF-8");
        }
    }

    private void ImportFromStack()
    {
        var name = Pop();
        var module = Pop();
        if (module is TextValue moduleText && name is TextValue nameText)
        {
            Push(Import(moduleText.Text, nameText.Text));
            return;
        }
        if (module is TextValue or ResultValue && name is TextValue or ResultValue)
        {
            // A name that only exists while loading cannot be judged before.
            Report(ModelFindingSeverity.High, "pickle-computed-import", "STACK_GLOBAL", "imports a name that is computed while loading");
            _trace.UnsafeCallMade = true;
            Push(new ResultValue(null, null));
            return;
        }
        throw new DamagedPickleException("an import whose name is no text");
    }

    private void ImportExtension(ulong code)
    {
        Report(ModelFindingSeverity.High, "pickle-extension-code", $"EXT {code}",
            "imports by a number of the extension registry, so the name cannot be seen");
        Push(new SymbolValue("<extension>", code.ToString(System.Globalization.CultureInfo.InvariantCulture), SymbolStanding.Unlisted));
    }

    private SymbolValue Import(string module, string name)
    {
        var standing = _context.JudgeImport(module, name);
        var symbol = new SymbolValue(module, name, standing);
        if (IsPlausibleName(module) && IsPlausibleName(name))
        {
            _trace.Symbols[symbol.FullName] = standing;
        }
        ReportImport(symbol);
        return symbol;
    }

    private void ReportImport(SymbolValue symbol)
    {
        if (symbol.Standing == SymbolStanding.Dangerous)
        {
            Report(ModelFindingSeverity.Critical, "pickle-dangerous-import", symbol.FullName,
                "this name runs code or reaches files, programs or the network when it is called");
        }
        else if (symbol.Standing == SymbolStanding.Unlisted)
        {
            Report(ModelFindingSeverity.High, "pickle-unlisted-import", symbol.FullName,
                "this name is not on the list of names that are known to be safe");
        }
    }

    private PickleValue Call(PickleValue callee, PickleValue arguments)
    {
        Escape(arguments);
        switch (callee)
        {
            case SymbolValue symbol:
                return CallSymbol(symbol, arguments);
            case ResultValue:
                Report(ModelFindingSeverity.High, "pickle-computed-call", "REDUCE", "calls an object that is made while loading");
                _trace.UnsafeCallMade = true;
                return new ResultValue(null, arguments);
            default:
                throw new DamagedPickleException("a plain value is called");
        }
    }

    private PickleValue CallSymbol(SymbolValue symbol, PickleValue arguments)
    {
        switch (symbol.Standing)
        {
            case SymbolStanding.Conditional:
                return CallConditional(symbol, arguments);
            case SymbolStanding.Safe:
                return symbol is { Name: "encode" } && arguments is SequenceValue { Items: [TextValue text, ..] }
                    ? Keep(System.Text.Encoding.Latin1.GetBytes(text.Text))
                    : new ResultValue(symbol, arguments);
            default:
                _trace.UnsafeCallMade = true;
                return new ResultValue(symbol, arguments);
        }
    }

    /// <summary>Judges the few names that are safe in one use only.</summary>
    private PickleValue CallConditional(SymbolValue symbol, PickleValue arguments)
    {
        var items = (arguments as SequenceValue)?.Items ?? [];
        switch (symbol.Name)
        {
            case "getattr" when items is [SymbolValue owner, TextValue attribute]:
                return GetAttribute(owner, attribute.Text);
            case "type" when items.Count == 1:
                return new ResultValue(symbol, arguments);
            case "_ufunc_reconstruct" when items is [TextValue module, TextValue name]:
                return Import(module.Text, name.Text);
            case "_load_from_bytes" when items is [BytesValue { Content: { } content }]:
                _context.ScanNested(content, _trace, true);
                return new ResultValue(symbol, arguments);
            default:
                ReportEscape(symbol);
                _trace.UnsafeCallMade = true;
                return new ResultValue(symbol, arguments);
        }
    }

    private PickleValue GetAttribute(SymbolValue owner, string attribute)
    {
        // A member of an enumeration is fetched in this way; its name is written in capitals.
        var isConstant = owner.Standing == SymbolStanding.Safe && attribute.Length > 0 && char.IsAsciiLetterUpper(attribute[0]) &&
            attribute.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
        return isConstant ? new ResultValue(owner, null) : Import(owner.Module, $"{owner.Name}.{attribute}");
    }

    private void Build()
    {
        var state = Pop();
        Escape(state);
        switch (Peek())
        {
            case SymbolValue symbol:
                ReportChangedImport(symbol, "changes");
                break;
            case ResultValue result:
                result.State = state;
                if (result.Callee is { Name: "NumpyArrayWrapper" })
                {
                    ReadRawArray(state as DictionaryValue);
                }
                break;
            case TextValue or IntegerValue or BytesValue:
                throw new DamagedPickleException("state is given to a plain value");
        }
    }

    private void ReportChangedImport(SymbolValue symbol, string verb)
    {
        Report(ModelFindingSeverity.Critical, "pickle-changed-import", symbol.FullName,
            $"{verb} an imported object itself, which replaces code of the running program");
        _trace.UnsafeCallMade = true;
    }

    /// <summary>Notes that a value left the machine's sight: it is stored, passed on, or returned.</summary>
    private void Escape(PickleValue value)
    {
        if (value is SymbolValue { Standing: SymbolStanding.Conditional } symbol)
        {
            ReportEscape(symbol);
        }
    }

    private void ReportEscape(SymbolValue symbol) =>
        Report(ModelFindingSeverity.Critical, "pickle-dangerous-import", symbol.FullName, "this name is used in a way that can reach any code");

    private void Report(ModelFindingSeverity severity, string rule, string @operator, string message) =>
        _trace.Add(severity, rule, @operator, message, _context.Location, InstructionOffset);

    private static bool IsPlausibleName(string name) =>
        name.Length is > 0 and <= 256 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '<' or '>');
}
