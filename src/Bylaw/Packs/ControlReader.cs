using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Manifest;
using Bylaw.Rego.Syntax;

namespace Bylaw.Packs;

/// <summary>Reads what a control says of itself in METADATA. An unknown word is an error, never a default.</summary>
internal static class ControlReader
{
    private static readonly string[] _severities = ["low", "medium", "high", "critical"];
    private static readonly string[] _stages = ["design", "data", "train", "evaluate", "predeploy", "deploy", "runtime", "monitor", "retire"];
    private static readonly string[] _statuses = ["statutory", "regulatory", "standard", "convention", "product"];
    private static readonly string[] _changes = ["none", "tighten_only", "any"];
    private static readonly string[] _stricter = ["higher", "lower", "more", "fewer", ""];
    private static readonly string[] _decidabilities = ["machine", "declared", "attested"];

    private static readonly ImmutableSortedSet<string> _keys =
    [
        "id", "subject", "severity", "stages", "enforcement", "waivable", "on_missing", "decidability", "applies_when", "reads", "fix", "params", "references",
        "subject_absent", "when_absent",
    ];

    /// <summary>Reads a control.</summary>
    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static Control Read(string file, ModuleSyntax module, JsonObject metadata)
    {
        var custom = metadata["custom"] as JsonObject ?? throw new FormatException("`custom` is missing");
        foreach (var (key, _) in custom)
        {
            if (!_keys.Contains(key) && !key.StartsWith("x_", StringComparison.Ordinal))
            {
                var near = GovernanceManifest.Nearest(key, _keys);
                throw new FormatException($"unknown key `{key}`" + (near is null ? "" : $"; did you mean `{near}`?"));
            }
        }
        var stages = MetadataText.Texts(custom["stages"]);
        if (stages.IsEmpty)
        {
            throw new FormatException("`stages` is missing: a control without a stage is never judged");
        }
        foreach (var stage in stages)
        {
            Among(stage, "stage", _stages);
        }
        var rules = module.Rules.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return new Control
        {
            Id = MetadataText.Need(custom, "id"),
            Title = MetadataText.Need(metadata, "title"),
            Rule = MetadataText.Need(metadata, "description"),
            SubjectKind = MetadataText.Need(custom, "subject"),
            Severity = Among(MetadataText.Need(custom, "severity"), "severity", _severities),
            Stages = stages,
            Enforcement = Among(MetadataText.Need(custom, "enforcement"), "enforcement", ["block", "warn"]) == "block" ? Enforcement.Block : Enforcement.Warn,
            IsWaivable = Among(MetadataText.Need(custom, "waivable").ToLowerInvariant(), "waivable", ["true", "false"]) == "true",
            FailsOnMissing = Among(MetadataText.Need(custom, "on_missing"), "on_missing", ["fail", "unknown"]) == "fail",
            Decidability = Among(custom["decidability"]?.ToString() ?? "machine", "decidability", _decidabilities),
            AppliesWhen = custom["applies_when"]?.ToString() ?? "always",
            Reads = MetadataText.Texts(custom["reads"]),
            Fix = custom["fix"]?.ToString() ?? "",
            Parameters = [.. (custom["params"] as JsonArray ?? []).OfType<JsonObject>().Select(ReadParameter)],
            References = (custom["references"] as JsonObject ?? []).ToImmutableSortedDictionary(p => p.Key, p => MetadataText.Texts(p.Value), StringComparer.Ordinal),
            JudgesAbsence = Among(custom["subject_absent"]?.ToString() ?? "skip", "subject_absent", ["skip", "judge"]) == "judge",
            HasInconclusive = rules.Contains("inconclusive"),
            HasRemarks = rules.Contains("remarks"),
            Package = string.Join('.', module.Package.Path),
            File = file,
            HomePack = HomeOf(file),
        };
    }

    private static string HomeOf(string file)
    {
        var parts = file.Replace('\\', '/').Split('/');
        return parts.Length >= 4 && parts[^3] == "controls" ? parts[^4] : "";
    }

    private static string NameOf(RuleSyntax rule) => rule.Head.Reference switch
    {
        VarTerm variable => variable.Name,
        RefTerm { Head: VarTerm variable } => variable.Name,
        _ => "",
    };

    private static string Among(string word, string what, string[] choices) =>
        choices.Contains(word)
            ? word
            : throw new FormatException($"unknown {what} `{word}`: it must be {string.Join(", ", choices.Where(c => c.Length > 0).SkipLast(1))} or {choices.Last(c => c.Length > 0)}");

    private static ControlParameter ReadParameter(JsonObject parameter)
    {
        var name = MetadataText.Need(parameter, "name");
        return new ControlParameter(
            name,
            parameter["default"]?.DeepClone(),
            parameter["unit"]?.ToString() ?? "",
            parameter["source"]?.ToString() ?? "",
            Among(MetadataText.Need(parameter, "status"), $"status of `{name}`", _statuses),
            Among(parameter["change"]?.ToString() ?? "any", $"change of `{name}`", _changes))
        {
            Stricter = Among(parameter["stricter"]?.ToString() ?? Guess(name), $"stricter of `{name}`", _stricter),
        };
    }

    private static string Guess(string name) =>
        name.StartsWith("min_", StringComparison.Ordinal) ? "higher"
        : name.StartsWith("max_", StringComparison.Ordinal) ? "lower"
        : name.StartsWith("required", StringComparison.Ordinal) ? "more"
        : "";
}
