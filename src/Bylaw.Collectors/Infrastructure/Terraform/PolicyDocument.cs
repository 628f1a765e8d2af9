using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Computes what the data source <c>aws_iam_policy_document</c> renders, so that rules can judge statements before apply.</summary>
internal static class PolicyDocument
{
    public static ConfigValue Write(ConfigValue body)
    {
        var statements = ImmutableArray.CreateBuilder<ConfigValue>();
        foreach (var statement in body["statement"]?.Items ?? [])
        {
            statements.Add(Statement(statement));
        }
        var document = new ConfigMap.Builder();
        document.Set("Version", body["version"] ?? ConfigValue.String("2012-10-17"));
        document.Set("Statement", ConfigValue.List(statements.ToImmutable()));
        var value = ConfigValue.Map(document.Build(), body.Position);
        // Unknown parts, such as the ARN of a key, leave the rest of the document readable.
        return Hcl.HclConvert.HoldsUnknown(value, out _) || body["source_policy_documents"] is not null || body["override_policy_documents"] is not null
            ? value
            : ConfigValue.String(ConfigJson.Write(value), body.Position);
    }

    private static ConfigValue Statement(ConfigValue statement)
    {
        var entries = new ConfigMap.Builder();
        void Copy(string from, string to)
        {
            if (statement[from] is { IsNull: false } value)
            {
                entries.Set(to, value.Items is [var only] ? only : value);
            }
        }
        Copy("sid", "Sid");
        entries.Set("Effect", statement["effect"] is { IsNull: false } effect ? effect : ConfigValue.String("Allow"));
        Copy("actions", "Action");
        Copy("not_actions", "NotAction");
        Copy("resources", "Resource");
        Copy("not_resources", "NotResource");
        foreach (var (from, to) in new[] { ("principals", "Principal"), ("not_principals", "NotPrincipal") })
        {
            var principals = new ConfigMap.Builder();
            foreach (var principal in statement[from]?.Items ?? [])
            {
                principals.Set(principal["type"]?.Text ?? "*", principal["identifiers"] is { Items: [var only] } ? only : principal["identifiers"] ?? ConfigValue.Null());
            }
            if (principals.Count > 0)
            {
                entries.Set(to, ConfigValue.Map(principals.Build()));
            }
        }
        var conditions = new ConfigMap.Builder();
        foreach (var condition in statement["condition"]?.Items ?? [])
        {
            var test = condition["test"]?.Text ?? string.Empty;
            var inner = new ConfigMap.Builder();
            foreach (var (key, value) in conditions.Get(test)?.Entries ?? ConfigMap.Empty)
            {
                inner.Set(key, value);
            }
            inner.Set(condition["variable"]?.Text ?? string.Empty, condition["values"] is { Items: [var only] } ? only : condition["values"] ?? ConfigValue.Null());
            conditions.Set(test, ConfigValue.Map(inner.Build()));
        }
        if (conditions.Count > 0)
        {
            entries.Set("Condition", ConfigValue.Map(conditions.Build()));
        }
        return ConfigValue.Map(entries.Build(), statement.Position);
    }
}
