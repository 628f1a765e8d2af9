using System.Numerics;

namespace Bylaw.Rego.Syntax;

/// <summary>Gives each distinct name of one parse one string, so that a large policy does not allocate each name again.</summary>
internal sealed class NamePool
{
    /// <summary>A text has some hundred characters for each name that it has not had before.</summary>
    private const int CharactersPerName = 100;
    private const int MinSlots = 64;
    private const int MaxFirstSlots = 1 << 17;

    private (string? Name, uint Hash)[] _slots;
    private int _count;

    /// <summary>Makes a pool.</summary>
    /// <param name="textLength">The number of characters of the text whose names it will hold.</param>
    public NamePool(int textLength) =>
        _slots = new (string?, uint)[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(2 * textLength / CharactersPerName, MinSlots, MaxFirstSlots))];

    /// <summary>Returns the one string that has these characters.</summary>
    public string Intern(ReadOnlySpan<char> name)
    {
        var slots = _slots;
        var mask = (uint)slots.Length - 1;
        var hash = Hash(name);
        var index = hash & mask;
        while (slots[index] is { Name: { } known, Hash: var other })
        {
            if (other == hash && name.SequenceEqual(known))
            {
                return known;
            }
            index = (index + 1) & mask;
        }
        var fresh = new string(name);
        slots[index] = (fresh, hash);
        if (++_count * 2 > slots.Length)
        {
            Grow();
        }
        return fresh;
    }

    private void Grow()
    {
        var larger = new (string? Name, uint Hash)[_slots.Length * 2];
        var mask = (uint)larger.Length - 1;
        foreach (var slot in _slots)
        {
            if (slot.Name is null)
            {
                continue;
            }
            var index = slot.Hash & mask;
            while (larger[index].Name is not null)
            {
                index = (index + 1) & mask;
            }
            larger[index] = slot;
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
