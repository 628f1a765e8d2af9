using Bylaw.Cli.Tests.Rego;

namespace Bylaw.Cli.Tests.Policies;

/// <summary><c>bylaw test</c>: policies that were written for conftest, unchanged, with places.</summary>
[Collection("console")]
public sealed class TestCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-test-");

    public TestCommandTests()
    {
        Write("policy/main.rego", """
            package main

            deny[msg] {
              input.kind == "Deployment"
              not input.spec.template.spec.securityContext.runAsNonRoot
              msg := "containers must not run as root"
            }

            deny[msg] {
              c := input.spec.template.spec.containers[_]
              not contains(c.image, "@sha256:")
              msg := sprintf("%s is not pinned", [c.name])
            }

            warn_label[msg] {
              not input.metadata.labels.team
              msg := {"msg": "no team", "severity": "low"}
            }
            """);
        Write("d.yaml", """
            kind: Deployment
            metadata:
              name: d
            spec:
              template:
                spec:
                  securityContext:
                    fsGroup: 1
                  containers:
                    - name: good
                      image: a@sha256:1
                    - name: bad
                      image: a:latest
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Old_policies_run_unchanged_and_each_finding_names_the_value_that_decided()
    {
        var (code, output, error) = await RunAsync(P("d.yaml"));

        Assert.Equal((1, ""), (code, error));
        Assert.Contains($"FAIL - {P("d.yaml")}:", output, StringComparison.Ordinal);
        Assert.Matches("FAIL - .*d.yaml:1[0-3]:.*bad is not pinned", output);
        Assert.Contains("- main - bad is not pinned", output, StringComparison.Ordinal);
        Assert.Contains($"WARN - {P("d.yaml")}:", output, StringComparison.Ordinal);
        Assert.Contains("3 tests, 0 passed, 1 warning, 2 failures, 0 exceptions", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_sets_a_rule_aside_by_its_name()
    {
        Write("policy/exception.rego", "package main\nexception[rules] {\n  input.metadata.name == \"d\"\n  rules := [\"label\", \"\"]\n}\n");

        var (code, output, _) = await RunAsync(P("d.yaml"));

        Assert.Equal(0, code);
        Assert.Contains("0 failures, 2 exceptions", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.toml", "[a]\nopen = true\n", 2)]
    [InlineData("x.json", "{\n \"a\": {\n  \"open\": true}}", 3)]
    [InlineData("x.ini", "[a]\nopen = true\n", 2)]
    [InlineData("x.hcl", "a {\n  b = 1\n  open = true\n}\n", 3)]
    [InlineData("x.env", "b=1\nopen=true\n", 2)]
    [InlineData("x.properties", "b=1\nopen=true\n", 2)]
    [InlineData("x.edn", "{:b 1\n \"open\" true}\n", 2)]
    public async Task A_finding_in_any_format_names_its_line(string file, string text, int line)
    {
        Write("any/p.rego", "package main\ndeny contains \"open\" if {\n  walk(input, [path, value])\n  path[count(path) - 1] == \"open\"\n  value in {true, \"true\"}\n}\n");
        Write(file, text);

        var (code, output, error) = await RunAsync("--policy", P("any"), P(file));

        Assert.Equal((1, ""), (code, error));
        Assert.Contains($"{P(file)}:{line}:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_about_something_missing_names_the_innermost_thing_around_it_that_is_there()
    {
        Write("missing/p.rego", """
            package main

            deny contains msg if {
              some c in input.containers
              not c.limits.memory
              msg := sprintf("%s has no memory limit", [c.name])
            }

            deny contains "no app label" if not input.spec.selector.labels.app

            deny contains msg if {
              missing := {"owner"} - {l | input.meta.labels[l]}
              count(missing) > 0
              msg := sprintf("missing: %v", [missing])
            }
            """);
        Write("k.yaml", "meta:\n  labels:\n    app: x\nspec:\n  a: 1\ncontainers:\n  - name: one\n    limits: {memory: 1}\n  - name: two\n    limits:\n      cpu: 1\n");

        var (_, output, error) = await RunAsync("--policy", P("missing"), P("k.yaml"));

        Assert.Equal("", error);
        Assert.Contains("k.yaml:11:7 - main - two has no memory limit", output, StringComparison.Ordinal);
        Assert.Contains("k.yaml:5:3 - main - no app label", output, StringComparison.Ordinal);
        Assert.Contains("k.yaml:3:5 - main - missing:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_a_Dockerfile_are_judged_together()
    {
        Write("docker/p.rego", "package main\ndeny contains \"latest\" if {\n  some i\n  input[i].Cmd == \"from\"\n  endswith(input[i].Value[0], \":latest\")\n}\ndeny contains \"no check\" if not checks\nchecks if input[_].Cmd == \"healthcheck\"\n");
        Write("Dockerfile", "ARG A=1\nFROM x:latest\nUSER root\n");

        var (_, output, _) = await RunAsync("--policy", P("docker"), P("Dockerfile"));

        Assert.Contains("Dockerfile:2:1 - main - latest", output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile:1:1 - main - no check", output, StringComparison.Ordinal);
        Assert.Contains("2 failures", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_combined_are_told_apart_by_place()
    {
        Write("combine/p.rego", "package main\ndeny contains msg if {\n  some f in input\n  f.contents.kind == \"Service\"\n  msg := f.path\n}\n");
        Write("s.yaml", "a: 1\nkind: Service\n");

        var (code, output, _) = await RunAsync("--combine", "--policy", P("combine"), P("d.yaml"), P("s.yaml"));

        Assert.Equal(1, code);
        Assert.Contains($"{P("s.yaml")}:2:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_documents_of_a_file_are_judged_one_by_one()
    {
        Write("m.yaml", "kind: Other\nmetadata: {labels: {team: a}}\n---\nkind: Deployment\nmetadata: {labels: {team: a}}\n");

        var (_, output, _) = await RunAsync(P("m.yaml"));

        Assert.Contains($"FAIL - {P("m.yaml")}:4:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"line\": 1[23]")]
    [InlineData("tap", "not ok 1 - ")]
    [InlineData("junit", "<failure message=\"bad is not pinned\">")]
    [InlineData("github", "line=1[23]")]
    [InlineData("sarif", "\"startLine\": 1[23]")]
    public async Task Results_come_in_the_forms_of_the_field(string format, string expected)
    {
        var (_, output, _) = await RunAsync("-o", format, P("d.yaml"));

        Assert.Matches(expected, output);
    }

    [Theory]
    [InlineData("--namespace", "other", "has no deny, violation or warn rule; these have: main")]
    [InlineData("--parser", "lisp", "there is no reader 'lisp'")]
    [InlineData("--parser", "jsonnet", "is not run here: write its result with `jsonnet FILE.jsonnet > FILE.json`")]
    [InlineData("--policy", "nowhere", "there are no policies at 'nowhere'")]
    public async Task A_wrong_option_is_told_with_what_there_is(string option, string value, string message)
    {
        var (code, _, error) = await RunAsync(option, value, P("d.yaml"));

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_told_with_its_place()
    {
        Write("b.yaml", "a: [1\n");

        var (code, _, error) = await RunAsync(P("b.yaml"));

        Assert.Equal(2, code);
        Assert.Contains("b.yaml:", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => args.Contains("--policy")
        ? RegoTextCommandTests.Run(["test", .. args])
        : RegoTextCommandTests.Run(["test", "--policy", P("policy"), .. args]);

    private string P(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(P(name))!);
        File.WriteAllText(P(name), text);
    }
}
