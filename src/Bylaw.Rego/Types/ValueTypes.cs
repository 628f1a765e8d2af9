using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>Works out the types of values.</summary>
internal static class ValueTypes
{
    /// <summary>Larger collections are typed by what their entries have in common, so that base data in a rule costs little.</summary>
    private const int MaxKnownEntries = 128;

    /// <summary>Returns the type of a value.</summary>
    /// <param name="value">A defined value.</param>
    /// <returns>The narrowest type; wider for large collections.</returns>
    public static RegoType Of(in RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                return RegoType.Null;
            case ValueKind.Boolean:
                return RegoType.Boolean;
            case ValueKind.Number:
                return RegoType.Number;
            case ValueKind.String:
                return RegoType.String;
            case ValueKind.Array:
                return Of(value.AsArray());
            case ValueKind.Object:
                return Of(value.AsObject());
            case ValueKind.Set:
                RegoType? member = null;
                foreach (var item in value.AsSet())
                {
                    member = TypeRelations.Join(member, Of(item));
                    if (member.IsAny)
                    {
                        break;
                    }
                }
                return new SetType(member ?? RegoType.Any);
            default:
                return RegoType.Any;
        }
    }

    private static ArrayType Of(RegoArray array)
    {
        if (array.Count <= MaxKnownEntries)
        {
            var items = new RegoType[array.Count];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = Of(array[i]);
            }
            return new ArrayType([.. items], null);
        }
        RegoType? rest = null;
        foreach (ref readonly var item in array.AsSpan())
        {
            rest = TypeRelations.Join(rest, item.Kind is ValueKind.Object or ValueKind.Array or ValueKind.Set ? RegoType.Any : Of(item));
            if (rest.IsAny)
            {
                break;
            }
        }
        return new ArrayType([], rest);
    }

    private static ObjectType Of(RegoObject obj)
    {
        if (obj.Count > MaxKnownEntries)
        {
            return RegoType.AnyObject;
        }
        var properties = new List<(RegoValue, RegoType)>(obj.Count);
        foreach (var (key, value) in obj)
        {
            properties.Add((key, Of(value)));
        }
        return new ObjectType([.. properties], null);
    }
}
