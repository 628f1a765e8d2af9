using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.Infrastructure.Terraform;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Reads Bicep: resources with loops, conditions and nested resources, and the local modules that a file calls.</summary>
internal sealed class BicepReader
{
    private const int MaxModuleDepth = 20;
    private readonly IConfigFiles _files;
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<InfraResource> _resources = [];

    private BicepReader(IConfigFiles files) => _files = files;

    public static InfraReading Read(IConfigFiles files, string path)
    {
        var reader = new BicepReader(files);
        reader.ReadFile(path, string.Empty, ConfigValue.Map(ConfigMap.Empty), []);
        return new InfraReading([.. reader._resources], [.. reader._problems.Distinct()]);
    }

    private void ReadFile(string path, string prefix, ConfigValue inputs, ImmutableHashSet<string> callers)
    {
        if (!_files.TryRead(path, out var text, out var problem))
        {
            _problems.Add(problem!);
            return;
        }
        var (declarations, problems) = BicepParser.Parse(path, text);
        _problems.AddRange(problems);
        var scope = new BicepScope(declarations, inputs);
        foreach (var declaration in declarations)
        {
            if (declaration.Keyword == "resource")
            {
                Guard(declaration, () => Deploy(declaration, prefix, declaration.Type, scope));
            }
            else if (declaration.Keyword == "module")
            {
                Guard(declaration, () => CallModule(declaration, path, prefix, scope, callers.Add(path)));
            }
        }
    }

    private void Guard(BicepDeclaration declaration, Action action)
    {
        try
        {
            action();
        }
        catch (HclEvaluationException fault)
        {
            _problems.Add(new ConfigProblem($"`{declaration.Name}` cannot be computed: {fault.Message}", declaration.Position));
        }
    }

    private void Deploy(BicepDeclaration declaration, string prefix, string typeAndVersion, BicepScope scope)
    {
        if (declaration.IsExisting || declaration.Value is null)
        {
            return;
        }
        var type = typeAndVersion.Split('@')[0];
        foreach (var (key, names, body, isPossible) in Turns(declaration, scope.Evaluator))
        {
            if (!isPossible || body is not BicepObject map)
            {
                continue;
            }
            var address = prefix + declaration.Name + key;
            _resources.Add(new InfraResource
            {
                Address = address,
                NativeType = type,
                Format = "bicep",
                Attributes = scope.Evaluator.With(names, map),
                Position = declaration.Position,
            });
            foreach (var child in map.Resources)
            {
                var childType = child.Type.Contains('.', StringComparison.Ordinal) && child.Type.Contains('/', StringComparison.Ordinal)
                    ? child.Type
                    : $"{type}/{child.Type}";
                Guard(child, () => Deploy(child, address + "::", childType, scope));
            }
        }
    }

    private static IEnumerable<(string Key, IReadOnlyDictionary<string, ConfigValue> Names, BicepExpression Body, bool IsPossible)> Turns(
        BicepDeclaration declaration, BicepEvaluator evaluator)
    {
        var none = ImmutableDictionary<string, ConfigValue>.Empty;
        if (declaration.Value is not BicepFor loop)
        {
            var isPossible = declaration.Condition is null || evaluator.Evaluate(declaration.Condition) is not { Kind: ConfigKind.Boolean, IsTrue: false };
            return [(string.Empty, none, declaration.Value!, isPossible)];
        }
        return evaluator.Loop(loop).ToList()
            .Select((names, i) => ($"[{i.ToString(CultureInfo.InvariantCulture)}]", (IReadOnlyDictionary<string, ConfigValue>)names, loop.Body, true));
    }

    private void CallModule(BicepDeclaration module, string path, string prefix, BicepScope scope, ImmutableHashSet<string> callers)
    {
        var folder = path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : string.Empty;
        var target = module.Type.Contains(':', StringComparison.Ordinal) ? null : ModulePath.Combine(folder, module.Type);
        if (target is null || target.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            _problems.Add(new ConfigProblem($"module `{module.Name}` comes from `{module.Type}`, which is not read", module.Position));
            return;
        }
        if (callers.Contains(target) || callers.Count > MaxModuleDepth)
        {
            _problems.Add(new ConfigProblem($"module `{module.Name}` calls itself in a circle", module.Position));
            return;
        }
        foreach (var (key, names, body, isPossible) in Turns(module, scope.Evaluator))
        {
            if (isPossible)
            {
                var parameters = scope.Evaluator.With(names, body)["params"] ?? ConfigValue.Map(ConfigMap.Empty);
                ReadFile(target, $"{prefix}{module.Name}{key}.", parameters, callers);
            }
        }
    }
}
