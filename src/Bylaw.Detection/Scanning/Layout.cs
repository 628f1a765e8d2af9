using System.Runtime.CompilerServices;

namespace Bylaw.Detection.Scanning;

/// <summary>How the digits of a phrase are grouped: sizes of the groups and the signs between them, as one number.</summary>
internal struct Layout
{
    private const int MaxGroups = 8;

    private ulong _key;
    private int _groups;
    private byte _signs;

    /// <summary>Gets the number that stands for the layout; all bits are set when it has more groups than any type.</summary>
    public readonly ulong Key => _groups > MaxGroups ? ulong.MaxValue : _key;

    /// <summary>Gets a value indicating whether the digits stand without a sign between them.</summary>
    public readonly bool IsPlain => _signs == 0;

    /// <summary>Gets how many full stops part the digits.</summary>
    public int Dots { get; private set; }

    /// <summary>Gets the length of the layout as it is written in the catalogue: 3-2-4.</summary>
    public int Length { get; private set; }

    /// <summary>Tells the number of a layout as the catalogue writes it.</summary>
    public static ulong KeyOf(string layout)
    {
        var made = new Layout();
        var digits = 0;
        foreach (var c in layout)
        {
            if (char.IsAsciiDigit(c))
            {
                digits = (digits * 10) + c - '0';
                continue;
            }
            made.Add(digits, Code((byte)c));
            digits = 0;
        }
        made.Add(digits);
        return made.Key;
    }

    /// <summary>Adds a group of digits and the <see cref="Code"/> of the sign after it.</summary>
    public void Add(int digits, int code)
    {
        _signs |= (byte)(1 << code);
        Dots += code == 3 ? 1 : 0;
        Append(digits, code);
        Length++;
    }

    /// <summary>Adds the last group.</summary>
    public void Add(int digits) => Append(digits, 0);

    /// <summary>Tells whether a sign parts any two groups.</summary>
    public readonly bool Has(char sign) => (_signs & (1 << Code((byte)sign))) != 0;

    private void Append(int digits, int code)
    {
        if (_groups < MaxGroups)
        {
            _key |= (ulong)((Math.Min(digits, 31) << 3) | code) << (8 * _groups);
        }
        _groups++;
        Length += digits >= 10 ? 2 : 1;
    }

    /// <summary>Numbers the signs that may part digits, blank to slash, four bits each; 0 for all else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Code(byte sign) => (uint)(sign - ' ') < 16 ? (int)(0x4320_5060_0000_0001UL >> (4 * (sign - ' '))) & 15 : 0;
}
