using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bylaw.Rego.Syntax;

/// <summary>
/// Collects the children of nodes that are being parsed, one list inside another, in one buffer that is used again and again.
/// Each list ends up in an array of exactly its size.
/// </summary>
/// <typeparam name="T">The kind of child.</typeparam>
internal sealed class Scratch<T>
{
    private T[] _items = new T[16];
    private int _count;

    /// <summary>Begins a list; what is added from here on belongs to it.</summary>
    /// <returns>Where it begins, to be handed to <see cref="Take"/> or <see cref="Drop"/>.</returns>
    public int Begin() => _count;

    /// <summary>Adds a child to the list that was begun last.</summary>
    public void Add(T item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }
        _items[_count++] = item;
    }

    /// <summary>Ends a list.</summary>
    /// <param name="start">Where it began.</param>
    /// <returns>Its items.</returns>
    public ImmutableArray<T> Take(int start)
    {
        if (start == _count)
        {
            return [];
        }
        var items = _items[start.._count];
        Drop(start);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>Gives a list up.</summary>
    /// <param name="start">Where it began.</param>
    public void Drop(int start)
    {
        Array.Clear(_items, start, _count - start);
        _count = start;
    }

    /// <summary>Gets the number of items since a list began.</summary>
    public int CountSince(int start) => _count - start;
}
