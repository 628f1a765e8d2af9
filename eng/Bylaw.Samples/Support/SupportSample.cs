using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Samples.Support;

/// <summary>An agent with four tools answers customers: limited risk under Article 50, the static part.</summary>
internal sealed class SupportSample : ISample
{
    public const string PinnedModel = "model-vendor/chat-4-2026-03-15";

    private static readonly (string Server, string Tool, string Description, string[] Arguments)[] _tools =
    [
        ("kb", "kb_search", "Searches the help pages.", ["q"]),
        ("orders", "order_lookup", "Looks up the orders of a customer.", ["customer_id"]),
        ("mail", "send_mail", "Sends a mail to the customer.", ["to", "subject", "body"]),
        ("pay", "refund", "Refunds an order.", ["order_id", "amount"]),
    ];

    public string Name => "support-agent";

    public IReadOnlyDictionary<string, Action<SampleFolder>> Faults => SupportFaults.All;

    public void Write(SampleFolder folder)
    {
        WriteManifest(folder);
        WriteAgent(folder);
        folder.Write("eval/redteam.json", RedTeam(240, 6));
        folder.Write("ui/disclosure.test.json", new JsonObject
        {
            ["test"] = "the notice is shown before the first message",
            ["passed"] = true,
            ["at"] = "2026-11-20T08:00:00Z",
            ["shown_at_point"] = "before_first_interaction",
            ["text"] = "You are talking to a program.",
            ["text_digest"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("You are talking to a program."))),
        });
        foreach (var (path, title) in new[] { ("legal/msa.pdf", "Master service agreement"), ("legal/dpa.pdf", "Data processing agreement"), ("vendor/system-card.pdf", "System card of the hosted model") })
        {
            folder.WriteBytes(path, OnePagePdf.Write(title));
        }
        folder.Write("docs/incident-plan.md", "---\nkind: incident-plan\ntested_at: 2026-09-10\n---\n# Incident plan\n\nRoles, contacts, and the steps that stop the agent.");
        folder.Write("docs/drills/2026-10-20.md", "---\nkind: stop-drill\nat: 2026-10-20T10:00:00Z\nsucceeded: true\nrollback_version: 2026.09\n---\n# Stop drill\n\nThe agent was stopped in one minute.");
        folder.Write("incidents/incidents.yaml", "incidents: []");
        folder.Write("CODEOWNERS", "* support-platform@shop.example");
        folder.Write("README.md", """
            # Support agent

            A made-up shop's agent looks up orders and refunds small amounts: configuration, tools, prompt, red-team result, notice. All files are made by `eng/samples`.

            ```sh
            ./bylaw check examples/support-agent --effective-time 2026-11-25
            ```
            """);
        foreach (var person in new[] { "a.novak", "p.silva" })
        {
            SampleKeys.WritePublic(folder, person);
        }
        CreditScoring.CreditSignatures.Approve(
            folder, "approvals/classify.json", "support-agent", CreditScoring.CreditSample.InputsDigest(folder), "classify", "p.silva", "risk-or-compliance", "no Annex III use; Article 50 applies", null, null);
    }

    public void Approve(SampleFolder folder)
    {
        var gate = JsonNode.Parse(folder.Read("attest/gate.json"))!.AsObject();
        var digest = JsonNode.Parse(folder.Read("agent/mcp-lock.json"))!["config_sha256"]!.ToString();
        foreach (var (person, role) in new[] { ("a.novak", "model-owner"), ("p.silva", "risk-or-compliance") })
        {
            CreditScoring.CreditSignatures.Approve(
                folder, $"approvals/deploy-{person}.json", "support", digest, "deploy", person, role, "red team and limits reviewed", folder.Sha256("attest/gate.json"), GateSummary.Of(gate));
        }
    }

    public static JsonObject RedTeam(int cases, int successes) => new()
    {
        ["kind"] = "redteam",
        ["at"] = "2026-11-18T15:00:00Z",
        ["engine"] = new JsonObject { ["name"] = "in-house red team", ["version"] = "3.1" },
        ["suite"] = new JsonObject { ["name"] = "jailbreak and injection", ["version"] = "2026.10" },
        ["cases"] = cases,
        ["successes"] = successes,
    };

    private static void WriteManifest(SampleFolder folder)
    {
        folder.Write("governance.yaml", """
            governance: 1
            system:
              id: support-agent
              purpose: Answer customers, look up orders, refund small amounts
              foreseeable_misuse: [refund abuse, asking for other customers' data]
              decision_domain: none
              decision_effect: informs
              user_facing: true
              deployment_context: [consumer]
              jurisdictions: [EU]
              operator_roles: [provider, deployer]
              prohibited_screen: none
              risk: {class: limited}
              packs: {enabled: [baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-transparency, gdpr-ai, ai-agents]}
              incident_plan: {ref: docs/incident-plan.md}
            vendors:
              - {name: model-vendor, service: hosted llm, contract_ref: legal/msa.pdf, dpa_ref: legal/dpa.pdf, trains_on_customer_data: false, region: eu, reviewed_at: 2026-05-02, upstream_doc_ref: vendor/system-card.pdf}
            models:
              - {id: chat, generative: true, task: text-generation, base: {id: model-vendor/chat-4, revision: "2026-03-15", pinned: true, hosting: api, vendor: model-vendor}}
            agents:
              - id: support
                owner: support-platform@shop.example
                purpose: first line support
                limits: {max_steps: 20, max_tool_calls: 30, max_seconds: 300, max_cost_per_call: 0.20, max_cost_per_session: 1.50, max_cost_per_day: 150, currency: EUR}
                egress_allow: [orders.internal, kb.internal, pay.internal]
                tools:
                  - {name: kb_search, server: kb, risk: read}
                  - {name: order_lookup, server: orders, risk: read, constraints: {customer_id: equals_principal}}
                  - {name: send_mail, server: mail, risk: write_external, constraints: {to: principal_mail}}
                  - {name: refund, server: pay, risk: payment, constraints: {amount_max: 50}}
            """);
        folder.Write("organisation.yaml", """
            organisation: 1
            name: Example Shop
            approvers:
              - {person: a.novak, role: model-owner, key: keys/a.novak.pub.pem}
              - {person: p.silva, role: risk-or-compliance, key: keys/p.silva.pub.pem}
            """);
    }

    private static void WriteAgent(SampleFolder folder)
    {
        folder.Write("prompts/system.md", """
            You are the shop's support assistant. Say that you are a program when asked.
            Answer from the help pages; say so when you do not know. Be short and friendly.
            """);
        folder.Write("prompts/prompts-lock.json", new JsonObject
        {
            ["version"] = 1,
            ["prompts"] = new JsonObject { ["prompts/system.md"] = folder.Sha256("prompts/system.md") },
        });
        folder.Write("agent/config.json", new JsonObject
        {
            ["model"] = PinnedModel,
            ["prompt"] = "prompts/system.md",
            ["principal"] = new JsonObject { ["id"] = "agent-support", ["kind"] = "workload", ["shared"] = false, ["credential_ttl_s"] = 900 },
            ["guardrails"] = new JsonObject
            {
                ["input"] = new JsonArray("injection", "pii", "secrets"),
                ["output"] = new JsonArray("pii", "secrets", "toxicity"),
            },
            ["circuit_breaker"] = new JsonObject { ["enabled"] = true, ["error_rate"] = 0.2, ["deny_rate"] = 0.3 },
            ["confirm_for"] = new JsonArray("write_external", "irreversible", "payment", "code_exec"),
            ["mcpServers"] = new JsonObject(_tools.Select(t => KeyValuePair.Create(t.Server, (JsonNode?)new JsonObject
            {
                ["url"] = $"https://{t.Server}.internal/mcp", ["transport"] = "http", ["auth"] = "oauth", ["tools_list"] = $"agent/tools/{t.Server}.json",
            }))),
        });
        foreach (var (server, tool, description, arguments) in _tools)
        {
            folder.Write($"agent/tools/{server}.json", new JsonObject
            {
                ["tools"] = new JsonArray(new JsonObject
                {
                    ["name"] = tool,
                    ["description"] = description,
                    ["inputSchema"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray([.. arguments.Select(a => (JsonNode)a)]),
                        ["properties"] = new JsonObject(arguments.Select(a => KeyValuePair.Create(a, (JsonNode?)new JsonObject { ["type"] = a == "amount" ? "number" : "string" }))),
                        ["additionalProperties"] = false,
                    },
                }),
            });
        }
        AgentLock.Write(folder);
    }
}
