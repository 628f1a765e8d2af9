using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Approvals.Reviews;

/// <summary>One person's agreement to a change, as a forge tells it.</summary>
/// <param name="Person">The account.</param>
/// <param name="At">When; null when the forge does not say.</param>
internal sealed record ForgeReview(string Person, DateTimeOffset? At);

/// <summary>A pull or merge request with its reviews, from a CI event file or answers of the forge's API.</summary>
internal sealed class PullRequest
{
    /// <summary>Gets <c>github</c> or <c>gitlab</c>.</summary>
    public required string Forge { get; init; }

    /// <summary>Gets its number.</summary>
    public required string Number { get; init; }

    /// <summary>Gets who opened it.</summary>
    public string? Author { get; private set; }

    /// <summary>Gets who asked for it to be merged, where that is somebody else.</summary>
    public string? RequestedBy { get; private set; }

    /// <summary>Gets when it was opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Gets whether a label says that it could not wait: <c>emergency</c>, <c>hotfix</c> or <c>break-glass</c>.</summary>
    public bool IsEmergency { get; private set; }

    /// <summary>Gets the commit that would be merged.</summary>
    public string? Head { get; private set; }

    /// <summary>Gets everyone who wrote or committed one of its commits.</summary>
    public SortedSet<string> Authors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the agreements that stand: the last word of each person, about the commit that would be merged.</summary>
    public List<ForgeReview> Approvals { get; } = [];

    /// <summary>Gets the agreements that do not count, with the reason.</summary>
    public List<string> NotCounted { get; } = [];

    /// <summary>Reads what a file holds: an event, a pull request, or an object with <c>pull_request</c>, <c>reviews</c>, <c>commits</c>.</summary>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static PullRequest Read(JsonObject root)
    {
        if (root["object_kind"]?.ToString() == "merge_request" || root["merge_request"] is JsonObject || root["approved_by"] is JsonArray)
        {
            return ReadGitLab(root);
        }
        var pull = root["pull_request"] as JsonObject ?? (root["head"]?["sha"] is not null ? root : null)
            ?? throw new InvalidDataException("the file holds no pull or merge request");
        var request = new PullRequest { Forge = "github", Number = (pull["number"] ?? root["number"])?.ToString() ?? "?" };
        request.Author = pull["user"]?["login"]?.ToString();
        request.RequestedBy = root["requested_by"]?.ToString();
        request.OpenedAt = Time(pull["created_at"]);
        request.Head = pull["head"]?["sha"]?.ToString();
        request.IsEmergency = HasEmergencyLabel(pull["labels"]);
        request.AddCommits(root["commits"] as JsonArray);
        var reviews = (root["reviews"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (root["review"] is JsonObject single)
        {
            reviews.Add(single);
        }
        request.AddGitHubReviews(reviews);
        return request;
    }

    private void AddGitHubReviews(List<JsonObject> reviews)
    {
        // A later comment takes nothing back; a later request for changes or a dismissal does.
        var last = reviews.Where(r => r["state"]?.ToString().ToUpperInvariant() is "APPROVED" or "CHANGES_REQUESTED" or "DISMISSED")
            .GroupBy(r => r["user"]?["login"]?.ToString() ?? "?").Select(g => g.OrderBy(r => Time(r["submitted_at"]) ?? DateTimeOffset.MinValue).Last());
        foreach (var review in last.Where(r => r["state"]!.ToString().Equals("APPROVED", StringComparison.OrdinalIgnoreCase)))
        {
            var person = review["user"]?["login"]?.ToString() ?? "?";
            if (review["user"]?["type"]?.ToString() == "Bot")
            {
                NotCounted.Add($"{person}: a bot");
            }
            else if (Head is null || review["commit_id"]?.ToString() != Head)
            {
                NotCounted.Add($"{person}: agreed to another commit");
            }
            else
            {
                Approvals.Add(new ForgeReview(person, Time(review["submitted_at"])));
            }
        }
    }

    private static PullRequest ReadGitLab(JsonObject root)
    {
        var merge = root["merge_request"] as JsonObject ?? root["object_attributes"] as JsonObject ?? root;
        var approvals = root["approvals"] as JsonObject ?? root;
        var request = new PullRequest { Forge = "gitlab", Number = (merge["iid"] ?? merge["id"])?.ToString() ?? "?" };
        request.Author = merge["author"]?["username"]?.ToString() ?? (root["object_kind"] is not null && merge["action"]?.ToString() == "open" ? root["user"]?["username"]?.ToString() : null);
        request.OpenedAt = Time(merge["created_at"]);
        request.IsEmergency = HasEmergencyLabel(merge["labels"] ?? root["labels"]);
        request.Head = (merge["sha"] ?? merge["last_commit"]?["id"])?.ToString();
        request.AddCommits(root["commits"] as JsonArray);
        foreach (var entry in (approvals["approved_by"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entry["user"]?["username"]?.ToString() is { } person)
            {
                request.Approvals.Add(new ForgeReview(person, Time(entry["approved_at"])));
            }
        }
        return request;
    }

    /// <summary>Labels are texts, or objects with a name (GitHub) or title (events of GitLab).</summary>
    private static bool HasEmergencyLabel(JsonNode? labels) => (labels as JsonArray ?? [])
        .Select(l => ((l as JsonObject)?["name"] ?? (l as JsonObject)?["title"] ?? l)?.ToString().ToLowerInvariant().Replace('_', '-').Replace(' ', '-'))
        .Any(l => l is "emergency" or "hotfix" or "break-glass");

    private void AddCommits(JsonArray? commits)
    {
        foreach (var commit in (commits ?? []).OfType<JsonObject>())
        {
            foreach (var person in new[] { commit["author"]?["login"], commit["committer"]?["login"], commit["author_email"], commit["author"]?["username"] })
            {
                // What the forge itself committed when somebody pressed its button is nobody's work.
                if (person?.ToString() is { Length: > 0 } name && name != "web-flow")
                {
                    Authors.Add(name);
                }
            }
        }
    }

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(node?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
