using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Works out properties that stand in another resource than the one they concern: a private endpoint, a log setting, a bucket's locks, a role's policies.</summary>
internal static class ResourceRelations
{
    /// <summary>Settings of a bucket that have a resource of their own, and what each states.</summary>
    private static readonly Dictionary<string, Action<ResourceView, ResourceView>> _ofBuckets = new(StringComparer.Ordinal)
    {
        ["aws_s3_bucket_public_access_block"] = Block,
        ["aws_s3_bucket_acl"] = (setting, bucket) => Raise(bucket, "public_network", setting.At("acl").Any(v => v.Text.StartsWith("public-", StringComparison.Ordinal))),
        ["aws_s3_bucket_policy"] = (setting, bucket) => Raise(bucket, "public_network", PolicyRoles.IsForEveryone(setting.Attributes["policy"])),
        ["aws_s3_bucket_versioning"] = (setting, bucket) => bucket.Set("backup", setting.At("versioning_configuration.status").Any(v => v.Text == "Enabled")),
        ["aws_s3_bucket_server_side_encryption_configuration"] = (setting, bucket) => bucket.Set("cmk", setting.At("rule.apply_server_side_encryption_by_default.sse_algorithm").Any(v => v.Text.StartsWith("aws:kms", StringComparison.Ordinal))),
        ["aws_s3_bucket_object_lock_configuration"] = Lock,
    };

    public static void Apply(List<ResourceView> all)
    {
        var byType = all.ToLookup(r => r.Type, StringComparer.Ordinal);
        foreach (var (type, state) in _ofBuckets)
        {
            foreach (var setting in byType[type])
            {
                foreach (var bucket in byType["aws_s3_bucket"].Where(b => setting.At("bucket").Any(b.IsNamedBy)))
                {
                    state(setting, bucket);
                }
            }
        }
        ApplyAzure(byType, all);
        ApplyAws(byType, all);
        PolicyRoles.Apply(byType, all);
        ApplySecrets(byType);
    }

    /// <summary>A bucket is closed when all four blocks are on; an absent one is off.</summary>
    private static void Block(ResourceView setting, ResourceView bucket)
    {
        var blocks = ((string[])["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]).Select(n => setting.At(n).FirstOrDefault()).ToList();
        bucket.Facts["public_network"] = blocks.FirstOrDefault(b => b is { IsUnknown: true }) ?? ConfigValue.Boolean(!blocks.TrueForAll(b => b is { IsTrue: true }));
    }

    private static void Lock(ResourceView setting, ResourceView bucket)
    {
        bucket.Set("write_once", true);
        if (Whole(setting.At("rule.default_retention.days")) is { } days)
        {
            bucket.Facts["log_retention_days"] = ConfigValue.Number(days);
        }
        else if (Whole(setting.At("rule.default_retention.years")) is { } years)
        {
            bucket.Facts["log_retention_days"] = ConfigValue.Number(years * 365);
        }
    }

    private static void ApplyAzure(ILookup<string, ResourceView> byType, List<ResourceView> all)
    {
        // Without a setting of its own, an Azure resource sends no diagnostic logs anywhere.
        var settings = byType["azurerm_monitor_diagnostic_setting"].ToList();
        var isOpen = settings.Exists(s => s.At("target_resource_id").Any(v => v.IsUnknown && v.Target is null));
        foreach (var resource in all.Where(r => r.Type.StartsWith("azurerm_", StringComparison.Ordinal) && IsService(r)))
        {
            var isLogged = settings.Exists(s => s.At("target_resource_id").Any(resource.IsNamedBy));
            if ((isLogged || !isOpen) && !resource.Facts.ContainsKey("diagnostics"))
            {
                resource.Set("diagnostics", isLogged);
            }
        }
        foreach (var endpoint in byType["azurerm_private_endpoint"])
        {
            foreach (var resource in all.Where(r => endpoint.At("private_service_connection.private_connection_resource_id").Any(r.IsNamedBy)))
            {
                resource.Set("private_endpoint", true);
            }
        }
    }

    private static void ApplyAws(ILookup<string, ResourceView> byType, List<ResourceView> all)
    {
        // The endpoint has the storage settings of its configuration.
        foreach (var endpoint in byType["aws_sagemaker_endpoint"])
        {
            foreach (var config in byType["aws_sagemaker_endpoint_configuration"].Where(c => endpoint.At("endpoint_config_name").Any(c.IsNamedBy)))
            {
                foreach (var name in (string[])["encrypted", "cmk", "public_network"])
                {
                    if (config.Facts.TryGetValue(name, out var value) && !endpoint.Facts.ContainsKey(name))
                    {
                        endpoint.Facts[name] = value;
                    }
                }
            }
        }
        var trail = byType["aws_cloudtrail"].Any(t => t.At("enable_logging").All(v => v.IsTrue));
        var invocations = byType["aws_bedrock_model_invocation_logging_configuration"].Any();
        foreach (var resource in all.Where(r => r.Type.StartsWith("aws_", StringComparison.Ordinal) && IsService(r)))
        {
            if (trail || (invocations && resource.Type.StartsWith("aws_bedrock", StringComparison.Ordinal)))
            {
                resource.Set("diagnostics", true);
            }
            foreach (var endpoint in byType["aws_vpc_endpoint"].SelectMany(e => e.At("service_name")).Select(v => v.AsString() ?? ""))
            {
                if ((endpoint.Contains(".sagemaker", StringComparison.Ordinal) && resource.Type.StartsWith("aws_sagemaker", StringComparison.Ordinal))
                    || (endpoint.Contains(".bedrock", StringComparison.Ordinal) && resource.Type.StartsWith("aws_bedrock", StringComparison.Ordinal)))
                {
                    resource.Set("private_endpoint", true);
                }
            }
        }
    }

    /// <summary>A key or secret that is rotated is at most as old as its interval.</summary>
    private static void ApplySecrets(ILookup<string, ResourceView> byType)
    {
        foreach (var rotation in byType["aws_secretsmanager_secret_rotation"])
        {
            if (Whole(rotation.At("rotation_rules.automatically_after_days")) is { } days)
            {
                foreach (var secret in byType["aws_secretsmanager_secret"].Where(s => rotation.At("secret_id").Any(s.IsNamedBy)))
                {
                    secret.Facts["secret_age_days"] = ConfigValue.Number(days);
                }
            }
        }
        foreach (var key in byType["aws_kms_key"].Where(k => k.At("enable_key_rotation").Any(v => v.IsTrue)))
        {
            key.Facts["secret_age_days"] = ConfigValue.Number(Whole(key.At("rotation_period_in_days")) ?? 365);
        }
        foreach (var key in byType["google_kms_crypto_key"])
        {
            if (key.At("rotation_period").FirstOrDefault()?.AsString() is { } period && long.TryParse(period.TrimEnd('s'), out var seconds))
            {
                key.Facts["secret_age_days"] = ConfigValue.Number((seconds + 86_399) / 86_400);
            }
        }
    }

    private static bool IsService(ResourceView resource) => resource.Facts["kind"].Text is
        "ai_service" or "llm_deployment" or "inference_endpoint" or "ml_workspace" or "notebook" or "registry" or "vector_store" or "feature_store" or "agent" or "agent_gateway" or "agent_memory" or "agent_tool" or "key" or "storage";

    /// <summary>States only what makes it worse.</summary>
    private static void Raise(ResourceView target, string name, bool value)
    {
        if (value)
        {
            target.Set(name, true);
        }
    }

    private static long? Whole(IEnumerable<ConfigValue> values) =>
        values.Where(v => v.Kind == ConfigKind.Number).Select(v => long.TryParse(v.Text, out var number) ? number : (long?)null).FirstOrDefault(v => v is not null);
}
