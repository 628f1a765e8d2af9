using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code.Agents;

/// <summary>Collects how an agent is set up: models, prompts, tools and servers with their digests, limits, guardrails, sandbox, memory.</summary>
/// <remarks>
/// Options: <c>config</c>, <c>mcp</c>, <c>mcp_lock</c>, <c>prompts</c>, and <c>approval</c> with <c>approvers</c>: a signed approval of the configuration's digest.
/// What the manifest declares of the agent goes over what the configuration says.
/// </remarks>
[Collector("agent-config", "agent", Summary = "An agent's models, prompts, tools, servers, limits and guardrails, with digests.")]
public sealed class AgentCollector : IEvidenceCollector
{
    private static readonly string[] _copied = ["owner", "purpose", "principal", "limits", "confirm_for", "memory", "code_exec", "delegation_max_depth", "egress_allow", "guardrails", "circuit_breaker", "peer_auth"];

    /// <summary>Writes the lock of what an agent's tools and configuration are now.</summary>
    /// <param name="context">The agent's files and what the manifest says of it.</param>
    /// <param name="gaps">What could not be read; a lock must not be written then.</param>
    /// <returns>Where the lock belongs, and its content.</returns>
    public static (string Path, JsonObject Lock) WriteLock(CollectorContext context, out IReadOnlyList<Gap> gaps)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reading = AgentReading.Read(context);
        gaps = reading.Gaps;
        return (reading.LockPath, ToolLock.Write(reading.Servers, reading.Digest));
    }

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reading = AgentReading.Read(context);
        var spec = new JsonObject { ["id"] = context.Subject.Name };
        foreach (var name in _copied)
        {
            if (reading.Said(name) is { } value)
            {
                spec[name] = value.DeepClone();
            }
        }
        if (reading.Models.Count > 0)
        {
            spec["model_ids"] = new JsonArray([.. reading.Models.Select(m => (JsonNode)m)]);
        }
        if (reading.Tools.Count > 0)
        {
            spec["tools"] = new JsonArray([.. reading.Tools.Select(t => (JsonNode)t)]);
        }
        if (reading.ConfigPath is not null || reading.Servers.Count > 0)
        {
            spec["mcp_servers"] = new JsonArray([.. reading.Servers.Select(s => (JsonNode)ToJson(s, reading.Lock))]);
        }
        var provenance = System.Collections.Immutable.ImmutableSortedDictionary.CreateBuilder<string, Provenance>();
        foreach (var name in _copied.Where(n => context.Options[n] is not null))
        {
            provenance["/" + name] = new Provenance(EvidenceOrigin.Declared);
        }
        if (reading.ConfigPath is not null)
        {
            spec["config_digest"] = reading.Digest;
            AddApproval(context, reading, spec, provenance);
        }
        var sources = new List<EvidenceSource>();
        foreach (var file in reading.Files.Distinct().Where(context.Files.FileExists))
        {
            sources.Add(await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false));
        }
        return Collection.Of(context.Document("agent", spec) with { Sources = [.. sources], Provenance = provenance.ToImmutable() }, reading.Gaps);
    }

    /// <summary>States the digest that was approved: by a signed statement where the manifest names one, else by the reviewed lock.</summary>
    private static void AddApproval(CollectorContext context, AgentReading reading, JsonObject spec, System.Collections.Immutable.ImmutableSortedDictionary<string, Provenance>.Builder provenance)
    {
        if (context.Text("approval") is { } path)
        {
            var (statement, problem) = SignedApproval.Read(context, path);
            if (statement is null)
            {
                reading.Gaps.Add(context.Gap(GapReason.Malformed, problem, "agent.approved_config_digest", path));
                return;
            }
            spec["approved_config_digest"] = statement.SubjectSha256;
            provenance["/approved_config_digest"] = new Provenance(EvidenceOrigin.Attested) { By = statement.Person, At = statement.At };
        }
        else if (reading.Lock?.ConfigSha256 is { } locked)
        {
            spec["approved_config_digest"] = locked;
            provenance["/approved_config_digest"] = new Provenance(EvidenceOrigin.Declared) { Source = new EvidenceSource(reading.LockPath) };
        }
    }

    private static JsonObject ToJson(ToolServer server, ToolLock? approved)
    {
        var json = new JsonObject { ["id"] = server.Id, ["approved"] = approved?.Approves(server) ?? false };
        foreach (var (name, value) in new[] { ("transport", server.Transport), ("auth", server.Auth), ("sha256", server.ToolsSha256), ("x_approved_sha256", approved?.ToolsSha256(server.Id)), ("x_definition_sha256", server.DefinitionSha256) })
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
        return json;
    }
}
