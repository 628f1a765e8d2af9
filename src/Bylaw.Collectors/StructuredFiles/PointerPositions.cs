using System.Globalization;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Finds where the values that a policy looked at are written.</summary>
public static class PointerPositions
{
    /// <summary>Finds the place of a value by the path that leads to it from the root; where the path leaves the document, the last known place on the way.</summary>
    /// <param name="root">The document's value.</param>
    /// <param name="path">Keys and indices, as a policy engine names them.</param>
    /// <returns>The place, or default when nothing on the way has one.</returns>
    public static SourcePosition Find(ConfigValue root, IEnumerable<string> path)
    {
        var place = root.Position;
        var value = root;
        foreach (var step in path)
        {
            var next = value.Kind == ConfigKind.List && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.Items.Length
                ? value.Items[index]
                : value[step];
            if (next is null)
            {
                return place;
            }
            place = next.Position.IsKnown ? next.Position : place;
            value = next;
        }
        return place;
    }
}
