using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.CloudFormation;

/// <summary>What the names of one template stand for: parameters, mappings, conditions, resources.</summary>
internal sealed partial class TemplateScope(ConfigValue root, List<ConfigProblem> problems)
{
    private const int MaxDepth = 200;
    private readonly Dictionary<string, ConfigValue> _conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deciding = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigValue> _loopValues = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Binds a loop name while a body is computed.</summary>
    public void Bind(string name, ConfigValue? value)
    {
        if (value is null)
        {
            _loopValues.Remove(name);
        }
        else
        {
            _loopValues[name] = value;
        }
    }

    public string Interpolate(string text) =>
        _loopValues.Select(v => (v.Key, Text: v.Value.AsScalarText() ?? "*")).Aggregate(text, (t, v) => t
            .Replace("${" + v.Key + "}", v.Text, StringComparison.Ordinal)
            .Replace("&{" + v.Key + "}", string.Concat(v.Text.Where(char.IsLetterOrDigit)), StringComparison.Ordinal));

    public void Report(string message, SourcePosition place, bool isFatal = true) => problems.Add(new ConfigProblem(message, place, isFatal));

    /// <summary>Decides a named condition: true, false or unknown.</summary>
    public ConfigValue Condition(string name)
    {
        if (_conditions.TryGetValue(name, out var known))
        {
            return known;
        }
        if (root["Conditions"]?[name] is not { } expression)
        {
            return ConfigValue.Unknown($"condition `{name}` is not declared");
        }
        if (!_deciding.Add(name))
        {
            Report($"condition `{name}` depends on itself", expression.Position);
            return ConfigValue.Unknown($"condition `{name}` depends on itself");
        }
        var value = Resolve(expression) ?? ConfigValue.Unknown("no value");
        _deciding.Remove(name);
        return _conditions[name] = AsTruth(value);
    }

    private static ConfigValue AsTruth(ConfigValue value) => value.AsScalarText()?.ToLowerInvariant() switch
    {
        "true" => ConfigValue.Boolean(true),
        "false" => ConfigValue.Boolean(false),
        _ => value.IsUnknown ? value : ConfigValue.Unknown("this is no condition"),
    };

    /// <summary>Computes a value. Null means that nothing is there: <c>AWS::NoValue</c>.</summary>
    public ConfigValue? Resolve(ConfigValue value)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            Report($"values nest deeper than {MaxDepth}", value.Position);
            return ConfigValue.Unknown("nests too deep", value.Position);
        }
        try
        {
            return value.Kind switch
            {
                ConfigKind.Map when value.Entries is [var only] && IsFunction(only.Key) => Call(only.Key, only.Value)?.At(value.Position),
                ConfigKind.Map => ResolveMap(value),
                ConfigKind.List => ConfigValue.List([.. value.Items.Select(Resolve).OfType<ConfigValue>()], value.Position),
                _ => value,
            };
        }
        finally
        {
            _depth--;
        }
    }

    private static bool IsFunction(string key) => key is "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private ConfigValue ResolveMap(ConfigValue value)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, item) in value.Entries)
        {
            if (key.StartsWith("Fn::ForEach", StringComparison.Ordinal))
            {
                foreach (var (name, body) in LoopExpansion.Items(key, item, this))
                {
                    entries.Set(name, body);
                }
            }
            else if (key == "Fn::Transform")
            {
                // A macro may add anything here.
                entries.Set("*", ConfigValue.Unknown("made by a macro", item.Position));
            }
            else if (Resolve(item) is { } resolved)
            {
                entries.Set(key, resolved);
            }
        }
        return ConfigValue.Map(entries.Build(), value.Position);
    }

    private ConfigValue? Reference(string name, SourcePosition place)
    {
        if (_loopValues.TryGetValue(name, out var bound))
        {
            return bound;
        }
        switch (name)
        {
            case "AWS::NoValue":
                return null;
            case "AWS::Region" or "AWS::AccountId" or "AWS::Partition" or "AWS::URLSuffix" or "AWS::StackName" or "AWS::StackId" or "AWS::NotificationARNs":
                return ConfigValue.Unknown($"{name} of the deployment", place, isReference: true);
        }
        if (root["Parameters"]?[name] is { } parameter)
        {
            return Parameter(name, parameter, place);
        }
        if (root["Resources"]?[name] is not null)
        {
            return ConfigValue.Unknown($"known after apply of {name}", place, isReference: true, name);
        }
        return ConfigValue.Unknown($"`{name}` is not declared in this template", place);
    }

    private static ConfigValue Parameter(string name, ConfigValue parameter, SourcePosition place)
    {
        var type = parameter["Type"]?.AsString() ?? "String";
        // Values that the deployment looks up elsewhere are not the text of the default.
        if (type.StartsWith("AWS::SSM::", StringComparison.Ordinal) || parameter["Default"] is not { } preset)
        {
            return ConfigValue.Unknown($"parameter `{name}` has no value here", place);
        }
        return type.StartsWith("List<", StringComparison.Ordinal) || type == "CommaDelimitedList"
            ? ConfigValue.List([.. preset.Text.Split(',').Select(p => ConfigValue.String(p.Trim(), preset.Position))], preset.Position)
            : preset.AsScalarText() is { } text ? ConfigValue.String(text, preset.Position) : preset;
    }
}
