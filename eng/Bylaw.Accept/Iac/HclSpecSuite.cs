using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Terraform.Functions;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Runs the official HCL conformance cases: a file, a specification of what to take from it, and the wanted result or diagnostics.</summary>
internal static class HclSpecSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from test in Directory.EnumerateFiles(folder, "*.t", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("hcl-spec/" + Path.GetRelativePath(folder, test), () => Check(test));

    private static string? Check(string test)
    {
        var stem = test[..^2];
        var specFile = HclParser.Parse(stem + ".hcldec", File.ReadAllText(stem + ".hcldec"));
        var wanted = HclParser.Parse(test, File.ReadAllText(test));
        var input = HclParser.Parse(stem + ".hcl", File.ReadAllText(stem + ".hcl"));
        if (specFile.Diagnostics.Length + wanted.Diagnostics.Length > 0)
        {
            return "the case's own files do not parse: " + specFile.Diagnostics.Concat(wanted.Diagnostics).First().Message;
        }
        var variables = specFile.Body.Blocks.Where(b => b.Type == "variables").SelectMany(b => b.Body.Attributes)
            .ToDictionary(a => a.Name, a => new HclEvaluator(specFile, HclScope.Empty, new HclBudget()).Evaluate(a.Value));
        var decoder = new HclDecoder(specFile, input, new TestScope(new HclScope(variables)));
        ConfigValue? result = null;
        if (input.Diagnostics.IsEmpty)
        {
            result = decoder.Decode(specFile.Body.Blocks.Single(b => b.Type != "variables"), input.Body, isRoot: true);
        }
        var found = input.Diagnostics.Concat(decoder.Diagnostics).Select(d => Describe(input, d.Span)).ToList();
        var expected = wanted.Body.Blocks.Where(b => b.Type == "diagnostics").SelectMany(b => b.Body.Blocks).Select(b => DescribeWanted(wanted, b)).ToList();
        if (!found.SequenceEqual(expected))
        {
            return $"diagnostics at [{string.Join("; ", found)}], wanted [{string.Join("; ", expected)}]";
        }
        if (wanted.Body.Attribute("result") is not { } attribute)
        {
            return null;
        }
        var value = new HclEvaluator(wanted, HclScope.Empty, new HclBudget()).Evaluate(attribute.Value);
        return result is not null && HclConvert.AreEqual(result, value)
            ? null
            : $"result {(result is null ? "none" : ConfigJson.Write(result))}, wanted {ConfigJson.Write(value)}";
    }

    private static string Describe(HclFile file, HclSpan span)
    {
        var place = file.At(span);
        return $"{place.Line}:{place.Column}-{place.EndLine}:{place.EndColumn}";
    }

    private static string DescribeWanted(HclFile file, HclBlock block)
    {
        var evaluator = new HclEvaluator(file, HclScope.Empty, new HclBudget());
        string Part(string end, string name) => evaluator.Evaluate(block.Body.Blocks.Single(b => b.Type == end).Body.Attribute(name)!.Value).Text;
        return $"{Part("from", "line")}:{Part("from", "column")}-{Part("to", "line")}:{Part("to", "column")}";
    }

    /// <summary>The given variables and the pure functions.</summary>
    private sealed class TestScope(HclScope values) : IHclScope
    {
        public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConfigValue? value, out int taken) =>
            values.TryResolve(path, position, out value, out taken);

        public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) => FunctionTable.Call(name, arguments);
    }
}
