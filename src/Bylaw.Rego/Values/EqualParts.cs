namespace Bylaw.Rego.Values;

/// <summary>
/// Which parts of two values a comparison found equal, and which not. Equal ones form classes, so that what is kept grows with the number of
/// parts and not of pairs; parts are told apart by reference.
/// </summary>
internal sealed class EqualParts
{
    private readonly Dictionary<Payload, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> _parents = [];
    private readonly HashSet<(int Left, int Right)> _unequal = [];

    /// <summary>Returns what is known of two parts.</summary>
    /// <returns>Whether they are equal; null when that is not known.</returns>
    public bool? Find(Payload left, Payload right)
    {
        if (!_numbers.TryGetValue(left, out var a) || !_numbers.TryGetValue(right, out var b))
        {
            return null;
        }
        a = ClassOf(a);
        b = ClassOf(b);
        return a == b ? true : _unequal.Contains((a, b)) ? false : null;
    }

    /// <summary>Keeps whether two parts are equal.</summary>
    public void Keep(Payload left, Payload right, bool areEqual)
    {
        var a = ClassOf(NumberOf(left));
        var b = ClassOf(NumberOf(right));
        if (areEqual)
        {
            _parents[a] = b;
        }
        else
        {
            _unequal.Add((a, b));
        }
    }

    private int NumberOf(Payload part)
    {
        ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers, part, out var known);
        if (!known)
        {
            number = _parents.Count;
            _parents.Add(number);
        }
        return number;
    }

    private int ClassOf(int number)
    {
        while (_parents[number] is var parent && parent != number)
        {
            // Halving the way as it is walked keeps ways short.
            number = _parents[number] = _parents[parent];
        }
        return number;
    }
}
