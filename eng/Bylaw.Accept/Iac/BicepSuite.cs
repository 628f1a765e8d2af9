using Bylaw.Collectors.Infrastructure.Bicep;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>
/// Compares declarations with the JSON that another Bicep parser makes: kinds, names, types, versions, existing, decorators, defaults and outputs that are plain,
/// loops, conditions, the keys of objects. How that parser spells operators and arguments is its own affair and is not compared.
/// </summary>
internal static class BicepSuite
{
    private static readonly (string Section, string Keyword)[] _sections =
        [("parameters", "param"), ("variables", "var"), ("outputs", "output"), ("types", "type"), ("functions", "func"), ("metadata", "metadata"), ("modules", "module")];

    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("bicep/" + Path.GetRelativePath(folder, file), () => Check(file));

    private static string? Check(string file)
    {
        var (declarations, problems) = BicepParser.Parse(file, File.ReadAllText(file));
        if (file.Replace('\\', '/').Contains("/invalid/", StringComparison.Ordinal))
        {
            return problems.Length > 0 ? null : "a broken file was accepted";
        }
        if (problems.Length > 0)
        {
            return problems[0].ToString();
        }
        var oracle = Path.Combine(Path.GetDirectoryName(file)!, "result.json");
        if (!File.Exists(oracle))
        {
            return null;
        }
        var wanted = new JsonReader().Read(oracle, File.ReadAllText(oracle), ReadLimits.Default).Input;
        foreach (var (section, keyword) in _sections)
        {
            var ours = declarations.Where(d => d.Keyword == keyword).GroupBy(d => d.Name).ToDictionary(g => g.Key, g => g.Last());
            var theirs = wanted[section]?.Entries ?? ConfigMap.Empty;
            if (theirs.FirstOrDefault(t => !ours.ContainsKey(t.Key)).Key is { } missing)
            {
                return $"{keyword} `{missing}` is missing";
            }
            if (ours.Keys.FirstOrDefault(o => !theirs.TryGet(o, out _)) is { } extra)
            {
                return $"{keyword} `{extra}` is too much";
            }
            foreach (var (name, value) in theirs)
            {
                if (CompareCommon(ours[name], value) is { } difference)
                {
                    return $"{keyword} `{name}`: {difference}";
                }
            }
        }
        return CompareResources(declarations, wanted["resources"]?.Entries ?? ConfigMap.Empty);
    }

    private static string? CompareCommon(BicepDeclaration ours, ConfigValue theirs)
    {
        if ((theirs["decorators"]?.Items.Length ?? 0) != ours.Decorators.Length)
        {
            return $"{ours.Decorators.Length} decorators, wanted {theirs["decorators"]?.Items.Length}";
        }
        var type = theirs["type"]?.AsString();
        if (ours.Keyword is "param" or "output" && type is not null && ours.Type.TrimEnd('?') != type)
        {
            return $"type {ours.Type}, wanted {type}";
        }
        var value = theirs["default"] ?? theirs["value"] ?? theirs["config"] ?? theirs["expression"];
        return ours.Value is null || value is null ? null : CompareValue(ours.Value, value);
    }

    private static string? CompareResources(IEnumerable<BicepDeclaration> declarations, ConfigMap theirs)
    {
        var ours = new Dictionary<string, (string Type, BicepDeclaration Declaration)>();
        foreach (var resource in declarations.Where(d => d.Keyword == "resource"))
        {
            Collect(resource, resource.Name, string.Empty, ours);
        }
        foreach (var (name, value) in theirs)
        {
            if (!ours.TryGetValue(name, out var mine))
            {
                return $"resource `{name}` is missing";
            }
            if (mine.Type.Split('@')[0] != value["type"]?.AsString() || (value["api_version"]?.AsString() is { } version && mine.Type.Contains('@') && mine.Type.Split('@')[1] != version))
            {
                return $"resource `{name}`: type {mine.Type}, wanted {value["type"]?.Text}@{value["api_version"]?.Text}";
            }
            if (mine.Declaration.IsExisting != (value["existing"] is { IsTrue: true }))
            {
                return $"resource `{name}`: existing differs";
            }
            if (value["decorators"]?.Items.Length is { } count && count != mine.Declaration.Decorators.Length)
            {
                return $"resource `{name}`: decorators differ";
            }
            if (mine.Declaration.Value is { } expression && value["config"] is { } config && CompareValue(expression, config) is { } difference)
            {
                return $"resource `{name}`: {difference}";
            }
        }
        return null;
    }

    private static void Collect(BicepDeclaration resource, string name, string parentType, Dictionary<string, (string, BicepDeclaration)> found)
    {
        var type = parentType.Length == 0 ? resource.Type : parentType.Split('@')[0] + "/" + resource.Type + (resource.Type.Contains('@') || !parentType.Contains('@') ? string.Empty : "@" + parentType.Split('@')[1]);
        found[name] = (type, resource);
        var body = resource.Value is BicepFor loop ? loop.Body : resource.Value;
        foreach (var child in (body as BicepObject)?.Resources ?? [])
        {
            Collect(child, $"{name}__{child.Name}", type, found);
        }
    }

    private static string? CompareValue(BicepExpression ours, ConfigValue theirs)
    {
        if (theirs["loop_type"] is { } loopType)
        {
            if (ours is not BicepFor loop)
            {
                return "a loop is missing";
            }
            if (loopType["detail"]?["item_name"]?.AsString() is { } item && item != loop.ItemName || loopType["detail"]?["index_name"]?.AsString() is { } index && index != loop.IndexName)
            {
                return "the loop's names differ";
            }
            return theirs["config"] is { } inner ? CompareValue(loop.Body, inner) : null;
        }
        if (theirs.Entries is [{ Key: "condition" }, { Key: "config" } wrapped])
        {
            return CompareValue(ours, wrapped.Value);
        }
        if (ours is BicepLiteral literal && theirs.Kind is ConfigKind.Number or ConfigKind.Boolean)
        {
            return literal.Value.Text == theirs.Text ? null : $"{literal.Value.Text}, wanted {theirs.Text}";
        }
        if (ours is BicepLiteral { Value.Kind: ConfigKind.String } text && theirs.Kind == ConfigKind.String)
        {
            return text.Value.Text.Trim() == theirs.Text.Trim() || theirs.Text.Contains('\\') || text.Value.Text.IndexOfAny(['\'', '\n', '\t', '$']) >= 0
                ? null
                : $"text {text.Value.Text}, wanted {theirs.Text}";
        }
        if (ours is BicepName name)
        {
            return theirs.Text == name.Name ? null : $"name {name.Name}, wanted {ConfigJson.Write(theirs)}";
        }
        if (ours is BicepArray array && theirs.Kind == ConfigKind.List && array.Items.Length == theirs.Items.Length)
        {
            return array.Items.Zip(theirs.Items).Select(p => CompareValue(p.First, p.Second)).FirstOrDefault(d => d is not null);
        }
        if (ours is BicepObject map && theirs.Kind == ConfigKind.Map && theirs["function"] is null && theirs["operator"] is null)
        {
            var keys = map.Entries.Where(e => e.Key is BicepLiteral).ToDictionary(e => ((BicepLiteral)e.Key).Value.Text, e => e.Value);
            foreach (var (key, value) in theirs.Entries.Where(e => e.Key is not ("depends_on" or "__start_line__" or "__end_line__")))
            {
                var plain = key.Trim('\'');
                if (!keys.TryGetValue(plain, out var mine))
                {
                    return map.Entries.Any(e => e.Key is not BicepLiteral) ? null : $"key `{key}` is missing";
                }
                if (CompareValue(mine, value) is { } difference)
                {
                    return $"{key}: {difference}";
                }
            }
            return null;
        }
        if (ours is BicepCall call && theirs["function"]?["type"]?.AsString() is { } function)
        {
            return function == "list_func" && call.Name.StartsWith("list", StringComparison.Ordinal) || function.Replace("_", string.Empty).Equals(call.Name, StringComparison.OrdinalIgnoreCase) ? null : $"call of {call.Name}, wanted {function}";
        }
        return null;
    }
}
