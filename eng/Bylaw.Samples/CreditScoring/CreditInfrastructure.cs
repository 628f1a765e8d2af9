using System.Text.Json.Nodes;

namespace Bylaw.Samples.CreditScoring;

/// <summary>The Terraform plan of the sample: endpoint, registry, bucket, log store.</summary>
internal static class CreditInfrastructure
{
    public static void Write(SampleFolder folder) => folder.Write("infra/plan.json", new JsonObject
    {
        ["format_version"] = "1.2",
        ["terraform_version"] = "1.9.8",
        ["planned_values"] = new JsonObject { ["root_module"] = new JsonObject { ["resources"] = new JsonArray(Endpoint(), Rights(), Registry(), Bucket(), Archive(), Logs()) } },
    });

    private static JsonObject Endpoint() => Resource("google_vertex_ai_endpoint", "loan_score", "google", new JsonObject
    {
        ["display_name"] = "loan-score",
        ["location"] = "europe-west3",
        ["region"] = "europe-west3",
        ["encryption_spec"] = new JsonArray(new JsonObject { ["kms_key_name"] = "projects/bank/locations/europe-west3/keyRings/ai/cryptoKeys/loan-score" }),
        ["private_service_connect_config"] = new JsonArray(new JsonObject { ["enable_private_service_connect"] = true }),
        ["predict_request_response_logging_config"] = new JsonArray(new JsonObject { ["enabled"] = true, ["sampling_rate"] = 1 }),
    });

    private static JsonObject Rights() => Resource("google_project_iam_custom_role", "loan_api", "google", new JsonObject
    {
        ["project"] = "bank",
        ["role_id"] = "loanApi",
        ["title"] = "Asks the loan score",
        ["permissions"] = new JsonArray("aiplatform.endpoints.predict"),
    });

    private static JsonObject Archive() => Resource("azurerm_storage_account", "decision_archive", "azurerm", new JsonObject
    {
        ["name"] = "bankdecisionarchive",
        ["location"] = "germanywestcentral",
        ["min_tls_version"] = "TLS1_2",
        ["public_network_access_enabled"] = false,
        ["blob_properties"] = new JsonArray(new JsonObject { ["versioning_enabled"] = true }),
        ["customer_managed_key"] = new JsonArray(new JsonObject { ["key_vault_key_id"] = "https://bank.vault.azure.net/keys/archive/1" }),
    });

    private static JsonObject Registry() => Resource("google_artifact_registry_repository", "models", "google", new JsonObject
    {
        ["repository_id"] = "models",
        ["location"] = "europe-west3",
        ["format"] = "GENERIC",
        ["kms_key_name"] = "projects/bank/locations/europe-west3/keyRings/ai/cryptoKeys/models",
    });

    private static JsonObject Bucket() => Resource("alicloud_oss_bucket", "applicants", "alicloud", new JsonObject
    {
        ["bucket"] = "bank-loan-applicants",
        ["acl"] = "private",
        ["region"] = "eu-central-1",
        ["server_side_encryption_rule"] = new JsonArray(new JsonObject { ["sse_algorithm"] = "KMS", ["kms_master_key_id"] = "key-fra-applicants" }),
    });

    private static JsonObject Logs() => Resource("google_logging_project_bucket_config", "decisions", "google", new JsonObject
    {
        ["project"] = "bank",
        ["bucket_id"] = "loan-decisions",
        ["location"] = "europe-west3",
        ["retention_days"] = 400,
        ["locked"] = true,
        ["cmek_settings"] = new JsonArray(new JsonObject { ["kms_key_name"] = "projects/bank/locations/europe-west3/keyRings/ai/cryptoKeys/logs" }),
    });

    private static JsonObject Resource(string type, string name, string provider, JsonObject values) => new()
    {
        ["address"] = $"{type}.{name}",
        ["mode"] = "managed",
        ["type"] = type,
        ["name"] = name,
        ["provider_name"] = $"registry.terraform.io/{(provider == "alicloud" ? "aliyun" : "hashicorp")}/{provider}",
        ["schema_version"] = 0,
        ["values"] = values,
    };
}
