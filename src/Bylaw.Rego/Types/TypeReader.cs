using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>Reads types and signatures of functions.</summary>
internal ref struct TypeReader(string text)
{
    private int _index;

    public RegoType ReadOnly()
    {
        var type = ReadType();
        return _index == text.Length ? type : throw Fault("the end");
    }

    public FunctionType ReadFunction()
    {
        Expect('(');
        var operands = ImmutableArray.CreateBuilder<(string, RegoType)>();
        RegoType? variadic = null;
        while (!Accept(')'))
        {
            if (operands.Count > 0)
            {
                Expect(',');
            }
            var start = _index;
            var name = ReadWord();
            if (!Accept(':'))
            {
                name = "";
                _index = start;
            }
            var type = ReadType();
            if (Accept('.'))
            {
                Expect('.');
                Expect('.');
                variadic = type;
                Expect(')');
                break;
            }
            operands.Add((name, type));
        }
        RegoType? result = null;
        if (Accept('-'))
        {
            Expect('>');
            result = ReadType();
        }
        return _index == text.Length ? new FunctionType(operands.ToImmutable(), variadic, result) : throw Fault("the end");
    }

    private RegoType ReadType()
    {
        var word = ReadWord();
        return word switch
        {
            "any" => ReadUnion(),
            "null" => RegoType.Null,
            "boolean" => RegoType.Boolean,
            "number" => RegoType.Number,
            "string" => RegoType.String,
            "array" => ReadArray(),
            "set" => ReadSet(),
            "object" => ReadObject(),
            _ => throw Fault("a type"),
        };
    }

    /// <summary>Reads the alternatives as they stand: an alternative that holds the others is kept, as capabilities keep it.</summary>
    private RegoType ReadUnion()
    {
        if (!Accept('<'))
        {
            return RegoType.Any;
        }
        var alternatives = ImmutableArray.CreateBuilder<RegoType>();
        do
        {
            alternatives.Add(ReadType());
        }
        while (Accept(','));
        Expect('>');
        alternatives.Sort(TypeOrder.Instance);
        return new UnionType(alternatives.ToImmutable());
    }

    private ArrayType ReadArray()
    {
        var items = ImmutableArray.CreateBuilder<RegoType>();
        if (Accept('<') && !Accept('>'))
        {
            do
            {
                items.Add(ReadType());
            }
            while (Accept(','));
            Expect('>');
        }
        RegoType? rest = null;
        if (Accept('['))
        {
            rest = ReadType();
            Expect(']');
        }
        return new ArrayType(items.ToImmutable(), rest);
    }

    private SetType ReadSet()
    {
        Expect('[');
        var member = ReadType();
        Expect(']');
        return new SetType(member);
    }

    private ObjectType ReadObject()
    {
        var properties = ImmutableArray.CreateBuilder<(RegoValue, RegoType)>();
        if (Accept('<') && !Accept('>'))
        {
            do
            {
                var name = ReadWord();
                Expect(':');
                properties.Add((RegoValue.From(name), ReadType()));
            }
            while (Accept(','));
            Expect('>');
        }
        (RegoType, RegoType)? rest = null;
        if (Accept('['))
        {
            var key = ReadType();
            Expect(':');
            rest = (key, ReadType());
            Expect(']');
        }
        return new ObjectType(properties.ToImmutable(), rest);
    }

    private string ReadWord()
    {
        SkipSpace();
        var start = _index;
        while (_index < text.Length && (char.IsAsciiLetterOrDigit(text[_index]) || text[_index] == '_'))
        {
            _index++;
        }
        var word = text[start.._index];
        SkipSpace();
        return word;
    }

    private bool Accept(char c)
    {
        SkipSpace();
        if (_index < text.Length && text[_index] == c)
        {
            _index++;
            SkipSpace();
            return true;
        }
        return false;
    }

    private void Expect(char c)
    {
        if (!Accept(c))
        {
            throw Fault($"`{c}`");
        }
    }

    private void SkipSpace()
    {
        while (_index < text.Length && text[_index] == ' ')
        {
            _index++;
        }
    }

    private readonly FormatException Fault(string wanted) => new($"signature `{text}`: {wanted} expected at offset {_index}");
}
