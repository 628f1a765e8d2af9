using Bylaw.Detection.Scanning;

namespace Bylaw.Detection;

/// <summary>Tells that something was found and where; it never holds the value.</summary>
/// <remarks>
/// A value without references and not an object: a dense text holds millions, and half of the time of a scan would go to their memory (<c>eng/bench detection</c>).
/// </remarks>
public readonly record struct Finding
{
    private const int MaxOthers = 4;

    private readonly ulong _others; // four numbers of types, the best in the lowest bits
    private readonly ushort _type;
    private readonly ushort _evidence;

    /// <summary>Makes a finding.</summary>
    /// <param name="type">The type's name, from the catalogue or a custom recogniser.</param>
    /// <param name="start">The first byte in the scanned UTF-8, zero-based.</param>
    /// <param name="length">The count of bytes.</param>
    /// <param name="score">How sure it is: 0 to 1; 0.5 is even.</param>
    /// <param name="evidence">What it rests on: <c>shape</c>, <c>check</c>, <c>context</c>, <c>asked</c>, <c>decoded</c>, joined by +.</param>
    /// <exception cref="InvalidOperationException">More than 65,535 names were given in this process.</exception>
    public Finding(string type, int start, int length, double score, string evidence)
        : this(Labels.Number(type), start, length, score, Labels.Number(evidence))
    {
    }

    internal Finding(ushort type, int start, int length, double score, ushort evidence, ulong others = 0)
    {
        (_type, Start, Length, Score, _evidence, _others) = (type, start, length, score, evidence, others);
    }

    /// <summary>Gets the type's name, from the catalogue or a custom recogniser.</summary>
    public string Type => Labels.Name(_type);

    /// <summary>Gets the first byte in the scanned UTF-8, zero-based.</summary>
    public int Start { get; init; }

    /// <summary>Gets the count of bytes.</summary>
    public int Length { get; init; }

    /// <summary>Gets how sure it is: 0 to 1; 0.5 is even.</summary>
    public double Score { get; init; }

    /// <summary>Gets what it rests on: <c>shape</c>, <c>check</c>, <c>context</c>, <c>asked</c>, <c>decoded</c>, joined by +.</summary>
    public string Evidence => Labels.Name(_evidence);

    /// <summary>Gets other types that the same bytes could be, best first, four at most.</summary>
    public IReadOnlyList<string> OtherTypes
    {
        get
        {
            if (_others == 0)
            {
                return [];
            }
            var names = new List<string>(MaxOthers);
            for (var left = _others; left != 0; left >>= 16)
            {
                names.Add(Labels.Name((ushort)left));
            }
            return names;
        }
    }

    /// <summary>Gets the byte after the last.</summary>
    public int End => Start + Length;

    internal ushort TypeNumber => _type;

    /// <summary>Names another reading, and those that stood under it, unless they are known.</summary>
    internal Finding WithOther(in Finding loser)
    {
        var others = Add(_others, loser._type);
        for (var left = loser._others; left != 0; left >>= 16)
        {
            others = Add(others, (ushort)left);
        }
        return new(_type, Start, Length, Score, _evidence, others);
    }

    private ulong Add(ulong others, ushort type)
    {
        if (type == _type)
        {
            return others;
        }
        for (var at = 0; at < 16 * MaxOthers; at += 16)
        {
            var held = (ushort)(others >> at);
            if (held == type)
            {
                return others;
            }
            if (held == 0)
            {
                return others | ((ulong)type << at);
            }
        }
        return others; // four are held
    }
}
