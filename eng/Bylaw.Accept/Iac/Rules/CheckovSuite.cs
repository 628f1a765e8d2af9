using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac.Rules;

/// <summary>Compares our verdicts with those that the fixtures of another scanner declare, check by check.</summary>
internal static class CheckovSuite
{
    /// <summary>Which rule and which of its attributes judges what a foreign check judges.</summary>
    private static readonly Dictionary<string, (string Rule, string Attribute, string Expected)> _map = new()
    {
        ["CKV_AWS_122"] = ("AWS-SM-01", "", ""), ["CKV_AWS_306"] = ("AWS-SM-02", "", ""), ["CKV_AWS_307"] = ("AWS-SM-03", "", ""),
        ["CKV_AWS_22"] = ("AWS-SM-04", "", ""), ["CKV_AWS_187"] = ("AWS-SM-04", "", ""), ["CKV_AWS_371"] = ("AWS-SM-05", "", ""),
        ["CKV_AWS_370"] = ("AWS-SM-08", "", ""), ["CKV_AWS_98"] = ("AWS-SM-11", "", ""),
        ["CKV_AWS_367"] = ("AWS-SM-15", "data_quality_job_output_config", ""), ["CKV_AWS_368"] = ("AWS-SM-15", "job_resources", ""),
        ["CKV_AWS_369"] = ("AWS-SM-15", "network_config.enable_inter_container", ""), ["CKV_AWS_372"] = ("AWS-SM-18", "", ""),
        ["CKV_AWS_373"] = ("AWS-BR-02", "", ""), ["CKV_AWS_383"] = ("AWS-BR-01", "guardrail_configuration.guardrail_identifier", ""),
        ["CKV_AWS_262"] = ("AWS-VS-01", "", ""), ["CKV_AWS_267"] = ("AWS-VS-02", "model_kms", ""), ["CKV_AWS_268"] = ("AWS-VS-02", "volume_kms", ""),
        ["CKV_AZURE_134"] = ("AZ-OAI-01", "", ""), ["CKV_AZURE_236"] = ("AZ-OAI-02", "", ""), ["CKV_AZURE_238"] = ("AZ-OAI-03", "", ""),
        ["CKV2_AZURE_22"] = ("AZ-OAI-04", "", ""), ["CKV_AZURE_247"] = ("AZ-OAI-06", "", ""), ["CKV_AZURE_144"] = ("AZ-ML-01", "", ""),
        ["CKV2_AZURE_49"] = ("AZ-ML-01", "", ""), ["CKV_AZURE_142"] = ("AZ-ML-04", "local_auth_enabled", ""), ["CKV_AZURE_150"] = ("AZ-ML-04", "scale_settings", ""),
        ["CKV_AZURE_124"] = ("AZ-SR-01", "public_network", ""), ["CKV_AZURE_207"] = ("AZ-SR-01", "identity", ""),
        ["CKV_AZURE_208"] = ("AZ-SR-01", "replica_count", "at least 3"), ["CKV_AZURE_209"] = ("AZ-SR-01", "replica_count", "at least 2"),
        ["CKV2_GCP_24"] = ("GCP-VX-01", "", ""), ["CKV2_GCP_25"] = ("GCP-VX-01", "", ""), ["CKV2_GCP_26"] = ("GCP-VX-01", "", ""), ["CKV_GCP_92"] = ("GCP-VX-01", "", ""),
        ["CKV_GCP_96"] = ("GCP-VX-01", "", ""), ["CKV2_GCP_33"] = ("GCP-VX-02", "", ""), ["CKV2_GCP_34"] = ("GCP-VX-02", "", ""),
        ["CKV2_GCP_21"] = ("GCP-NB-01", "kms_key", ""), ["CKV2_GCP_27"] = ("GCP-NB-01", "gce_setup.boot_disk", ""), ["CKV2_GCP_28"] = ("GCP-NB-01", "gce_setup.disable_public_ip", ""),
        ["CKV_GCP_89"] = ("GCP-NB-01", "no_public_ip", ""), ["CKV_GCP_126"] = ("GCP-NB-01", "shielded_instance_config.enable_vtpm", ""),
        ["CKV_GCP_127"] = ("GCP-NB-01", "shielded_instance_config.enable_integrity", ""), ["CKV2_GCP_35"] = ("GCP-NB-01", "virtual_machine.virtual_machine_config.encryption", ""),
        ["CKV2_GCP_36"] = ("GCP-NB-01", "virtual_machine.virtual_machine_config.internal", ""),
        ["CKV2_GCP_29"] = ("GCP-DF-01", "", ""), ["CKV2_GCP_30"] = ("GCP-DF-01", "", ""),
    };

    /// <summary>Verdicts that differ on purpose, with the reason.</summary>
    private static readonly Dictionary<string, string> _declined = new()
    {
        ["CKV_AWS_122"] = "the rule fails an absent attribute, whose documented default is open; the check passes it",
        ["CKV2_AZURE_49"] = "the rule fails an absent attribute, whose documented default is open; the check passes it",
        ["CKV2_GCP_21"] = "a variable without a value is unknown, where the check takes any expression for a key and judges metadata as well",
        ["CKV_AWS_371"] = "the rule accepts the version as a number too; the check fails it",
    };

    public static IEnumerable<IacCase> Run(string folder, PackJudge judge)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest))
        {
            yield break;
        }
        foreach (var row in new JsonReader().Read(manifest, File.ReadAllText(manifest), ReadLimits.Default).Input.Items)
        {
            var id = row["id"]!.Text;
            var place = row["dir"]?.AsString() is { } relative ? Path.Combine(folder, relative) : null;
            if (place is null || !Directory.Exists(place) || !_map.TryGetValue(id, out var ours))
            {
                continue;
            }
            foreach (var wanted in (string[])["pass", "fail"])
            {
                foreach (var resource in row["declared"]?[wanted]?.Items ?? [])
                {
                    if (FileOf(place, resource.Text, row["framework"]!.Text) is { } file)
                    {
                        yield return new IacCase($"checkov/{id}/{row["framework"]!.Text}/{resource.Text}/{wanted}", () => Check(judge, place, file, resource.Text, ours, wanted, id));
                    }
                }
            }
        }
    }

    /// <summary>Checks that no rule of the list covers; they are told, not counted.</summary>
    public static IEnumerable<string> NotCovered(string folder) => File.Exists(Path.Combine(folder, "manifest.json"))
        ? new JsonReader().Read("manifest", File.ReadAllText(Path.Combine(folder, "manifest.json")), ReadLimits.Default).Input.Items
            .Select(r => (Id: r["id"]!.Text, Title: r["title"]?.AsScalarText())).Where(r => !_map.ContainsKey(r.Id)).Distinct().Select(r => $"{r.Id}: no rule of the list judges this ({r.Title})")
        : [];

    private static string? Check(PackJudge judge, string folder, string file, string resource, (string Rule, string Attribute, string Expected) ours, string wanted, string id)
    {
        var name = resource[(resource.LastIndexOf('.') + 1)..];
        var verdicts = judge.Judge(folder, file)
            .Where(v => v.Control == ours.Rule && (v.Subject == resource || v.Subject == name || v.Subject.StartsWith(resource + "[", StringComparison.Ordinal))
                && v.Attribute.StartsWith(ours.Attribute, StringComparison.Ordinal) && v.Expected.Contains(ours.Expected, StringComparison.Ordinal))
            .ToList();
        var result = PackJudge.Sum(verdicts);
        if (result == wanted)
        {
            return null;
        }
        if (_declined.TryGetValue(id, out var reason) && (result == "unknown" || verdicts.Where(v => v.Result != "pass").All(v => v.Message.Contains("absent", StringComparison.Ordinal))))
        {
            return IacCase.Declined + reason;
        }
        return $"{result ?? "nothing"}, wanted {wanted}: {string.Join("; ", verdicts.Select(v => v.Message))}";
    }

    /// <summary>Finds the file that declares a resource; a fixture whose file is not in the corpus is no case.</summary>
    private static string? FileOf(string folder, string resource, string framework)
    {
        var name = resource[(resource.LastIndexOf('.') + 1)..];
        var type = resource[..resource.LastIndexOf('.')];
        return Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(f =>
        {
            if (f == "expected.yaml")
            {
                return false;
            }
            var text = File.ReadAllText(Path.Combine(folder, f));
            return framework switch
            {
                "terraform" => System.Text.RegularExpressions.Regex.IsMatch(text, $@"resource\s+""?{type}""?\s+""?{System.Text.RegularExpressions.Regex.Escape(name)}""?\s*\{{"),
                "arm" => text.Contains($"\"{name}\"", StringComparison.Ordinal),
                _ => System.Text.RegularExpressions.Regex.IsMatch(text, $@"(?m)^\s*""?{System.Text.RegularExpressions.Regex.Escape(name)}""?\s*:"),
            };
        });
    }
}
