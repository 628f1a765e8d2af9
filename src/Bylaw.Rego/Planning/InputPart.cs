using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>A place in the input document, with what a query looks at there.</summary>
internal sealed class InputPart
{
    /// <summary>Larger trees gain nothing over reading all.</summary>
    private const int MaxNodes = 4_096;

    private readonly Dictionary<RegoValue, InputPart> _named = [];
    private InputPart? _each;

    /// <summary>Gets whether the value as a whole is looked at.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Says that the value as a whole is looked at.</summary>
    /// <returns>True when that was not known.</returns>
    public bool TakeWhole()
    {
        var isNew = !IsWhole;
        IsWhole = true;
        return isNew;
    }

    /// <summary>Returns the place below a string key.</summary>
    public InputPart Below(in RegoValue key)
    {
        if (!_named.TryGetValue(key, out var part))
        {
            _named[key] = part = new InputPart();
        }
        return part;
    }

    /// <summary>Returns the place of any item, or of the value of any key.</summary>
    public InputPart Each() => _each ??= new InputPart();

    /// <summary>Makes the projection that a reader follows.</summary>
    /// <returns>The projection; null when all must be read.</returns>
    public JsonProjection? ToProjection()
    {
        var count = 0;
        var root = Project([this], ref count);
        return root is { IsWhole: false } ? root : null;
    }

    /// <summary>Puts what is looked at in several places, which may be one, together.</summary>
    private static JsonProjection? Project(List<InputPart> places, ref int count)
    {
        var id = count++;
        if (count > MaxNodes || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return null;
        }
        if (places.Exists(p => p.IsWhole))
        {
            return JsonProjection.Whole(id);
        }
        List<InputPart> each = [.. places.Select(p => p._each).OfType<InputPart>()];
        RegoValue[] names = [.. places.SelectMany(p => p._named.Keys).Distinct()];
        var named = new JsonProjection[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            List<InputPart> below = [.. places.Select(p => p._named.GetValueOrDefault(names[i])).OfType<InputPart>(), .. each];
            if (Project(below, ref count) is not { } part)
            {
                return null;
            }
            named[i] = part;
        }
        JsonProjection? rest = null;
        if (each.Count > 0 && (rest = Project(each, ref count)) is null)
        {
            return null;
        }
        return new JsonProjection(id, new KeyTable([.. names.Select(n => n.WithHash())], names.Length, isSorted: false), named, rest) { MaxId = count - 1 };
    }
}
