using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Code.Agents;

/// <summary>What was approved of an agent: its servers and tools by digest, and the digest of its configuration.</summary>
/// <remarks>
/// The file: <c>{"version": 1, "servers": {ID: {"sha256": …, "definition_sha256": …, "tools": {NAME: …}}}, "config_sha256": …}</c>.
/// <c>sha256</c> is over the RFC 8785 form of the array of tools that <c>tools/list</c> gives, sorted by name; a tool's is over its own object.
/// </remarks>
internal sealed class ToolLock
{
    private readonly JsonObject _servers;

    private ToolLock(JsonObject servers, string? configSha256)
    {
        _servers = servers;
        ConfigSha256 = configSha256;
    }

    /// <summary>Gets the approved digest of the configuration, or null.</summary>
    public string? ConfigSha256 { get; }

    /// <summary>Gets the ids of the approved servers.</summary>
    public IEnumerable<string> Servers => _servers.Select(s => s.Key);

    /// <summary>Reads a lock.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ToolLock Read(JsonObject json)
    {
        if (json["version"]?.ToString() != "1" || json["servers"] is not JsonObject servers)
        {
            throw new InvalidDataException("a lock of tool servers needs `version` 1 and `servers`");
        }
        foreach (var (id, server) in servers)
        {
            var digests = new[] { server?["sha256"], server?["definition_sha256"] }.Concat((server?["tools"] as JsonObject ?? []).Select(t => t.Value)).Where(d => d is not null);
            if (server is not JsonObject || digests.Any(d => !IsDigest(d)))
            {
                throw new InvalidDataException($"server `{id}` of the lock has a digest that is no SHA-256");
            }
        }
        return json["config_sha256"] is { } config && !IsDigest(config)
            ? throw new InvalidDataException("`config_sha256` of the lock is no SHA-256")
            : new ToolLock(servers, json["config_sha256"]?.ToString());
    }

    /// <summary>Returns the approved digest of a server's tools, or null.</summary>
    public string? ToolsSha256(string server) => _servers[server]?["sha256"]?.ToString();

    /// <summary>Returns the approved digest of one tool, or null.</summary>
    public string? SchemaSha256(string server, string tool) => _servers[server]?["tools"]?[tool]?.ToString();

    /// <summary>Tells whether a server is in the lock and nothing that was seen of it differs.</summary>
    public bool Approves(ToolServer server) =>
        _servers.ContainsKey(server.Id)
        && (server.ToolsSha256 is null || server.ToolsSha256 == ToolsSha256(server.Id))
        && (server.DefinitionSha256 is null || _servers[server.Id]!["definition_sha256"] is not { } definition || definition.ToString() == server.DefinitionSha256);

    /// <summary>Writes a lock of what there is now.</summary>
    public static JsonObject Write(IEnumerable<ToolServer> servers, string configSha256) => new()
    {
        ["version"] = 1,
        ["config_sha256"] = configSha256,
        ["servers"] = new JsonObject(servers.OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Id, (JsonNode?)Entry(s)))),
    };

    private static JsonObject Entry(ToolServer server)
    {
        var entry = new JsonObject();
        if (server.ToolsSha256 is { } tools)
        {
            entry["sha256"] = tools;
            entry["tools"] = new JsonObject(server.Tools!.OfType<JsonObject>().Where(t => t["name"] is not null)
                .Select(t => KeyValuePair.Create(t["name"]!.ToString(), (JsonNode?)server.SchemaSha256(t["name"]!.ToString()))));
        }
        if (server.DefinitionSha256 is { } definition)
        {
            entry["definition_sha256"] = definition;
        }
        return entry;
    }

    private static bool IsDigest(JsonNode? node) => node is JsonValue value && value.ToString() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower);
}
