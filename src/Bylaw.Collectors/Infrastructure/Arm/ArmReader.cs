using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Infrastructure.Bicep;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Arm;

/// <summary>Reads ARM templates: parameters, variables, copy loops, conditions, nested resources and inner deployments.</summary>
internal sealed class ArmReader
{
    private const int MaxDepth = 100;
    private const int MaxCopies = 10_000;
    private readonly ConfigValue _root;
    private readonly List<ConfigProblem> _problems;
    private readonly List<InfraResource> _resources;
    private readonly BicepEvaluator _evaluator;
    private readonly HashSet<string> _computing = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _copies = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _prefix;
    private readonly ConfigValue? _given;
    private int _depth;

    private ArmReader(ConfigValue root, string prefix, ConfigValue? given, List<InfraResource> resources, List<ConfigProblem> problems)
    {
        (_root, _prefix, _given, _resources, _problems) = (root, prefix, given, resources, problems);
        _evaluator = new BicepEvaluator(_ => null, Call);
    }

    public static bool Looks(ConfigValue root) =>
        root["resources"] is { Kind: ConfigKind.List or ConfigKind.Map }
        && ((root["$schema"]?.AsString()?.Contains("deploymentTemplate", StringComparison.OrdinalIgnoreCase) ?? false)
            || (root["contentVersion"] is not null));

    public static InfraReading Read(ConfigValue root)
    {
        var reader = new ArmReader(root, string.Empty, null, [], []);
        reader.ReadResources(root["resources"]!, string.Empty, string.Empty);
        return new InfraReading([.. reader._resources], [.. reader._problems.Distinct()]);
    }

    private void ReadResources(ConfigValue resources, string parentType, string parentName)
    {
        foreach (var resource in resources.Kind == ConfigKind.Map ? resources.Entries.Select(e => e.Value) : resources.Items)
        {
            if (resource["existing"] is { IsTrue: true })
            {
                continue;
            }
            if (resource["type"]?.AsString() is not { } type)
            {
                _problems.Add(new ConfigProblem("a resource has no `type`", resource.Position));
                continue;
            }
            if (resource["condition"] is { } condition && Resolve(condition) is { Kind: ConfigKind.Boolean, IsTrue: false })
            {
                continue;
            }
            var loop = resource["copy"]?["name"]?.AsString() ?? string.Empty;
            var count = resource["copy"]?["count"] is { } copies ? Count(copies) : 1;
            for (var i = 0; i < count; i++)
            {
                _copies[loop] = i;
                _copies[string.Empty] = i;
                Add(resource, parentType.Length > 0 && !type.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) ? $"{parentType}/{type}" : type, parentName);
            }
        }
    }

    private int Count(ConfigValue count)
    {
        var value = Resolve(count);
        // An unknown number of copies is judged as one of them.
        return value.Kind == ConfigKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MaxCopies) : 1;
    }

    private void Add(ConfigValue resource, string type, string parentName)
    {
        var nested = resource["resources"];
        var attributes = new ConfigMap.Builder();
        foreach (var (key, value) in resource.Entries)
        {
            if (key is not ("resources" or "copy" or "condition") && !(type == "Microsoft.Resources/deployments" && key == "properties"))
            {
                attributes.Set(key, Resolve(value));
            }
        }
        var name = attributes.Get("name")?.AsScalarText() ?? resource["name"]?.AsScalarText() ?? type;
        var address = parentName.Length > 0 && !name.Contains('/', StringComparison.Ordinal) ? $"{parentName}/{name}" : name;
        _resources.Add(new InfraResource
        {
            Address = _prefix + address,
            NativeType = type,
            Format = "arm",
            Attributes = ConfigValue.Map(attributes.Build(), resource.Position),
            Position = resource.Position,
        });
        if (nested is not null)
        {
            ReadResources(nested, type, address);
        }
        if (type.Equals("Microsoft.Resources/deployments", StringComparison.OrdinalIgnoreCase) && resource["properties"]?["template"] is { } template && template["resources"] is { } inner
            && ++_depth <= MaxDepth)
        {
            var given = resource["properties"]?["parameters"] is { } parameters ? Resolve(parameters) : null;
            new ArmReader(template, $"{_prefix}{address}/", given, _resources, _problems) { _depth = _depth }.ReadResources(inner, string.Empty, string.Empty);
            _depth--;
        }
    }

    private ConfigValue Resolve(ConfigValue value)
    {
        switch (value.Kind)
        {
            case ConfigKind.String when value.Text is ['[', not '[', .., ']']:
                return Expression(value);
            case ConfigKind.String when value.Text.StartsWith("[[", StringComparison.Ordinal):
                return ConfigValue.String(value.Text[1..], value.Position);
            case ConfigKind.List:
                return ConfigValue.List([.. value.Items.Select(Resolve)], value.Position);
            case ConfigKind.Map:
                var entries = new ConfigMap.Builder();
                foreach (var (key, item) in value.Entries)
                {
                    if (key == "copy" && item.Kind == ConfigKind.List)
                    {
                        Copy(item, entries);
                        continue;
                    }
                    entries.Set(key, Resolve(item));
                }
                return ConfigValue.Map(entries.Build(), value.Position);
            default:
                return value;
        }
    }

    /// <summary>Property loops: <c>"copy": [{"name", "count", "input"}]</c> makes a list under the name.</summary>
    private void Copy(ConfigValue loops, ConfigMap.Builder entries)
    {
        foreach (var loop in loops.Items)
        {
            if (loop["name"]?.AsString() is not { } name || loop["input"] is not { } input)
            {
                continue;
            }
            var items = ImmutableArray.CreateBuilder<ConfigValue>();
            for (var i = 0; i < (loop["count"] is { } count ? Count(count) : 1); i++)
            {
                _copies[name] = i;
                items.Add(Resolve(input));
            }
            entries.Set(name, ConfigValue.List(items.ToImmutable(), loop.Position));
        }
    }

    private ConfigValue Expression(ConfigValue value)
    {
        try
        {
            return _evaluator.Evaluate(BicepParser.ParseArm(value.Text[1..^1], value.Position)).At(value.Position);
        }
        catch (ConfigReadException fault)
        {
            _problems.Add(fault.ToProblem() with { IsFatal = false });
            return ConfigValue.Unknown("the expression cannot be read", value.Position);
        }
        catch (HclEvaluationException fault)
        {
            _problems.Add(new ConfigProblem(fault.Message, value.Position, IsFatal: false));
            return ConfigValue.Unknown("cannot be computed: " + fault.Message, value.Position);
        }
    }

    private ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments)
    {
        switch (name.ToLowerInvariant())
        {
            case "parameters" when arguments is [var parameter]:
                return Once("parameter " + parameter.Text, () => Parameter(parameter.Text));
            case "variables" when arguments is [var variable]:
                return Once("variable " + variable.Text, () => Find(_root["variables"], variable.Text) is { } found
                    ? Resolve(found)
                    : CopiedVariable(variable.Text) ?? throw new HclEvaluationException($"variable `{variable.Text}` is not declared"));
            case "copyindex":
                var loop = arguments.FirstOrDefault(a => a.Kind == ConfigKind.String)?.Text ?? string.Empty;
                var offset = arguments.FirstOrDefault(a => a.Kind == ConfigKind.Number) is { } number ? HclConvert.Integer(number) : 0;
                return ConfigValue.Number(_copies.GetValueOrDefault(loop) + offset);
            case "resourceid" when arguments.Count > 1:
                return ConfigValue.Unknown("identity of a resource", default, isReference: true, arguments[^1].AsScalarText());
            default:
                return null;
        }
    }

    private ConfigValue? CopiedVariable(string name)
    {
        var entries = new ConfigMap.Builder();
        if (_root["variables"]?["copy"] is { Kind: ConfigKind.List } loops)
        {
            Copy(loops, entries);
        }
        return entries.Get(name);
    }

    private ConfigValue Once(string key, Func<ConfigValue> compute)
    {
        if (!_computing.Add(key))
        {
            throw new HclEvaluationException($"{key} depends on itself");
        }
        try
        {
            return compute();
        }
        finally
        {
            _computing.Remove(key);
        }
    }

    private ConfigValue Parameter(string name)
    {
        if (_given is not null && Find(_given, name)?["value"] is { } given)
        {
            return given;
        }
        return Find(_root["parameters"], name) is not { } declared
            ? throw new HclEvaluationException($"parameter `{name}` is not declared")
            : declared["defaultValue"] is { } preset ? Resolve(preset) : ConfigValue.Unknown($"parameter `{name}` has no value here", declared.Position);
    }

    private static ConfigValue? Find(ConfigValue? map, string name) =>
        map?.Entries.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
