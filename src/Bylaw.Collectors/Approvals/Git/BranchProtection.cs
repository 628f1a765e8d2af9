using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>The protection of a branch as a forge exports it.</summary>
/// <param name="RequiredReviews">Reviews that a change needs; null when the export does not say.</param>
/// <param name="IsForcePushBlocked">Whether history cannot be rewritten; null when not said.</param>
/// <param name="NeedsCodeOwners">Whether owners must agree; null when not said.</param>
internal sealed record BranchProtection(int? RequiredReviews, bool? IsForcePushBlocked, bool? NeedsCodeOwners)
{
    /// <summary>Reads GitHub's branch protection or rulesets, or GitLab's protected branch with its approval rules.</summary>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static BranchProtection Read(JsonNode? json) => json switch
    {
        JsonArray list when list.OfType<JsonObject>().Any(r => r["type"] is not null && r["name"] is null) => OfRules(list.OfType<JsonObject>()),
        JsonArray list => list.OfType<JsonObject>().Select(r => Read(r)).Aggregate(Strictest),
        JsonObject ruleset when ruleset["rules"] is JsonArray rules => ruleset["enforcement"]?.ToString() is null or "active"
            ? OfRules(rules.OfType<JsonObject>())
            : new BranchProtection(0, false, false),
        JsonObject github when github["url"] is not null || github["required_pull_request_reviews"] is not null || github["allow_force_pushes"] is JsonObject => OfGitHub(github),
        JsonObject gitlab when gitlab["push_access_levels"] is not null || gitlab["merge_access_levels"] is not null || gitlab["allow_force_push"] is not null => OfGitLab(gitlab),
        _ => throw new InvalidDataException("no branch protection of GitHub or GitLab"),
    };

    private static BranchProtection OfGitHub(JsonObject json)
    {
        var reviews = json["required_pull_request_reviews"];
        return new BranchProtection(
            reviews is null ? 0 : Whole(reviews["required_approving_review_count"]) ?? 0,
            json["allow_force_pushes"]?["enabled"] is { } force ? !Flag(force) : true,
            reviews is not null && Flag(reviews["require_code_owner_reviews"]));
    }

    private static BranchProtection OfRules(IEnumerable<JsonObject> rules)
    {
        var list = rules.ToList();
        var pull = list.Find(r => r["type"]?.ToString() == "pull_request")?["parameters"];
        return new BranchProtection(
            Whole(pull?["required_approving_review_count"]) ?? 0,
            list.Exists(r => r["type"]?.ToString() == "non_fast_forward"),
            Flag(pull?["require_code_owner_review"]));
    }

    private static BranchProtection OfGitLab(JsonObject json)
    {
        var rules = (json["approval_rules"] as JsonArray ?? []).OfType<JsonObject>().Select(r => Whole(r["approvals_required"]) ?? 0).ToList();
        return new BranchProtection(
            rules.Count > 0 ? rules.Max() : Whole(json["approvals_before_merge"]),
            json["allow_force_push"] is { } force ? !Flag(force) : null,
            json["code_owner_approval_required"] is { } owners ? Flag(owners) : null);
    }

    /// <summary>Rules of several rulesets hold together, so the strictest of each counts.</summary>
    private static BranchProtection Strictest(BranchProtection a, BranchProtection b) => new(
        a.RequiredReviews is null ? b.RequiredReviews : b.RequiredReviews is null ? a.RequiredReviews : Math.Max(a.RequiredReviews.Value, b.RequiredReviews.Value),
        (a.IsForcePushBlocked ?? false) || (b.IsForcePushBlocked ?? false),
        (a.NeedsCodeOwners ?? false) || (b.NeedsCodeOwners ?? false));

    private static int? Whole(JsonNode? node) => int.TryParse(node?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Flag(JsonNode? node) => string.Equals(node?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
}
