using System.Text.Json;
using Bylaw.Collectors.Infrastructure;

namespace Bylaw.Collectors.Tests.Infrastructure;

/// <summary>Each source that is neither Terraform nor plain CloudFormation, on a small file of its own: what comes out bears the common words.</summary>
public sealed class SourceFixtureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iac").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Globals_of_a_serverless_template_lie_below_its_functions()
    {
        var function = Read("template.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: python3.12
                Timeout: 5
                Environment: {Variables: {A: "1"}}
                Layers: [base]
            Resources:
              Chat:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: app.handler
                  Timeout: 30
                  Environment: {Variables: {B: "2"}}
                  Layers: [own]
                  KmsKeyArn: !GetAtt Key.Arn
              Key: {Type: "AWS::KMS::Key"}
            """, out _)[0];

        Assert.Equal("aws_lambda_function", function.GetProperty("type").GetString());
        var attributes = function.GetProperty("attributes");
        Assert.Equal(("python3.12", 30), (attributes.GetProperty("runtime").GetString(), attributes.GetProperty("timeout").GetInt32()));
        Assert.Equal("""{"A":"1","B":"2"}""", JsonSerializer.Serialize(attributes.GetProperty("environment").GetProperty("variables")));
        Assert.Equal("""["base","own"]""", JsonSerializer.Serialize(attributes.GetProperty("layers")));
        Assert.True(function.GetProperty("unknown").GetProperty("kms_key_arn").GetProperty("present").GetBoolean());
        Assert.Equal(13, function.GetProperty("at").GetProperty("timeout").GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_rendered_chart_gives_each_of_its_objects_with_its_line()
    {
        var resources = Read("out/chart.yaml", """
            ---
            # Source: model-server/templates/serviceaccount.yaml
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: model-server, namespace: ml}
            ---
            # Source: model-server/templates/deployment.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: model-server
              namespace: ml
            spec:
              template:
                spec:
                  containers:
                    - name: server
                      image: registry.example/model@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                      securityContext: {privileged: true, readOnlyRootFilesystem: true}
                      resources: {limits: {cpu: "1", memory: 1Gi}}
            ---
            # Source: model-server/templates/empty.yaml
            """, out _);

        Assert.Equal(["ml/ServiceAccount/model-server", "ml/Deployment/model-server"], resources.Select(r => r.GetProperty("address").GetString()));
        var deployment = resources[1];
        Assert.True(deployment.GetProperty("privileged").GetBoolean());
        Assert.True(deployment.GetProperty("read_only_fs").GetBoolean());
        Assert.True(deployment.GetProperty("digest_pinned").GetBoolean());
        Assert.Equal(8, deployment.GetProperty("source").GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_chart_that_is_not_rendered_is_told_with_the_command_that_renders_it()
    {
        var resources = Read("chart/templates/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.on }}\n  x: 1\n{{- end }}\n", out var problems);

        Assert.Empty(resources);
        Assert.Contains("`helm template`", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_of_GitLab_takes_over_what_it_extends_and_templates_are_no_jobs()
    {
        var resources = Read(".gitlab-ci.yml", """
            stages: [train]
            default:
              image: python:3.12
            .pinned:
              image: registry.example/train@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
              services: [redis:7]
            train:
              extends: .pinned
              script: [make train]
              services: []
            lint:
              script: [make lint]
            circle:
              extends: circle
              script: [a]
            """, out _);

        Assert.Equal([".gitlab-ci.yml", ".gitlab-ci.yml#train", ".gitlab-ci.yml#lint", ".gitlab-ci.yml#circle"], resources.Select(r => r.GetProperty("address").GetString()));
        Assert.True(resources[1].GetProperty("digest_pinned").GetBoolean());
        Assert.False(resources[2].GetProperty("digest_pinned").GetBoolean());
        Assert.Equal("gitlab-ci-job", resources[1].GetProperty("native_type").GetString());
    }

    [Fact]
    public void Jobs_of_Azure_are_found_in_stages_and_name_their_containers()
    {
        var resources = Read("azure-pipelines.yml", """
            trigger: [main]
            resources:
              containers:
                - container: train
                  image: registry.example/train@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            stages:
              - stage: build
                jobs:
                  - job: fit
                    container: train
                    steps: [{script: make}]
              - stage: ship
                jobs:
                  - deployment: production
                    container: ubuntu:24.04
            """, out _);

        Assert.Equal(["azure-pipelines.yml", "azure-pipelines.yml#fit", "azure-pipelines.yml#production"], resources.Select(r => r.GetProperty("address").GetString()));
        Assert.True(resources[1].GetProperty("digest_pinned").GetBoolean());
        Assert.False(resources[2].GetProperty("digest_pinned").GetBoolean());
    }

    [Fact]
    public void A_workflow_of_GitHub_gives_its_rights_and_whether_its_actions_are_pinned()
    {
        var resources = Read(".github/workflows/ci.yml", """
            on: push
            permissions: {contents: read}
            jobs:
              a:
                steps: [{uses: actions/checkout@v4}]
              b:
                permissions: write-all
                steps: [{uses: actions/checkout@0123456789abcdef0123456789abcdef01234567}]
            """, out _);

        Assert.Equal("""["contents:read"]""", JsonSerializer.Serialize(resources[1].GetProperty("roles")));
        Assert.False(resources[1].GetProperty("digest_pinned").GetBoolean());
        Assert.Equal("""["write-all"]""", JsonSerializer.Serialize(resources[2].GetProperty("roles")));
        Assert.True(resources[2].GetProperty("digest_pinned").GetBoolean());
    }

    [Fact]
    public void Compose_services_say_what_they_may_do()
    {
        var service = Read("compose.yaml", "services:\n  api:\n    image: x:1\n    privileged: true\n    read_only: true\n", out _)[0];

        Assert.True(service.GetProperty("privileged").GetBoolean());
        Assert.True(service.GetProperty("read_only_fs").GetBoolean());
    }

    private List<JsonElement> Read(string path, string text, out List<string> problems)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        var result = InfrastructureScan.Read(_folder, [path]);
        problems = [.. result.Problems.Select(p => p.ToString())];
        return [.. JsonDocument.Parse(result.ResourcesJson).RootElement.EnumerateArray()];
    }
}
