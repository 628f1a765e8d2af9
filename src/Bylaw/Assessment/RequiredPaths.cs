using Bylaw.Rego.Values;

namespace Bylaw.Assessment;

/// <summary>The evidence paths without which a rule cannot be judged.</summary>
internal static class RequiredPaths
{
    /// <summary>Reads a rule's set of paths, each with its kind in front.</summary>
    public static List<string> Read(RegoValue required)
    {
        var paths = new List<string>();
        if (required.TryGetSet(out var set))
        {
            foreach (var path in set)
            {
                paths.Add(path.AsString());
            }
        }
        return paths;
    }

    /// <summary>Finds those that the input does not hold.</summary>
    public static List<string> Missing(List<string> required, RegoValue input) => required.FindAll(path =>
    {
        var value = input;
        foreach (var step in path.Split('.'))
        {
            value = value.Get(step);
        }
        return !value.IsDefined || value.Kind == ValueKind.Null;
    });
}
