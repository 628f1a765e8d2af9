using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;

namespace Bylaw.Collectors.Tests.Infrastructure;

/// <summary>Properties that stand in another resource than the one they concern.</summary>
public sealed class RelationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("resource \"aws_s3_bucket_public_access_block\" \"p\" {\nbucket = aws_s3_bucket.b.id\nblock_public_acls = true\nblock_public_policy = true\nignore_public_acls = true\nrestrict_public_buckets = true\n}", "public_network", "false")]
    [InlineData("resource \"aws_s3_bucket_public_access_block\" \"p\" {\nbucket = aws_s3_bucket.b.id\nblock_public_acls = true\n}", "public_network", "true")]
    [InlineData("resource \"aws_s3_bucket_acl\" \"a\" {\nbucket = \"named\"\nacl = \"public-read\"\n}", "public_network", "true")]
    [InlineData("resource \"aws_s3_bucket_policy\" \"a\" {\nbucket = aws_s3_bucket.b.bucket\npolicy = jsonencode({Statement = [{Effect = \"Allow\", Principal = \"*\", Action = \"s3:GetObject\"}]})\n}", "public_network", "true")]
    [InlineData("resource \"aws_s3_bucket_versioning\" \"v\" {\nbucket = aws_s3_bucket.b.id\nversioning_configuration {\nstatus = \"Enabled\"\n}\n}", "backup", "true")]
    [InlineData("resource \"aws_s3_bucket_object_lock_configuration\" \"l\" {\nbucket = aws_s3_bucket.b.id\nrule {\ndefault_retention {\nmode = \"COMPLIANCE\"\ndays = 200\n}\n}\n}", "log_retention_days", "200")]
    public async Task A_setting_of_its_own_states_the_bucket(string setting, string property, string value)
    {
        _folder.Write("main.tf", "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"named\"\n}\n" + setting + "\n");

        Assert.Equal(value, (await ResourceAsync("aws_s3_bucket.b"))[property]?.ToJsonString());
    }

    [Fact]
    public async Task A_role_holds_what_its_policies_allow()
    {
        _folder.Write("main.tf", """
            resource "aws_iam_role" "r" {
              name = "r"
              assume_role_policy = "{}"
            }
            resource "aws_iam_role_policy" "p" {
              role = aws_iam_role.r.id
              policy = jsonencode({Statement = [{Effect = "Allow", Action = ["s3:*"], Resource = "*"}, {Effect = "Deny", Action = "iam:*", Resource = "*"}]})
            }
            resource "aws_iam_role_policy_attachment" "a" {
              role = aws_iam_role.r.name
              policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
            }
            """);

        Assert.Equal(["s3:*", "AdministratorAccess"], (await ResourceAsync("aws_iam_role.r"))["roles"]!.AsArray().Select(r => r!.ToString()));
    }

    [Theory]
    [InlineData("", "false")]
    [InlineData("resource \"azurerm_monitor_diagnostic_setting\" \"d\" {\nname = \"d\"\ntarget_resource_id = azurerm_cognitive_account.a.id\n}", "true")]
    public async Task An_azure_service_logs_when_a_setting_names_it(string setting, string value)
    {
        _folder.Write("main.tf", "resource \"azurerm_cognitive_account\" \"a\" {\n  name = \"a\"\n}\n" + setting + "\n");

        Assert.Equal(value, (await ResourceAsync("azurerm_cognitive_account.a"))["diagnostics"]?.ToJsonString());
    }

    [Fact]
    public async Task A_property_that_depends_on_an_unknown_is_unknown_under_its_own_name()
    {
        _folder.Write("main.tf", "variable \"open\" {\n  type = bool\n}\nresource \"azurerm_cognitive_account\" \"a\" {\n  public_network_access_enabled = var.open\n}\n");

        var resource = await ResourceAsync("azurerm_cognitive_account.a");

        Assert.Null(resource["public_network"]);
        Assert.NotNull(resource["unknown"]!["public_network"]);
    }

    private async Task<JsonObject> ResourceAsync(string address)
    {
        var document = Assert.Single((await Collecting.RunAsync(_folder, "infrastructure")).Documents);
        return document.Spec["resources"]!.AsArray().Single(r => r!["address"]!.ToString() == address)!.AsObject();
    }
}
