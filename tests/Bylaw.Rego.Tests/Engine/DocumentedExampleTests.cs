using System.Text.RegularExpressions;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>The examples of <c>docs/rego-api.md</c>: they stand here word for word, so that they compile and do what they say.</summary>
public sealed partial class DocumentedExampleTests
{
    [Fact]
    public void Every_example_of_the_page_stands_in_this_file()
    {
        var root = SharedData.RepositoryRoot;
        var here = Squeeze(File.ReadAllText(Path.Combine(root, "tests/Bylaw.Rego.Tests/Engine/DocumentedExampleTests.cs")));
        var examples = Fence().Matches(File.ReadAllText(Path.Combine(root, "docs/rego-api.md")));

        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Contains(Squeeze(e.Groups["text"].Value), here, StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_prepare_evaluate()
    {
        var compilation = RegoCompiler.Compile([new SourceText("authz.rego", "package authz\n\nallow if input.user == \"ann\"\n")]);
        Policies policies = compilation.Policies!;              // null when a fault was found; compilation.Diagnostics has file, line, column, code, mend
        PreparedQuery query = policies.Prepare("data.authz.allow").Query!;
        Decision decision = query.Evaluate(RegoValue.FromJson("""{"user": "ann"}"""));
        bool allowed = decision.Value.IsTrue;                   // undefined is not true: a guard fails closed

        Assert.True(allowed);
    }

    [Fact]
    public void Bindings_and_errors()
    {
        var policies = RegoCompiler.Compile([new SourceText("empty.rego", "package empty\n")]).Policies!;
        var query = policies.Prepare("x := input.numbers[_]; x > 1").Query!;
        var decision = query.Evaluate(RegoValue.FromJson("""{"numbers": [1, 2, 3]}"""));
        var found = decision.Results.Select(r => r.Bindings["x"]);      // 2, 3

        var options = new EvaluationOptions
        {
            StrictBuiltinErrors = true,                                  // a failing built-in is an exception, not undefined
            Limits = EvaluationLimits.Default with { MaxDuration = TimeSpan.FromMilliseconds(200) },
            Print = _ => { },                                            // where print() goes
            Host = BuiltinHost.Default with { Clock = TimeProvider.System },
        };
        var error = Assert.Throws<EvaluationException>(() => policies.Prepare("to_number(\"seven\")").Query!.Evaluate(default, default, options));

        Assert.Equal([(RegoValue)2, (RegoValue)3], found.Order());
        Assert.Equal("eval_builtin_error", error.Code);
    }

    [Fact]
    public void Values()
    {
        RegoValue parsed = RegoValue.FromJson("""{"a": [1, 2.50]}""");
        RegoValue built = RegoObject.Create(("a", RegoArray.Create(1, RegoValue.FromNumberText("2.50"))));
        RegoValue second = parsed.Get("a").Get(1);                      // undefined when there is nothing: second.IsDefined
        string json = built.ToJson();                                    // {"a":[1,2.50]}

        Assert.Equal(parsed, built);
        Assert.Equal("2.50", second.ToJson());
        Assert.Equal("""{"a":[1,2.50]}""", json);
    }

    [Fact]
    public void Types_capabilities_strictness()
    {
        var options = new CompilerOptions
        {
            Schemas = RegoSchemas.Empty.WithInput(RegoValue.FromJson("""{"type": "object", "properties": {"user": {"type": "string"}}}""")),
            Capabilities = CapabilitySet.Read(Capabilities.Describe(BuiltinTable.Default)),
            IsStrict = true,
            Parser = ParserOptions.Default with { Version = RegoVersion.V1 },
        };
        var misspelt = RegoCompiler.Compile([new SourceText("p.rego", "package p\n\nallow if input.usr\n")], options).Diagnostics[0];
        // misspelt.Kind.Code is REGO2101, misspelt.Help is "did you mean `user`?"

        Assert.Equal(("REGO2101", "did you mean `user`?"), (misspelt.Kind.Code, misspelt.Help));
    }

    [Fact]
    public void A_workspace_and_dependencies()
    {
        var workspace = new RegoWorkspace();
        workspace.Set(new SourceText("p.rego", "package p\n\nallow if input.user in data.users\n"));
        var before = workspace.Compile();
        workspace.Set(new SourceText("p.rego", "package p\n\nallow if input.user in data.admins\n"));
        var after = workspace.Compile();                                // only what changed is parsed again; `before` stays usable
        QueryDependencies rests = after.Policies!.Prepare("data.p.allow").Query!.FindDependencies();
        // rests.BaseDocuments: data.admins, input.user; rests.VirtualDocuments: data.p.allow

        Assert.True(before.Succeeded);
        Assert.Equal(["data.admins", "input.user"], rests.BaseDocuments.Select(d => string.Join('.', d)));
        Assert.Equal(["data.p.allow"], rests.VirtualDocuments.Select(d => string.Join('.', d)));
    }

    [Fact]
    public void Parse_and_metadata()
    {
        ModuleParse parse = RegoParser.ParseModule(new SourceText("p.rego", "# METADATA\n# title: A package\npackage p\n"));
        AnnotationSet metadata = AnnotationSet.Read([parse.Module]);
        string title = metadata.All[0].Title;

        Assert.Equal("A package", title);
    }

    [Fact]
    public void Signed_bundles()
    {
        var key = string.Concat(Enumerable.Repeat("secret-", 8));
        var bundle = new Bundle(BundleManifest.Default, [new BundleModule("/p.rego", new SourceText("p.rego", "package p\n"), null)], RegoObject.Empty, []);
        var packed = new MemoryStream();
        BundleWriter.Write(bundle, "r1", RegoVersion.V1, packed, new BundleSigning(key) { Algorithm = "HS256" });
        packed.Position = 0;
        var read = Bundle.ReadArchive("p.tar.gz", packed, verification: new BundleVerification(key) { Algorithm = "HS256" });
        // read.Signature is Verified; another key, a changed, added or missing file is a FormatException

        Assert.Equal(SignatureState.Verified, read.Signature);
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    [GeneratedRegex("```csharp\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
