using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>What the names of one Bicep file stand for. A name is computed when somebody asks for it.</summary>
internal sealed class BicepScope
{
    private readonly Dictionary<string, BicepDeclaration> _declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigValue> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _computing = new(StringComparer.Ordinal);
    private readonly ConfigValue _inputs;

    public BicepScope(ImmutableArray<BicepDeclaration> declarations, ConfigValue inputs)
    {
        _inputs = inputs;
        Evaluator = new BicepEvaluator(Resolve, Call);
        foreach (var declaration in declarations)
        {
            _declarations[declaration.Name] = declaration;
        }
    }

    public BicepEvaluator Evaluator { get; }

    private ConfigValue? Resolve(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }
        if (!_declarations.TryGetValue(name, out var declaration))
        {
            return null;
        }
        if (!_computing.Add(name))
        {
            throw new HclEvaluationException($"`{name}` depends on itself");
        }
        try
        {
            return _known[name] = declaration.Keyword switch
            {
                "param" => Parameter(declaration),
                "var" when declaration.Value is not null => Evaluator.Evaluate(declaration.Value),
                "resource" or "module" => ConfigValue.Unknown($"known after deployment of {name}", declaration.Position, isReference: true, name),
                _ => ConfigValue.Unknown($"`{name}` is not computed"),
            };
        }
        finally
        {
            _computing.Remove(name);
        }
    }

    private ConfigValue Parameter(BicepDeclaration declaration)
    {
        if (_inputs[declaration.Name] is { } given)
        {
            return given;
        }
        return declaration.Value is not null
            ? Evaluator.Evaluate(declaration.Value)
            : declaration.Type.EndsWith('?')
                ? ConfigValue.Null(declaration.Position)
                : ConfigValue.Unknown($"parameter `{declaration.Name}` has no value here", declaration.Position);
    }

    private ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments)
    {
        if (!_declarations.TryGetValue(name, out var function) || function.Keyword != "func" || function.Value is null)
        {
            return null;
        }
        return Evaluator.With(function.Parameters.Zip(arguments).Select(p => KeyValuePair.Create(p.First, p.Second)), function.Value);
    }
}
