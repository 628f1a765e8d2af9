namespace Bylaw.Benchmarks.ValueForms;

/// <summary>The form that was not chosen: one sealed class a kind, small integers made once.</summary>
internal abstract class ClassValue
{
    public abstract bool SameAs(ClassValue other);

    public virtual ClassValue? Get(ClassValue key) => null;
}

/// <summary>A string with its hash.</summary>
internal sealed class ClassText(string text) : ClassValue
{
    private readonly int _hash = text.GetHashCode(StringComparison.Ordinal);

    public string Text { get; } = text;

    public override bool SameAs(ClassValue other) =>
        ReferenceEquals(this, other) || (other is ClassText t && t._hash == _hash && string.Equals(t.Text, Text, StringComparison.Ordinal));

    public override int GetHashCode() => _hash;

    public override bool Equals(object? obj) => obj is ClassText other && SameAs(other);
}

/// <summary>An integer; those from -128 to 1,023 are made once.</summary>
internal sealed class ClassNumber : ClassValue
{
    private static readonly ClassNumber[] _small = [.. Enumerable.Range(-128, 1152).Select(i => new ClassNumber(i))];

    private ClassNumber(long value) => Value = value;

    public long Value { get; }

    public static ClassNumber From(long value) => value is >= -128 and < 1024 ? _small[value + 128] : new ClassNumber(value);

    public override bool SameAs(ClassValue other) => other is ClassNumber n && n.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override bool Equals(object? obj) => obj is ClassNumber other && other.Value == Value;
}

/// <summary>An array.</summary>
internal sealed class ClassArray(ClassValue[] items) : ClassValue
{
    public ClassValue[] Items { get; } = items;

    public override bool SameAs(ClassValue other) =>
        other is ClassArray a && a.Items.Length == Items.Length && Items.Zip(a.Items).All(p => p.First.SameAs(p.Second));
}

/// <summary>A small object: keys and values side by side.</summary>
internal sealed class ClassObject(ClassText[] keys, ClassValue[] values) : ClassValue
{
    public override ClassValue? Get(ClassValue key)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (ReferenceEquals(keys[i], key))
            {
                return values[i];
            }
        }
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].SameAs(key))
            {
                return values[i];
            }
        }
        return null;
    }

    public override bool SameAs(ClassValue other) => ReferenceEquals(this, other);
}
