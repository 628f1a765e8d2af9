using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>All functions that need nothing but their arguments, by name.</summary>
/// <remarks>Functions of time and chance (<c>timestamp</c>, <c>uuid</c>, <c>bcrypt</c>) have no value before apply, so they are unknown here.</remarks>
internal static class FunctionTable
{
    private static readonly Dictionary<string, TerraformFunction> _functions = Build();

    public static ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments)
    {
        if (!_functions.TryGetValue(name, out var function))
        {
            return null;
        }
        if (arguments.Count < function.MinCount || arguments.Count > function.MaxCount)
        {
            throw new HclEvaluationException($"`{name}` takes {Arity(function)}, not {arguments.Count}");
        }
        if (!function.SeesUnknown)
        {
            foreach (var argument in arguments)
            {
                if (HclConvert.HoldsUnknown(argument, out var unknown))
                {
                    return ConfigValue.Unknown(unknown.Text);
                }
            }
        }
        try
        {
            return function.Body(arguments);
        }
        catch (HclEvaluationException fault)
        {
            throw new HclEvaluationException($"`{name}`: {fault.Message}", fault.Span);
        }
    }

    private static string Arity(TerraformFunction function) => function.MaxCount == int.MaxValue
        ? $"at least {function.MinCount} arguments"
        : function.MinCount == function.MaxCount ? $"{function.MinCount} arguments" : $"{function.MinCount} to {function.MaxCount} arguments";

    private static Dictionary<string, TerraformFunction> Build()
    {
        var table = new Dictionary<string, TerraformFunction>(StringComparer.Ordinal);
        NumberFunctions.AddTo(table);
        StringFunctions.AddTo(table);
        PatternFunctions.AddTo(table);
        CollectionFunctions.AddTo(table);
        SetFunctions.AddTo(table);
        EncodingFunctions.AddTo(table);
        TypeFunctions.AddTo(table);
        NetworkFunctions.AddTo(table);
        foreach (var name in (string[])["timestamp", "plantimestamp", "uuid", "bcrypt", "rsadecrypt", "uuidv5"])
        {
            table[name] = new(0, 3, true, _ => ConfigValue.Unknown($"computed by {name} at apply"));
        }
        return table;
    }
}
