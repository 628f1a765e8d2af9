namespace Bylaw.Rego.Syntax;

/// <summary>Gives each distinct name of one parse one string, so that a large policy does not allocate each name again.</summary>
internal sealed class NamePool
{
    private string?[] _slots = new string?[64];
    private int _count;

    /// <summary>Returns the one string that has these characters.</summary>
    public string Intern(ReadOnlySpan<char> name)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var index = (int)Hash(name) & mask;
        while (slots[index] is { } known)
        {
            if (name.SequenceEqual(known))
            {
                return known;
            }
            index = (index + 1) & mask;
        }
        var fresh = new string(name);
        slots[index] = fresh;
        if (++_count * 2 > slots.Length)
        {
            Grow();
        }
        return fresh;
    }

    private void Grow()
    {
        var larger = new string?[_slots.Length * 2];
        var mask = larger.Length - 1;
        foreach (var name in _slots)
        {
            if (name is null)
            {
                continue;
            }
            var index = (int)Hash(name) & mask;
            while (larger[index] is not null)
            {
                index = (index + 1) & mask;
            }
            larger[index] = name;
        }
        _slots = larger;
    }

    // Short names are hashed here; long ones, where a crafted file could collide, by the runtime's seeded hash.
    private static uint Hash(ReadOnlySpan<char> name)
    {
        if (name.Length > 8)
        {
            return (uint)string.GetHashCode(name);
        }
        var hash = 2166136261u;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 16777619u;
        }
        return hash ^ (hash >> 15);
    }
}
