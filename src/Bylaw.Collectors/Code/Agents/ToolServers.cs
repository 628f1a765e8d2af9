using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Code.Agents;

/// <summary>A tool server as settings name it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Transport"><c>stdio</c>, <c>http</c> or <c>sse</c>; null when unknown.</param>
/// <param name="Auth"><c>none</c>, <c>bearer</c>, <c>header</c>, <c>oauth</c>, <c>env</c>; null when unknown.</param>
/// <param name="DefinitionSha256">The digest of how it is started or reached; null when that is not written.</param>
/// <param name="Tools">The answer to <c>tools/list</c> that was kept on disk, or null.</param>
internal sealed record ToolServer(string Id, string? Transport, string? Auth, string? DefinitionSha256, JsonArray? Tools)
{
    /// <summary>Gets the digest of the tool definitions, sorted by name; null when they were not seen.</summary>
    public string? ToolsSha256 => Tools is null ? null : Sha256Digest.OfJson(new JsonArray([.. Tools.OfType<JsonObject>().OrderBy(t => t["name"]?.ToString(), StringComparer.Ordinal).Select(t => t.DeepClone())]));

    /// <summary>Returns the digest of one tool's definition as the server gives it; null when it was not seen.</summary>
    public string? SchemaSha256(string tool) =>
        Tools?.OfType<JsonObject>().FirstOrDefault(t => t["name"]?.ToString() == tool) is { } found ? Sha256Digest.OfJson(found) : null;
}

/// <summary>Reads the tool servers of an agent's settings and of the MCP settings of common programs.</summary>
internal static class ToolServers
{
    /// <summary>Names of MCP settings that are looked for beside an agent's configuration and at the root.</summary>
    public static readonly string[] UsualNames = [".mcp.json", "mcp.json", ".cursor/mcp.json", ".vscode/mcp.json"];

    /// <summary>Reads <c>mcpServers</c>, <c>servers</c> or <c>mcp_servers</c>: a mapping by name, or a list with <c>id</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="readTools">Reads a file of tool definitions by the path that a server names, or null.</param>
    public static IEnumerable<ToolServer> Read(JsonObject settings, Func<string, JsonArray?> readTools)
    {
        var list = settings["mcpServers"] ?? settings["mcp_servers"] ?? settings["servers"];
        var named = list switch
        {
            JsonObject map => map.Select(m => (m.Key, m.Value as JsonObject ?? [])),
            JsonArray items => items.OfType<JsonObject>().Select(i => ((i["id"] ?? i["name"])?.ToString() ?? "", i)),
            _ => [],
        };
        foreach (var (id, server) in named.Where(n => n.Item1.Length > 0))
        {
            var tools = server["tools"] as JsonArray ?? (server["tools_list"] is JsonValue path ? readTools(path.ToString()) : null);
            yield return new ToolServer(id, Transport(server), Auth(server), Definition(server), tools);
        }
    }

    private static string? Transport(JsonObject server) =>
        (server["transport"] ?? server["type"])?.ToString() is { } said ? said is "streamable-http" or "streamable_http" ? "http" : said
        : server["command"] is not null ? "stdio"
        : server["url"] is not null ? "http"
        : null;

    private static string? Auth(JsonObject server)
    {
        if (server["auth"] is { } said)
        {
            return said is JsonObject kind ? (kind["type"] ?? kind["kind"])?.ToString() ?? "configured" : said.ToString();
        }
        if (server["headers"] is JsonObject headers && headers.Count > 0)
        {
            return headers.Any(h => h.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)) ? "bearer" : "header";
        }
        return server["oauth"] is not null ? "oauth"
            : server["env"] is JsonObject { Count: > 0 } ? "env"
            : server["url"] is not null ? "none"
            : null;
    }

    /// <summary>Digests how a server is started or reached. Values of variables and headers are secrets and stay out; their names are in.</summary>
    private static string? Definition(JsonObject server)
    {
        var kept = new JsonObject();
        foreach (var name in new[] { "command", "args", "url", "type", "transport", "cwd" })
        {
            if (server[name] is { } value)
            {
                kept[name] = value.DeepClone();
            }
        }
        foreach (var name in new[] { "env", "headers" })
        {
            if (server[name] is JsonObject { Count: > 0 } map)
            {
                kept[name] = new JsonArray([.. map.Select(m => m.Key).Order(StringComparer.Ordinal).Select(k => (JsonNode)k)]);
            }
        }
        return kept.Count == 0 ? null : Sha256Digest.OfJson(kept);
    }
}
