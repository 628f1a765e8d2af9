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
        if (template.Resolve(collection) is not { Kind: ConfigKind.List } list || list.Items.Length > MaxItems)
        {
            template.Report($"the list of `{name}` is not known here, so its items are left out", loop.Position);
            yield break;
        }
        foreach (var item in list.Items)
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
