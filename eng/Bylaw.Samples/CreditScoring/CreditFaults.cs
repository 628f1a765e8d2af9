using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Samples.CreditScoring;

/// <summary>The faults of the specification, each on a copy of the clean sample.</summary>
internal static class CreditFaults
{
    public static IReadOnlyDictionary<string, Action<SampleFolder>> All { get; } = new Dictionary<string, Action<SampleFolder>>(StringComparer.Ordinal)
    {
        ["e-mail column left in applicants.csv (20,000 cells, confidence 0.99)"] = LeaveMail,
        ["bucket without encryption at rest"] = f => f.Edit("infra/plan.json", p => Values(p, "alicloud_oss_bucket").Remove("server_side_encryption_rule")),
        ["pickle file that calls os.system"] = ShipPickle,
        ["female rate 986/2900 = 0.3400, male 1457/3100 = 0.4700, ratio 0.7234"] = DenyWomen,
        ["true-positive rate 0.6800 against 0.8686, gap 0.1886"] = DenyWomen,
        ["evaluation made for another digest"] = f => f.Replace("eval/evaluation.yaml", $"model_digest: {CreditModelFiles.DigestOf(f)}", $"model_digest: {new string('b', 64)}"),
        ["author is one of the two approvers"] = f => CreditSignatures.Approve(
            f, "approvals/deploy-k.lindt.json", "loan-score-gbm", CreditModelFiles.DigestOf(f), "deploy", "k.lindt", "model-owner", "evaluation reviewed", f.Sha256("attest/gate.json"), Summary(f), author: "k.lindt"),
        ["approval digest is the previous model"] = ApprovePrevious,
        ["log retention 90 days"] = f => f.Edit("infra/plan.json", p => Values(p, "google_logging_project_bucket_config")["retention_days"] = 90),
        ["no FRIA"] = f => f.Delete("docs/fria.md"),
        ["dataset allows only marketing"] = f => f.Replace("governance.yaml", "allowed_purposes: [credit-scoring]", "allowed_purposes: [marketing]"),
        ["Annex IV document 5 has TODO"] = f => f.Replace("docs/annex-iv/05.md", "Risks stand in the risk register", "TODO: name the risks. They stand in the risk register"),
        ["region association with protected attribute 0.61, no reason"] = TieRegionToSex,
        ["PSI of income 0.31"] = f => f.Edit("monitoring/2026-11.json", m => m["drift"]!.AsArray()[0]!["psi"] = 0.31),
        ["age band 75+ has 18 rows"] = f => Predictions(f, rows => [.. rows.Where(r => r[2] != "75+"), .. rows.Where(r => r[2] == "75+").Take(18)]),
        ["PII scan evidence missing"] = f => f.Delete("data/applicants.csv"),
        ["waiver for SUP-001"] = WaiveUnwaivable,
    };

    private static JsonObject Summary(SampleFolder folder) => GateSummary.Of(JsonNode.Parse(folder.Read("attest/gate.json"))!.AsObject());

    private static JsonObject Values(JsonObject plan, string type) =>
        plan["planned_values"]!["root_module"]!["resources"]!.AsArray().First(r => r!["type"]!.ToString() == type)!["values"]!.AsObject();

    private static void LeaveMail(SampleFolder folder)
    {
        var lines = folder.Read("data/applicants.csv").TrimEnd('\n').Split('\n');
        var text = new StringBuilder(lines[0]).Append(",email\n");
        for (var i = 1; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append(CultureInfo.InvariantCulture, $",kim.sample{i}@post{i % 40}.example.org\n");
        }
        folder.Write("data/applicants.csv", text.ToString());
    }

    /// <summary>A pickle of protocol 0 that calls <c>os.system</c> when it is loaded. It is never loaded here.</summary>
    private static void ShipPickle(SampleFolder folder) => folder.WriteBytes("model/model.pkl", Encoding.ASCII.GetBytes("cos\nsystem\n(S'true'\ntR."));

    /// <summary>Refuses the women with the lowest scores among the approved: 204 who pay back and 86 who do not.</summary>
    private static void DenyWomen(SampleFolder folder) => Predictions(folder, rows =>
    {
        foreach (var (label, count) in new[] { ("1", 204), ("0", 86) })
        {
            foreach (var row in rows.Where(r => r[1] == "female" && r[3] == label && r[5] == "1").OrderBy(r => double.Parse(r[4], CultureInfo.InvariantCulture)).ThenBy(r => r[0], StringComparer.Ordinal).Take(count).ToList())
            {
                row[5] = "0";
            }
        }
        return rows;
    });

    private static void ApprovePrevious(SampleFolder folder)
    {
        foreach (var (person, role) in new[] { ("k.lindt", "model-owner"), ("r.haas", "risk-or-compliance") })
        {
            CreditSignatures.Approve(
                folder, $"approvals/deploy-{person}.json", "loan-score-gbm", new string('a', 64), "deploy", person, role, "evaluation reviewed", folder.Sha256("attest/gate.json"), Summary(folder));
        }
    }

    /// <summary>Region follows sex in three of four rows, so that Cramér's V is near 0.61.</summary>
    private static void TieRegionToSex(SampleFolder folder)
    {
        var chance = new Random(7);
        var lines = folder.Read("data/applicants.csv").TrimEnd('\n').Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            var parts = lines[i].Split(',');
            if (chance.NextDouble() < 0.61)
            {
                parts[3] = parts[2] == "female" ? "north" : "south";
                lines[i] = string.Join(',', parts);
            }
        }
        folder.Write("data/applicants.csv", string.Join('\n', lines));
        folder.Edit("model/training.json", t => t["features"]!.AsArray().Add(new JsonObject { ["name"] = "region", ["protected"] = false, ["proxy_score"] = 0.61 }));
    }

    private static void WaiveUnwaivable(SampleFolder folder) => folder.Write("waivers.yaml", """
        waivers:
          - control: SUP-001
            subject: loan-score-gbm
            owner: u.berg
            requested_by: u.berg
            approver: r.haas
            reason: the pickle comes from our own pipeline
            compensating_control: it is loaded in a sandbox
            ticket: RISK-118
            granted: 2026-11-20
            expires: 2027-01-20
        """);

    private static void Predictions(SampleFolder folder, Func<List<string[]>, List<string[]>> change)
    {
        var lines = folder.Read("eval/predictions.csv").TrimEnd('\n').Split('\n');
        var rows = change([.. lines.Skip(1).Select(l => l.Split(','))]);
        folder.Write("eval/predictions.csv", lines[0] + "\n" + string.Join('\n', rows.OrderBy(r => r[0], StringComparer.Ordinal).Select(r => string.Join(',', r))));
    }
}
