using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.CloudFormation;

/// <summary>Unfolds <c>Fn::ForEach::Name: [Id, list, {Key: body}]</c> where the list is known.</summary>
internal static class LoopExpansion
{
    private const int MaxItems = 10_000;

    /// <summary>Gives the entries of a section with its loops unfolded; bodies are not computed yet.</summary>
    public static IEnumerable<KeyValuePair<string, ConfigValue>> Expand(ConfigValue section, TemplateScope template)
    {
        foreach (var (name, value) in section.Entries)
        {
            if (!name.StartsWith("Fn::ForEach", StringComparison.Ordinal))
            {
                yield return new(name, value);
                continue;
            }
            foreach (var item in Items(name, value, template))
            {
                yield return item;
            }
        }
    }

    /// <summary>Gives each item of one loop, its names filled in and its body computed.</summary>
    public static IEnumerable<KeyValuePair<string, ConfigValue>> Items(string name, ConfigValue loop, TemplateScope template)
    {
        if (loop.Items is not [{ Kind: ConfigKind.String } variable, var collection, { Kind: ConfigKind.Map } body])
        {
            template.Report($"`{name}` needs a name, a list and a body", loop.Position, isFatal: false);
            yield break;
        }
        // A list that is not known here is judged as one item that is not known.
        var items = template.Resolve(collection) is { Kind: ConfigKind.List } list ? list.Items : [ConfigValue.Unknown($"the list of {name} is not known here")];
        if (items.Length > MaxItems)
        {
            template.Report($"`{name}` has more than {MaxItems} items; the rest is left out", loop.Position);
        }
        foreach (var item in items.Take(MaxItems))
        {
            template.Bind(variable.Text, item);
            foreach (var (key, value) in body.Entries)
            {
                if (key.StartsWith("Fn::ForEach", StringComparison.Ordinal))
                {
                    foreach (var inner in Items(key, value, template))
                    {
                        yield return inner;
                    }
                }
                else if (template.Resolve(value) is { } resolved)
                {
                    yield return new(template.Interpolate(key), resolved);
                }
            }
        }
        template.Bind(variable.Text, null);
    }
}
