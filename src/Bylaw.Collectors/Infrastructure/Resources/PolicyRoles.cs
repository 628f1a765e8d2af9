using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Lists what identities may do: roles they hold, and the actions that their policies allow.</summary>
internal static class PolicyRoles
{
    private static readonly string[] _documents = ["policy", "policy_document", "inline_policy.policy", "inline_policy.policy_document"];
    private static readonly string[] _managed = ["policy_arn", "managed_policy_arns", "role_definition_name", "role", "roleRef.name"];

    public static void Apply(ILookup<string, ResourceView> byType, List<ResourceView> all)
    {
        foreach (var holder in all.Where(r => r.Facts["kind"].Text is "identity" or "policy"))
        {
            var roles = Of(holder).Distinct(StringComparer.Ordinal).ToList();
            if (roles.Count > 0)
            {
                Set(holder, roles);
            }
        }
        // What is attached to a role is held by the role.
        foreach (var attached in byType["aws_iam_role_policy"].Concat(byType["aws_iam_role_policy_attachment"]))
        {
            foreach (var role in byType["aws_iam_role"].Where(r => attached.At("role").Any(r.IsNamedBy)))
            {
                var policies = byType["aws_iam_policy"].Where(p => attached.At("policy_arn").Any(p.IsNamedBy)).SelectMany(Of);
                Set(role, [.. Held(role).Concat(Of(attached)).Concat(policies).Distinct(StringComparer.Ordinal)]);
            }
        }
    }

    /// <summary>Tells whether a policy document lets everybody in.</summary>
    public static bool IsForEveryone(ConfigValue? policy) => Statements(policy).Any(s =>
        s["Effect"]?.Text != "Deny" && s["Condition"] is null && s["Principal"] is { } who && (who.Text == "*" || who.Entries.Any(e => e.Value.Text == "*" || e.Value.Items.Any(i => i.Text == "*"))));

    private static IEnumerable<string> Of(ResourceView holder)
    {
        foreach (var statement in _documents.SelectMany(holder.At).SelectMany(Statements).Where(s => s["Effect"]?.Text != "Deny"))
        {
            foreach (var action in Texts(statement["Action"]))
            {
                yield return action;
            }
            if (statement["NotAction"] is not null)
            {
                yield return "* (all but some)";
            }
        }
        foreach (var name in _managed.Where(n => n != "role" || holder.Type.StartsWith("google_", StringComparison.Ordinal)).SelectMany(holder.At).SelectMany(Texts))
        {
            // The rights of a managed policy are known by its name, which is the last part of its ARN.
            yield return name.StartsWith("arn:", StringComparison.Ordinal) ? name[(name.LastIndexOf('/') + 1)..] : name;
        }
        foreach (var verb in holder.At("rules.verbs").SelectMany(Texts).Concat(holder.At("rules.resources").SelectMany(Texts)).Where(v => v == "*"))
        {
            yield return verb;
        }
    }

    private static IEnumerable<ConfigValue> Statements(ConfigValue? policy)
    {
        var document = policy?.Kind == ConfigKind.String ? new JsonReader().Read("policy", policy.Text, ReadLimits.Default).Input : policy;
        return document?["Statement"] switch
        {
            { Kind: ConfigKind.List } list => list.Items,
            { Kind: ConfigKind.Map } one => [one],
            _ => [],
        };
    }

    private static IEnumerable<string> Texts(ConfigValue? value) => value switch
    {
        { Kind: ConfigKind.String } one => [one.Text],
        { Kind: ConfigKind.List } list => list.Items.SelectMany(Texts),
        _ => [],
    };

    private static IEnumerable<string> Held(ResourceView role) => role.Facts.TryGetValue("roles", out var held) ? Texts(held) : [];

    private static void Set(ResourceView holder, List<string> roles) =>
        holder.Facts["roles"] = ConfigValue.List([.. roles.Select(r => ConfigValue.String(r)).ToImmutableArray()]);
}
