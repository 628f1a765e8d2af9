using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Manifest;

namespace Bylaw.Cli.Commands.Init;

/// <summary>Writes the first manifest of a repository: what was found stands plain, what is only proposed bears <c># proposed</c>.</summary>
internal static partial class ManifestDraft
{
    /// <summary>Writes the text of <c>governance.yaml</c>.</summary>
    /// <param name="answers">What a person said, or what is proposed.</param>
    /// <param name="found">What the repository holds.</param>
    public static string Write(InitAnswers answers, RepositoryScan found)
    {
        var text = new StringBuilder();
        text.AppendLine("# What this repository declares about its AI system. Take `# proposed` away from a line once you agree with it:");
        text.AppendLine("# the predeploy stage refuses proposed values. Fields: docs/manifest.md");
        text.AppendLine("governance: 1");
        text.AppendLine("system:");
        Line("id", answers.Id, isFound: true);
        Line("purpose", Quote(answers.Purpose), answers.Confirmed.Contains("purpose"));
        if (answers.Owner is not null)
        {
            Line("owner", $"{{contact: {Quote(answers.Owner)}}}", isFound: true);
        }
        else
        {
            Line("owner", "{contact: team@example.org}", isFound: false);
        }
        Line("decision_domain", answers.Domain, answers.Confirmed.Contains("decision_domain"));
        Line("decision_effect", answers.Effect, answers.Confirmed.Contains("decision_effect"));
        Line("user_facing", answers.IsUserFacing ? "true" : "false", answers.Confirmed.Contains("user_facing"));
        Line("jurisdictions", List(answers.Jurisdictions), answers.Confirmed.Contains("jurisdictions"));
        Line("operator_roles", List(answers.Roles), answers.Confirmed.Contains("operator_roles"));
        Line("prohibited_screen", "none", isFound: false, " - answer the ten questions of AI Act Article 5(1)");
        var risk = RiskProposal.For(answers.Domain, answers.Effect, answers.Jurisdictions, answers.IsUserFacing);
        Line("risk", $"{{class: {risk.Class}{(risk.Point is null ? "" : $", annex_iii: [\"{risk.Point}\"]")}}}", isFound: false, $" - {risk.Why}");
        Line("packs", $"{{enabled: {List(Packs(answers, risk))}}}", isFound: false);
        Datasets(text, found);
        Models(text, found);
        Agents(text, found);
        if (!found.Infrastructure.IsEmpty && !found.Infrastructure.All(i => i == "infra" || i.StartsWith("infra/", StringComparison.Ordinal)))
        {
            text.AppendLine($"infrastructure: {{paths: {List(found.Infrastructure)}}}");
        }
        return text.ToString().ReplaceLineEndings("\n");

        void Line(string key, string value, bool isFound, string why = "") => text.AppendLine($"  {key}: {value}{(isFound ? "" : $" # proposed{why}")}");
    }

    /// <summary>Makes a short name of a path.</summary>
    public static string Slug(string name) => NotInSlug().Replace(Path.GetFileNameWithoutExtension(name).ToLowerInvariant(), "-").Trim('-') is { Length: > 0 } slug ? slug : "system";

    private static void Datasets(StringBuilder text, RepositoryScan found)
    {
        if (found.Data.IsEmpty)
        {
            return;
        }
        text.AppendLine("datasets:");
        foreach (var (path, id) in Named(found.Data))
        {
            text.AppendLine($"  - {{id: {id}, path: {Quote(path)}, classification: internal}} # proposed");
        }
    }

    private static void Models(StringBuilder text, RepositoryScan found)
    {
        var files = found.ModelFiles.ToList();
        var services = found.Services.Take(10).ToList();
        if (files.Count + services.Count == 0)
        {
            return;
        }
        text.AppendLine("models:");
        foreach (var (path, id) in Named(files))
        {
            text.AppendLine($"  - {{id: {id}, path: {Quote(path)}}}");
        }
        foreach (var service in services)
        {
            text.AppendLine($"  - {{id: {Slug(service)}-hosted, base: {{hosting: api, vendor: {Quote(service)}}}}} # proposed - name the dated version under base.revision");
        }
    }

    private static void Agents(StringBuilder text, RepositoryScan found)
    {
        if (!found.Agents.IsEmpty)
        {
            text.AppendLine("agents:");
            foreach (var (path, id) in Named(found.Agents.Select(a => a.Length == 0 ? "agent" : a)))
            {
                text.AppendLine($"  - {{id: {id}, purpose: what it does}} # proposed");
            }
        }
    }

    private static IEnumerable<(string Path, string Id)> Named(IEnumerable<string> paths)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var id = Slug(path);
            for (var n = 2; !taken.Add(id); n++)
            {
                id = $"{Slug(path)}-{n}";
            }
            yield return (path, id);
        }
    }

    private static IEnumerable<string> Packs(InitAnswers answers, RiskProposal risk)
    {
        var facts = new JsonObject
        {
            ["jurisdictions"] = new JsonArray([.. answers.Jurisdictions.Select(j => (JsonNode)j)]),
            ["operator_roles"] = new JsonArray([.. answers.Roles.Select(j => (JsonNode)j)]),
            ["decision_domain"] = answers.Domain,
            ["user_facing"] = answers.IsUserFacing,
            ["risk"] = new JsonObject { ["class"] = risk.Class },
        };
        return DerivedEvidence.RequiredPacks(facts);
    }

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words.Select(Quote))}]";

    private static string Quote(string text) => PlainWord().IsMatch(text) ? text : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInSlug();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9 ._/-]*[A-Za-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
