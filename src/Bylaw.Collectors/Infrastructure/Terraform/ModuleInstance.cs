using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Terraform.Functions;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>One use of a module with its inputs. It computes a name only when somebody asks for it, and each name once.</summary>
internal sealed partial class ModuleInstance(
    TerraformRun run, TerraformModule module, string address, IReadOnlyDictionary<string, ConfigValue> inputs, ModuleInstance? parent) : IHclScope
{
    private readonly Dictionary<string, ConfigValue> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _computing = new(StringComparer.Ordinal);

    public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [NotNullWhen(true)] out ConfigValue? value, out int taken)
    {
        taken = Math.Min(2, path.Count);
        value = path switch
        {
            ["var", var name, ..] => Once("var." + name, () => Variable(name)),
            ["local", var name, ..] => Once("local." + name, () => Local(name)),
            ["module", var name, ..] => Once("module." + name, () => CallOutputs(name)),
            ["data", ..] => Data(path, position, out taken),
            ["path", "module", ..] => ConfigValue.String(module.Folder.Length == 0 ? "." : module.Folder),
            ["path", "root" or "cwd", ..] => ConfigValue.String("."),
            ["terraform", "workspace", ..] => ConfigValue.String("default"),
            ["terraform", ..] => ConfigValue.Unknown("of the Terraform run"),
            ["self", ..] => ConfigValue.Unknown("known after apply"),
            ["each" or "count", ..] => throw new HclEvaluationException($"`{path[0]}` means nothing here"),
            [var type, var name, ..] => Resource(type, name, path, position, out taken),
            _ => null,
        };
        return value is not null;
    }

    public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) =>
        FileFunctions.Call(run.Files, name, arguments, this, run.Budget) ?? FunctionTable.Call(name, arguments);

    private ConfigValue Once(string key, Func<ConfigValue> compute)
    {
        if (_known.TryGetValue(key, out var value))
        {
            return value;
        }
        if (!_computing.Add(key))
        {
            throw new HclEvaluationException($"`{key}` depends on itself");
        }
        try
        {
            return _known[key] = compute();
        }
        finally
        {
            _computing.Remove(key);
        }
    }

    private ConfigValue Variable(string name)
    {
        var declared = module.Variables.TryGetValue(name, out var found) ? found : (Declared<HclBlock>?)null;
        var type = declared?.Node.Body.Attribute("type")?.Value;
        // Null given to a variable that refuses null means its default.
        var nullable = declared?.Node.Body.Attribute("nullable")?.Value is not HclLiteral { Value.Kind: ConfigKind.Boolean, Value.IsTrue: false };
        if (inputs.TryGetValue(name, out var given) && !(given.IsNull && !nullable))
        {
            return VariableType.Apply(type, given);
        }
        if (declared is not { } variable)
        {
            throw new HclEvaluationException($"variable `{name}` is not declared");
        }
        return variable.Node.Body.Attribute("default") is { } preset
            ? VariableType.Apply(type, new HclEvaluator(variable.File, HclScope.Empty, run.Budget).Evaluate(preset.Value))
            : ConfigValue.Unknown($"variable `{name}` has no value here", variable.File.At(variable.Node.TypeSpan));
    }

    private ConfigValue Local(string name) => module.Locals.TryGetValue(name, out var local)
        ? Evaluator(local.File).Evaluate(local.Node.Value)
        : throw new HclEvaluationException($"local `{name}` is not declared");

    private HclEvaluator Evaluator(HclFile file) => new(file, this, run.Budget);

    private ConfigValue Data(IReadOnlyList<string> path, SourcePosition position, out int taken)
    {
        taken = Math.Min(3, path.Count);
        if (path.Count < 3)
        {
            throw new HclEvaluationException($"data source `{string.Join('.', path)}` is not declared");
        }
        if (!module.DataSources.TryGetValue($"{path[1]}.{path[2]}", out var declared))
        {
            return Undeclared($"data.{path[1]}.{path[2]}", position);
        }
        if (path is ["data", "aws_iam_policy_document", var name, "json", ..]
            && declared.Node.Body.Attribute("count") is null && declared.Node.Body.Attribute("for_each") is null)
        {
            taken = 4;
            return Once($"data.policy.{name}", () => PolicyDocument.Write(Body(declared.Node.Body, declared.File, this)));
        }
        return ConfigValue.Unknown($"read from data source {path[1]}.{path[2]}", default, isReference: true, $"{Prefix}data.{path[1]}.{path[2]}");
    }

    /// <summary>An argument that is written is its value; everything else of a declared resource is known after apply.</summary>
    private ConfigValue? Resource(string type, string name, IReadOnlyList<string> path, SourcePosition position, out int taken)
    {
        taken = 2;
        if (!module.ResourceIndex.TryGetValue($"{type}.{name}", out var declared))
        {
            // Names of types have a provider's prefix; anything else is a slip of the pen.
            return type.Contains('_', StringComparison.Ordinal) ? Undeclared($"{type}.{name}", position) : null;
        }
        var body = declared.Node.Body;
        if (path.Count > 2 && body.Attribute("count") is null && body.Attribute("for_each") is null && body.Attribute(path[2]) is { } argument)
        {
            taken = 3;
            return Once($"{type}.{name}.{path[2]}", () => Evaluator(declared.File).Evaluate(argument.Value));
        }
        return ConfigValue.Unknown($"known after apply of {type}.{name}", default, isReference: true, $"{Prefix}{type}.{name}");
    }

    /// <summary>A reference into a part of the configuration that was not read: told, and taken for what it says it is.</summary>
    private ConfigValue Undeclared(string name, SourcePosition position)
    {
        run.Problems.Add(new ConfigProblem($"`{name}` is not declared in the files that were read", position, IsFatal: false));
        return ConfigValue.Unknown($"known after apply of {name}", position, isReference: true, Prefix + name);
    }

    private string Prefix => address.Length == 0 ? string.Empty : address + ".";
}
