using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Collects what rules with computed keys contribute to one document, and makes its type.</summary>
internal sealed class SuffixShape
{
    private readonly Dictionary<RegoValue, SuffixShape> _known = [];
    private RegoType? _value;
    private RegoType? _keys;
    private RegoType? _values;

    /// <summary>Adds what one rule contributes.</summary>
    /// <param name="keys">The terms behind the document's path, and their types.</param>
    /// <param name="from">The first of them that counts here.</param>
    /// <param name="value">The type of the rule's value.</param>
    public void Add(List<(PlanTerm Term, RegoType Type)> keys, int from, RegoType value)
    {
        if (from >= keys.Count)
        {
            _value = TypeRelations.Join(_value, value);
            return;
        }
        if (keys[from].Term is ConstantTerm { Value: var key })
        {
            if (!_known.TryGetValue(key, out var below))
            {
                _known[key] = below = new SuffixShape();
            }
            below.Add(keys, from + 1, value);
            return;
        }
        var inner = new SuffixShape();
        inner.Add(keys, from + 1, value);
        _keys = TypeRelations.Join(_keys, keys[from].Type);
        _values = TypeRelations.Join(_values, inner.Build());
    }

    /// <summary>Makes the type.</summary>
    public RegoType Build()
    {
        if (_known.Count == 0 && _keys is null)
        {
            return _value ?? RegoType.Any;
        }
        ObjectType type;
        if (_keys is null)
        {
            type = new ObjectType([.. _known.Select(k => (k.Key, k.Value.Build()))], null);
        }
        else
        {
            // A computed key can meet a known one: then either may have given the value.
            RegoType keys = _keys;
            RegoType values = _values!;
            foreach (var (key, shape) in _known)
            {
                keys = TypeRelations.Join(keys, ValueTypes.Of(key));
                values = TypeRelations.Join(values, shape.Build());
            }
            type = new ObjectType([], (keys, values));
        }
        return _value is null ? type : TypeRelations.Join(_value, type);
    }
}
