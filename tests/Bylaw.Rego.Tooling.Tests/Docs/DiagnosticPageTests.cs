using System.Reflection;
using System.Text.RegularExpressions;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Rego.Tooling.Linting;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;
using Bylaw.Testing;

namespace Bylaw.Rego.Tooling.Tests.Docs;

/// <summary>Each code of parser, compiler, metadata, formatter and linter has a page, and the examples on it do what it says.</summary>
public sealed partial class DiagnosticPageTests
{
    private static readonly string _folder = Path.Combine(SharedData.RepositoryRoot, "docs/diagnostics");

    [Fact]
    public void Every_code_has_a_page()
    {
        var missing = Codes().Where(c => !File.Exists(Path.Combine(_folder, c + ".md")));

        Assert.Empty(missing);
    }

    [Fact]
    public void No_code_is_given_twice()
    {
        var kinds = Kinds().ToList();

        Assert.Equal(kinds.Count, kinds.Select(k => k.Code).Distinct().Count());
    }

    [Fact]
    public void The_examples_of_every_page_do_what_the_page_says()
    {
        var failures = new List<string>();
        foreach (var page in Directory.EnumerateFiles(_folder, "REGO*.md"))
        {
            var code = Path.GetFileNameWithoutExtension(page);
            foreach (Match example in Fence().Matches(File.ReadAllText(page)))
            {
                var found = Find(example.Groups["text"].Value, example.Groups["language"].Value);
                var isBad = example.Groups["kind"].Value == "bad";
                if (found.Contains(code) != isBad)
                {
                    failures.Add($"{code} {example.Groups["kind"].Value}: found {string.Join(", ", found)}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>The language of an example says how it is compiled: strict, with few capabilities, with the schema <c>schema.request</c>.</summary>
    private static readonly Dictionary<string, CompilerOptions> _options = new()
    {
        ["rego-strict"] = CompilerOptions.Default with { IsStrict = true },
        ["rego-limited"] = CompilerOptions.Default with
        {
            Capabilities = new CapabilitySet([.. BuiltinTable.Default.Names], [], ["rego_v1"], null),
        },
        ["rego-schema"] = CompilerOptions.Default with { Schemas = RegoSchemas.Empty.With([(["request"], RegoValue.FromJson("{}"))]) },
    };

    private static HashSet<string> Find(string text, string language)
    {
        var isV0 = language == "rego-v0";
        var source = new SourceText("example.rego", text);
        var options = new ParserOptions { Version = isV0 ? RegoVersion.V0 : RegoVersion.V1 };
        var parse = RegoParser.ParseModule(source, options);
        var all = parse.Diagnostics.ToList();
        if (parse.Succeeded)
        {
            all.AddRange(AnnotationSet.Read([parse.Module]).Diagnostics);
            all.AddRange(RegoLinter.Lint(parse.Module));
            all.AddRange(RegoCompiler.Compile([parse.Module], _options.GetValueOrDefault(language)).Diagnostics);
            all.AddRange(RegoFormatter.Format(source, new FormatOptions { Parser = options, Target = FormatTarget.V0CompatibleWithV1 }).Diagnostics);
        }
        return [.. all.Select(d => d.Kind.Code)];
    }

    private static IEnumerable<string> Codes() =>
        Kinds().Select(k => k.Code).Where(c => c.StartsWith("REGO", StringComparison.Ordinal)).Order();

    private static IEnumerable<DiagnosticKind> Kinds() =>
        from assembly in (Assembly[])[typeof(RegoParser).Assembly, typeof(RegoLinter).Assembly]
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        where field.FieldType == typeof(DiagnosticKind)
        select (DiagnosticKind)field.GetValue(null)!;

    [GeneratedRegex("```(?<language>rego|rego-[a-z0-9]+) (?<kind>bad|good)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
