using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Turns resource blocks into resources: <c>count</c>, <c>for_each</c>, dynamic blocks, module calls.</summary>
internal sealed partial class ModuleInstance
{
    private const int MaxModuleDepth = 20;
    private const int MaxInstances = 20_000;
    private static readonly HashSet<string> _metaArguments = new(StringComparer.Ordinal) { "count", "for_each", "provider", "depends_on" };
    private static readonly HashSet<string> _callArguments = new(StringComparer.Ordinal) { "count", "for_each", "providers", "depends_on", "source", "version" };
    private static readonly HashSet<string> _metaBlocks = new(StringComparer.Ordinal) { "lifecycle", "provisioner", "connection" };
    private readonly Dictionary<string, List<(string Key, ModuleInstance Instance)>> _children = new(StringComparer.Ordinal);

    /// <summary>Adds the resources of this module and of all that it calls to the run.</summary>
    public void Expand()
    {
        foreach (var declared in module.Resources)
        {
            var (type, name) = (declared.Node.Labels[0], declared.Node.Labels[1]);
            foreach (var (key, scope) in Instances(declared, $"{type}.{name}"))
            {
                run.Resources.Add(new InfraResource
                {
                    Address = $"{Prefix}{type}.{name}{key}",
                    NativeType = type,
                    Format = "terraform",
                    Attributes = Body(declared.Node.Body, declared.File, scope, _metaArguments),
                    Position = declared.File.At(declared.Node.Span),
                    Region = Region(declared.Node.Body),
                });
            }
        }
        foreach (var call in module.Calls)
        {
            foreach (var (_, child) in Children(call))
            {
                child.Expand();
            }
        }
    }

    private List<(string Key, IHclScope Scope)> Instances(Declared<HclBlock> declared, string what)
    {
        var body = declared.Node.Body;
        if (body.Attribute("count") is { } count)
        {
            var value = run.Guard(declared.File, () => Evaluator(declared.File).Evaluate(count.Value));
            if (value.IsUnknown)
            {
                return [("[*]", Scope("count", "index", value))];
            }
            var number = run.Guard(declared.File, () => ConfigValue.Number(HclConvert.Integer(value)));
            return [.. Enumerable.Range(0, number.IsUnknown ? 1 : Bounded(int.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture), declared))
                .Select(i => ($"[{i}]", Scope("count", "index", ConfigValue.Number(i))))];
        }
        if (body.Attribute("for_each") is { } each)
        {
            var value = run.Guard(declared.File, () => Evaluator(declared.File).Evaluate(each.Value));
            if (value.Kind is not (ConfigKind.Map or ConfigKind.List))
            {
                var unknown = value.IsUnknown ? value : ConfigValue.Unknown($"for_each of {what} is no object or set", value.Position);
                return [("[*]", EachScope(unknown, unknown))];
            }
            Bounded(value.Items.Length + value.Entries.Count, declared);
            return [.. (value.Kind == ConfigKind.Map
                    ? value.Entries.Select(e => (ConfigValue.String(e.Key), e.Value))
                    : value.Items.Select(i => (i, i)))
                .Take(MaxInstances)
                .Select(p => ($"[{ConfigJson.Write(ConfigValue.String(p.Item1.Text))}]", EachScope(p.Item1, p.Item2)))];
        }
        return [(string.Empty, this)];
    }

    private int Bounded(int count, Declared<HclBlock> declared)
    {
        if (count > MaxInstances)
        {
            run.Problems.Add(new ConfigProblem($"{count} instances are more than {MaxInstances}; the rest is left out", declared.File.At(declared.Node.TypeSpan)));
        }
        return Math.Clamp(count, 0, MaxInstances);
    }

    private HclScope Scope(string root, string name, ConfigValue value)
    {
        var entries = new ConfigMap.Builder();
        entries.Set(name, value);
        return new HclScope(new Dictionary<string, ConfigValue> { [root] = ConfigValue.Map(entries.Build()) }, this);
    }

    private HclScope EachScope(ConfigValue key, ConfigValue value)
    {
        var entries = new ConfigMap.Builder();
        entries.Set("key", key);
        entries.Set("value", value);
        return new HclScope(new Dictionary<string, ConfigValue> { ["each"] = ConfigValue.Map(entries.Build()) }, this);
    }

    /// <summary>Computes a body: attributes are values, blocks are lists of objects as in a plan.</summary>
    /// <param name="body">The body.</param>
    /// <param name="file">Its file.</param>
    /// <param name="scope">What names mean inside it.</param>
    /// <param name="without">Words of the language itself that are no attributes at this level.</param>
    private ConfigValue Body(HclBody body, HclFile file, IHclScope scope, HashSet<string>? without = null)
    {
        var evaluator = new HclEvaluator(file, scope, run.Budget);
        var entries = new ConfigMap.Builder();
        foreach (var attribute in body.Attributes)
        {
            if (without is null || !without.Contains(attribute.Name))
            {
                entries.Set(attribute.Name, run.Guard(file, () => evaluator.Evaluate(attribute.Value)).At(file.At(attribute.Span)));
            }
        }
        foreach (var block in body.Blocks)
        {
            if (block.Type == "dynamic" && block.Labels is [var name])
            {
                Dynamic(entries, name, block, file, scope);
            }
            else if (without is null || !_metaBlocks.Contains(block.Type))
            {
                Append(entries, block.Type, Body(block.Body, file, scope).At(file.At(block.Span)));
            }
        }
        return ConfigValue.Map(entries.Build(), file.At(body.Span));
    }

    private void Dynamic(ConfigMap.Builder entries, string name, HclBlock block, HclFile file, IHclScope scope)
    {
        var content = block.Body.Blocks.FirstOrDefault(b => b.Type == "content");
        if (block.Body.Attribute("for_each") is not { } each || content is null)
        {
            run.Problems.Add(new ConfigProblem("a dynamic block needs `for_each` and `content`", file.At(block.TypeSpan), IsFatal: false));
            return;
        }
        var iterator = block.Body.Attribute("iterator")?.Value is HclVariable variable ? variable.Name : name;
        var collection = run.Guard(file, () => new HclEvaluator(file, scope, run.Budget).Evaluate(each.Value));
        if (collection.IsUnknown || collection.Kind is not (ConfigKind.List or ConfigKind.Map))
        {
            // Whether there is any such block is not known.
            entries.Set(name, collection.IsUnknown ? collection.At(file.At(block.Span)) : ConfigValue.Unknown("for_each is no collection", file.At(block.Span)));
            return;
        }
        foreach (var (key, value) in HclEvaluator.Pairs(collection))
        {
            var pair = new ConfigMap.Builder();
            pair.Set("key", collection.Kind == ConfigKind.List ? value : key);
            pair.Set("value", value);
            var inner = new HclScope(new Dictionary<string, ConfigValue> { [iterator] = ConfigValue.Map(pair.Build()) }, scope);
            Append(entries, name, Body(content.Body, file, inner).At(file.At(block.Span)));
        }
    }

    private static void Append(ConfigMap.Builder entries, string name, ConfigValue block)
    {
        var before = entries.Get(name);
        if (before is not { IsUnknown: true })
        {
            entries.Set(name, ConfigValue.List((before?.Items ?? []).Add(block), before?.Position ?? block.Position));
        }
    }

    private List<(string Key, ModuleInstance Instance)> Children(Declared<HclBlock> call)
    {
        var name = call.Node.Labels[0];
        if (_children.TryGetValue(name, out var known))
        {
            return known;
        }
        _children[name] = [];
        if (Target(call) is not { } folder)
        {
            return [];
        }
        var target = run.Module(folder);
        var children = new List<(string Key, ModuleInstance Instance)>();
        foreach (var (key, scope) in Instances(call, "module." + name))
        {
            var arguments = Body(call.Node.Body, call.File, scope, _callArguments).Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
            children.Add((key, new ModuleInstance(run, target, $"{Prefix}module.{name}{key}", arguments, this)));
        }
        return _children[name] = children;
    }

    private string? Target(Declared<HclBlock> call)
    {
        var source = call.Node.Body.Attribute("source") is { } attribute
            ? run.Guard(call.File, () => Evaluator(call.File).Evaluate(attribute.Value)).AsString()
            : null;
        var place = call.File.At(call.Node.Span);
        if (source is null || !(source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal)))
        {
            run.Problems.Add(new ConfigProblem($"module `{call.Node.Labels[0]}` comes from `{source ?? "an unknown place"}`, which is not in this folder", place));
            return null;
        }
        var folder = ModulePath.Combine(module.Folder, source);
        if (folder is null || run.Module(folder) is { Resources.Count: 0, Calls.Count: 0, Outputs.Count: 0, Variables.Count: 0, Locals.Count: 0 })
        {
            run.Problems.Add(new ConfigProblem($"module `{call.Node.Labels[0]}` has no files in `{source}`", place));
            return null;
        }
        var depth = 0;
        for (var at = this; at is not null; at = at.Parent)
        {
            depth++;
            if (at.Folder == folder || depth > MaxModuleDepth)
            {
                run.Problems.Add(new ConfigProblem($"module `{call.Node.Labels[0]}` calls itself in a circle", place));
                return null;
            }
        }
        return folder;
    }

    private ModuleInstance? Parent => parent;

    private string Folder => module.Folder;

    private ConfigValue CallOutputs(string name)
    {
        var call = module.Calls.FirstOrDefault(c => c.Node.Labels[0] == name);
        if (call.Node is null)
        {
            throw new HclEvaluationException($"module `{name}` is not declared");
        }
        var children = Children(call);
        if (children.Count == 0 || children is [{ Key: "[*]" }])
        {
            return ConfigValue.Unknown($"output of module {name}");
        }
        var all = children.Select(c => (c.Key, Value: c.Instance.OutputValues())).ToList();
        if (all is [{ Key: "" } only])
        {
            return only.Value;
        }
        if (call.Node.Body.Attribute("count") is not null)
        {
            return ConfigValue.List([.. all.Select(c => c.Value)]);
        }
        var entries = new ConfigMap.Builder();
        all.ForEach(c => entries.Set(c.Key[2..^2], c.Value));
        return ConfigValue.Map(entries.Build());
    }

    private ConfigValue OutputValues()
    {
        var entries = new ConfigMap.Builder();
        foreach (var (name, output) in module.Outputs)
        {
            if (output.Node.Body.Attribute("value") is { } value)
            {
                entries.Set(name, run.Guard(output.File, () => Evaluator(output.File).Evaluate(value.Value)));
            }
        }
        return ConfigValue.Map(entries.Build());
    }

    private string? Region(HclBody body)
    {
        var provider = body.Attribute("provider")?.Value is HclGetAttribute { Target: HclVariable } alias ? alias.Name : null;
        foreach (var declared in module.Providers)
        {
            var attributes = declared.Node.Body;
            var itsAlias = attributes.Attribute("alias")?.Value is HclTemplate { Parts: [HclTemplateText text] } ? text.Text : null;
            if (itsAlias == provider && (attributes.Attribute("region") ?? attributes.Attribute("location")) is { } region)
            {
                return run.Guard(declared.File, () => Evaluator(declared.File).Evaluate(region.Value)).AsString();
            }
        }
        return parent?.Region(body);
    }
}
