namespace Bylaw.Detection.Scanning;

/// <summary>Numbers the names of types and the words of evidence, so that a finding holds no reference.</summary>
/// <remarks>Names come from the catalogue, the rules and custom recognisers, never from scanned text: there are few, and none is dropped. Safe to call from many threads.</remarks>
internal static class Labels
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private static string[] _names = ["", .. new string[255]];

    /// <summary>Tells the name behind a number.</summary>
    public static string Name(int number) => _names[number];

    /// <summary>Numbers a name; the same name has the same number until the process ends.</summary>
    /// <exception cref="InvalidOperationException">More than 65,535 names were given.</exception>
    public static ushort Number(string name)
    {
        lock (_gate)
        {
            if (_numbers.TryGetValue(name, out var number))
            {
                return number;
            }
            if (_numbers.Count > ushort.MaxValue)
            {
                throw new InvalidOperationException($"no more than {ushort.MaxValue} names of types can be told apart");
            }
            number = (ushort)_numbers.Count;
            var names = _names.Length > number ? _names : [.. _names, .. new string[_names.Length]]; // whoever reads the old one asks for older numbers
            names[number] = name;
            _names = names;
            _numbers.Add(name, number);
            return number;
        }
    }
}
