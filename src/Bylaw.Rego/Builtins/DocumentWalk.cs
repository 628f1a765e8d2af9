using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Walks a document from the top, depth first, keys in order; memory grows with the depth and not with the document.</summary>
internal static class DocumentWalk
{
    /// <summary>Yields the document and every value in it.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Path and value of each.</returns>
    public static IEnumerable<(RegoArray Path, RegoValue Value)> From(RegoValue document)
    {
        yield return (RegoArray.Empty, document);
        var levels = new Stack<(RegoArray Path, IEnumerator<(RegoValue Key, RegoValue Value)> Children)>();
        levels.Push((RegoArray.Empty, Children(document).GetEnumerator()));
        while (levels.TryPeek(out var level))
        {
            if (!level.Children.MoveNext())
            {
                levels.Pop();
                continue;
            }
            var (key, value) = level.Children.Current;
            var path = RegoArray.Wrap([.. level.Path.AsSpan(), key]);
            yield return (path, value);
            if (value.Kind is ValueKind.Array or ValueKind.Object or ValueKind.Set)
            {
                levels.Push((path, Children(value).GetEnumerator()));
            }
        }
    }

    private static IEnumerable<(RegoValue Key, RegoValue Value)> Children(RegoValue value)
    {
        switch (value.Reference)
        {
            case RegoArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    yield return (i, array[i]);
                }
                break;
            case RegoObject obj:
                foreach (var entry in obj)
                {
                    yield return entry;
                }
                break;
            case RegoSet set:
                foreach (var member in set)
                {
                    yield return (member, member);
                }
                break;
        }
    }
}
