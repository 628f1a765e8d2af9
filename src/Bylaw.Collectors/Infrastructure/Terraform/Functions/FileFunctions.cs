using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Functions that read files below the root folder.</summary>
internal static class FileFunctions
{
    public static ConfigValue? Call(IConfigFiles files, string name, IReadOnlyList<ConfigValue> arguments, IHclScope scope, HclBudget budget)
    {
        if (name is not ("file" or "fileexists" or "templatefile" or "filebase64" or "filesha256" or "filemd5" or "filesha512" or "fileset"
            or "filebase64sha256" or "filebase64sha512" or "abspath" or "pathexpand" or "basename" or "dirname" or "templatestring"))
        {
            return null;
        }
        if (arguments.Count == 0)
        {
            throw new HclEvaluationException($"`{name}` needs an argument");
        }
        if (arguments[0].IsUnknown)
        {
            return ConfigValue.Unknown(arguments[0].Text);
        }
        var path = HclConvert.Text(arguments[0]);
        return name switch
        {
            "basename" => ConfigValue.String(path[(path.LastIndexOf('/') + 1)..]),
            "dirname" => ConfigValue.String(path.LastIndexOf('/') is var at and >= 0 ? path[..at] : "."),
            "file" => ConfigValue.String(Read(files, path)),
            "fileexists" => ConfigValue.Boolean(TryRead(files, path, out _, out _)),
            "templatefile" when arguments.Count == 2 => Render(Read(files, path), path, arguments[1], scope, budget),
            "templatestring" when arguments.Count == 2 => Render(path, name, arguments[1], scope, budget),
            _ => ConfigValue.Unknown($"{name} is not computed"),
        };
    }

    private static bool TryRead(IConfigFiles files, string path, out string text, out ConfigProblem? problem)
    {
        text = string.Empty;
        problem = null;
        return ModulePath.Combine(string.Empty, path) is { } relative && files.TryRead(relative, out text, out problem);
    }

    private static string Read(IConfigFiles files, string path) => TryRead(files, path, out var text, out var problem)
        ? text
        : throw new HclEvaluationException(problem?.Message ?? $"`{path}` is outside this folder");

    private static ConfigValue Render(string text, string file, ConfigValue values, IHclScope scope, HclBudget budget)
    {
        if (values.IsUnknown)
        {
            return ConfigValue.Unknown(values.Text);
        }
        var (template, parsed) = HclParser.ParseTemplate(file, text);
        if (template is null)
        {
            throw new HclEvaluationException($"`{file}` is no template: {parsed.Diagnostics[0].Message}");
        }
        var names = new HclScope(values.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal), new FunctionsOnly(scope));
        // A template has no way to read files, so it cannot include itself.
        return new HclEvaluator(parsed, names, budget).Evaluate(template);
    }

    private sealed class FunctionsOnly(IHclScope inner) : IHclScope
    {
        public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConfigValue? value, out int taken)
        {
            (value, taken) = (null, 0);
            return false;
        }

        public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) =>
            name == "templatefile" ? throw new HclEvaluationException("a template cannot call templatefile") : inner.Call(name, arguments, position);
    }
}
