using System.Text.Json;
using Bylaw.Collectors.Infrastructure;

namespace Bylaw.Collectors.Tests.Infrastructure;

public sealed class TerraformSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iac").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scan_expands_count_for_each_and_modules_with_their_addresses()
    {
        Write("main.tf", """
            variable "zones" { default = ["a", "b"] }
            resource "aws_kms_key" "k" {
              count = length(var.zones)
              description = "key ${var.zones[count.index]}"
            }
            module "store" {
              for_each = toset(["x"])
              source   = "./store"
              name     = each.key
            }
            """);
        Write("store/main.tf", """
            variable "name" {}
            resource "aws_s3_bucket" "b" { bucket = upper(var.name) }
            """);

        var resources = Scan("main.tf", "store/main.tf");

        Assert.Equal(["aws_kms_key.k[0]", "aws_kms_key.k[1]", "module.store[\"x\"].aws_s3_bucket.b"], resources.Select(r => r.GetProperty("address").GetString()));
        Assert.Equal("key b", resources[1].GetProperty("attributes").GetProperty("description").GetString());
        Assert.Equal("X", resources[2].GetProperty("attributes").GetProperty("bucket").GetString());
    }

    [Fact]
    public void Scan_keeps_known_unknown_and_absent_apart_with_places()
    {
        Write("main.tf", """
            variable "key" {}
            resource "aws_kms_key" "k" {}
            resource "aws_sagemaker_notebook_instance" "n" {
              kms_key_id  = var.key
              subnet_id   = aws_kms_key.k.arn
              root_access = "Disabled"
            }
            """);

        var notebook = Scan("main.tf")[1];

        Assert.False(notebook.GetProperty("unknown").GetProperty("kms_key_id").GetProperty("present").GetBoolean());
        Assert.True(notebook.GetProperty("unknown").GetProperty("subnet_id").GetProperty("present").GetBoolean());
        Assert.Equal("aws_kms_key.k", notebook.GetProperty("unknown").GetProperty("subnet_id").GetProperty("to").GetString());
        Assert.Equal("Enabled", notebook.GetProperty("defaults").GetProperty("direct_internet_access").GetString());
        Assert.Equal(6, notebook.GetProperty("at").GetProperty("root_access").GetProperty("line").GetInt32());
        Assert.Contains("cmk", notebook.GetProperty("unknown_properties").EnumerateArray().Select(p => p.GetString()));
        Assert.False(notebook.TryGetProperty("cmk", out _));
    }

    [Fact]
    public void Scan_reports_a_circle_of_modules_and_keeps_the_rest()
    {
        Write("main.tf", "module \"a\" { source = \"./a\" }\nresource \"aws_kms_key\" \"k\" {}\n");
        Write("a/main.tf", "module \"back\" { source = \"../\" }\nresource \"aws_kms_key\" \"in_a\" {}\n");

        var result = InfrastructureScan.Read(_folder, ["main.tf"]);

        Assert.Equal(2, result.Count);
        Assert.Contains(result.Problems, p => p.Message.Contains("circle", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_reports_a_local_that_depends_on_itself_and_keeps_the_resource()
    {
        Write("main.tf", """
            locals {
              a = local.b
              b = local.a
            }
            resource "aws_kms_key" "k" {
              description         = local.a
              enable_key_rotation = true
            }
            """);

        var result = InfrastructureScan.Read(_folder, ["main.tf"]);

        Assert.Equal(1, result.Count);
        Assert.Contains(result.Problems, p => p.Message.Contains("depends on itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_does_not_follow_a_module_out_of_its_root_nor_a_link()
    {
        Write("inner/main.tf", "module \"up\" { source = \"../../..\" }\nresource \"aws_kms_key\" \"k\" {}\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "inner", "loop.tf"), Path.Combine(_folder, "inner", "loop.tf"));

        var result = InfrastructureScan.Read(Path.Combine(_folder, "inner"), ["main.tf", "loop.tf"]);

        Assert.Equal(1, result.Count);
        Assert.Contains(result.Problems, p => p.Message.Contains("no files", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_reads_a_broken_file_as_far_as_it_goes()
    {
        Write("main.tf", "resource \"aws_kms_key\" \"a\" {\n  description = = 1\n  is_enabled = true\n}\nresource \"aws_kms_key\" \"b\" {}\n");

        var result = InfrastructureScan.Read(_folder, ["main.tf"]);

        Assert.Equal(2, result.Count);
        Assert.Contains(result.Problems, p => p.IsFatal && p.Position.Line == 2);
    }

    private JsonElement[] Scan(params string[] files)
    {
        var result = InfrastructureScan.Read(_folder, files);
        Assert.Empty(result.Problems);
        return [.. JsonDocument.Parse(result.ResourcesJson).RootElement.EnumerateArray()];
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
