using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Stack, memo and containers.</summary>
internal sealed partial class PickleMachine
{
    private bool StepContainer(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: _marks.Push(_stack.Count); return true;
            case PickleOpcode.Pop:
                if (_marks.TryPeek(out var mark) && mark == _stack.Count)
                {
                    _marks.Pop();
                }
                else
                {
                    Pop();
                }
                return true;
            case PickleOpcode.PopMark: PopToMark(); return true;
            case PickleOpcode.Dup: Push(Peek()); return true;
            case PickleOpcode.EmptyTuple: Push(new SequenceValue(isTuple: true)); return true;
            case PickleOpcode.Tuple1: PushTuple(PopMany(1)); return true;
            case PickleOpcode.Tuple2: PushTuple(PopMany(2)); return true;
            case PickleOpcode.Tuple3: PushTuple(PopMany(3)); return true;
            case PickleOpcode.Tuple: PushTuple(PopToMark()); return true;
            case PickleOpcode.EmptyList: Push(new SequenceValue(isTuple: false)); return true;
            case PickleOpcode.List: PushSequence(PopToMark()); return true;
            case PickleOpcode.EmptyDict: Push(new DictionaryValue()); return true;
            case PickleOpcode.Dict: PushDictionary(PopToMark()); return true;
            case PickleOpcode.EmptySet: Push(OpaqueValue.Plain); return true;
            case PickleOpcode.FrozenSet: PopToMark().ForEach(Escape); Push(OpaqueValue.Plain); return true;
            case PickleOpcode.Append: AddItems([Pop()]); return true;
            case PickleOpcode.Appends or PickleOpcode.AddItems: AddItems(PopToMark()); return true;
            case PickleOpcode.SetItem: SetItems(PopMany(2)); return true;
            case PickleOpcode.SetItems: SetItems(PopToMark()); return true;
            case PickleOpcode.Put: Remember(ReadIndexLine()); return true;
            case PickleOpcode.BinPut: Remember(_reader.ReadUnsigned(1)); return true;
            case PickleOpcode.LongBinPut: Remember(_reader.ReadUnsigned(4)); return true;
            case PickleOpcode.Memoize: Remember((ulong)_memo.Count); return true;
            case PickleOpcode.Get: Recall(ReadIndexLine()); return true;
            case PickleOpcode.BinGet: Recall(_reader.ReadUnsigned(1)); return true;
            case PickleOpcode.LongBinGet: Recall(_reader.ReadUnsigned(4)); return true;
            default: return false;
        }
    }

    private List<PickleValue> PopMany(int count)
    {
        var items = new List<PickleValue>(count);
        for (var i = 0; i < count; i++)
        {
            items.Insert(0, Pop());
        }
        return items;
    }

    private void PushTuple(List<PickleValue> items)
    {
        // Call arguments travel in tuples. A conditional name that is put into one has left the machine's sight.
        var tuple = new SequenceValue(isTuple: true);
        foreach (var item in items)
        {
            Escape(item);
            tuple.Add(item);
        }
        Push(tuple);
    }

    private void PushSequence(List<PickleValue> items)
    {
        var list = new SequenceValue(isTuple: false);
        Push(list);
        AddItems(items);
    }

    private void PushDictionary(List<PickleValue> items)
    {
        Push(new DictionaryValue());
        SetItems(items);
    }

    private void AddItems(List<PickleValue> items)
    {
        items.ForEach(Escape);
        switch (Peek())
        {
            case SequenceValue list:
                items.ForEach(list.Add);
                break;
            case SymbolValue symbol:
                ReportChangedImport(symbol, "adds items to");
                break;
            case TextValue or IntegerValue or BytesValue:
                throw new DamagedPickleException("items are added to a plain value");
        }
    }

    private void SetItems(List<PickleValue> items)
    {
        if (items.Count % 2 != 0)
        {
            throw new DamagedPickleException("an odd number of items for a dictionary");
        }
        items.ForEach(Escape);
        switch (Peek())
        {
            case DictionaryValue dictionary:
                for (var i = 0; i < items.Count; i += 2)
                {
                    dictionary.Set(items[i], items[i + 1]);
                }
                break;
            case SymbolValue symbol:
                ReportChangedImport(symbol, "sets items of");
                break;
            case TextValue or IntegerValue or BytesValue:
                throw new DamagedPickleException("items are set on a plain value");
        }
    }

    private ulong ReadIndexLine() =>
        ulong.TryParse(Encoding.Latin1.GetString(_reader.ReadLine()).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new DamagedPickleException("a memo index that is no number");

    private void Remember(ulong index) => _memo[index] = Peek();

    private void Recall(ulong index) =>
        Push(_memo.TryGetValue(index, out var value) ? value : throw new DamagedPickleException($"memo entry {index} was never stored"));
}
