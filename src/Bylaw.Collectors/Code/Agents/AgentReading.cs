using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Code.Agents;

/// <summary>An agent's configuration, prompts, tool servers and lock, as they stand on disk, under what the manifest declares.</summary>
internal sealed class AgentReading
{
    private static readonly string[] _endings = [".json", ".yaml", ".yml", ".toml"];

    private readonly CollectorContext _context;

    private AgentReading(CollectorContext context) => _context = context;

    /// <summary>Gets the configuration; empty when there is none.</summary>
    public JsonObject Config { get; private set; } = [];

    /// <summary>Gets the path of the configuration, or null.</summary>
    public string? ConfigPath { get; private set; }

    /// <summary>Gets the tool servers.</summary>
    public List<ToolServer> Servers { get; } = [];

    /// <summary>Gets the lock, or null.</summary>
    public ToolLock? Lock { get; private set; }

    /// <summary>Gets the path of the lock: the one that is there, or the one to write.</summary>
    public string LockPath { get; private set; } = "";

    /// <summary>Gets the digests of the prompts, by path.</summary>
    public SortedDictionary<string, string> Prompts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets every file that was read.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Gets what was not seen.</summary>
    public List<Gap> Gaps { get; } = [];

    /// <summary>Gets the tools: those of the configuration, each under what the manifest says of it, and those that only the manifest names.</summary>
    public List<JsonObject> Tools { get; } = [];

    /// <summary>Gets the models.</summary>
    public List<string> Models { get; } = [];

    /// <summary>Gets the digest of prompts, tools, models and limits.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Reads all that belongs to the agent of a context.</summary>
    public static AgentReading Read(CollectorContext context)
    {
        var reading = new AgentReading(context);
        reading.ReadConfig();
        reading.ReadServers();
        reading.ReadLock();
        reading.ReadPrompts();
        reading.ReadTools();
        reading.Models.AddRange(ModelsOf(reading.Config));
        reading.Digest = Sha256Digest.OfJson(new JsonObject
        {
            ["models"] = new JsonArray([.. reading.Models.Select(m => (JsonNode)m)]),
            ["prompts"] = new JsonObject(reading.Prompts.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            ["tools"] = new JsonArray([.. reading.Tools.Select(t => { var kept = t.DeepClone().AsObject(); kept.Remove("approved_sha256"); return (JsonNode)kept; })]),
            ["limits"] = reading.Said("limits")?.DeepClone(),
        });
        return reading;
    }

    /// <summary>Returns what the manifest says of a name, and where it is silent what the configuration says.</summary>
    public JsonNode? Said(string name) => _context.Options[name] ?? Config[name];

    private void ReadConfig()
    {
        var id = _context.Subject.Name;
        var folder = _context.Text("path");
        var isFile = folder is not null && _context.Files.FileExists(folder);
        ConfigPath = isFile ? _context.Files.Relative(folder!)
            : Find("config", folder is not null ? [$"{folder}/config", $"{folder}/{id}", $"{folder}/agent"] : [$"agents/{id}", $"agents/{id}/config", $"agent/{id}", "agent/config", "agent/agent"]);
        if (ConfigPath is null)
        {
            Gaps.Add(_context.Gap(GapReason.NotDeclared, $"the agent's configuration was not found; name it with `config` (looked for agent/config.json, agents/{id}.json and the like)", "agent.model_ids"));
            return;
        }
        if (TryReadJson(ConfigPath, "agent.tools") is { } config)
        {
            Config = config;
        }
    }

    /// <summary>Finds a file: the one an option names, or the first usual one.</summary>
    private string? Find(string option, IEnumerable<string> usual)
    {
        if (_context.Text(option) is { } named)
        {
            if (_context.Files.FileExists(named))
            {
                return _context.Files.Relative(named);
            }
            Gaps.Add(_context.Gap(GapReason.NotFound, $"`{option}` names `{named}`, which is not there", "agent.model_ids", named));
            return null;
        }
        return usual.SelectMany(u => (IEnumerable<string>)(Path.HasExtension(u) ? [u] : _endings.Select(e => u + e))).FirstOrDefault(_context.Files.FileExists);
    }

    private void ReadServers()
    {
        var beside = Folder(ConfigPath);
        Servers.AddRange(ToolServers.Read(Config, p => ReadDefinitions(p)));
        var named = _context.Texts("mcp");
        foreach (var path in named.Count > 0 ? named : [.. ToolServers.UsualNames.SelectMany(n => new[] { Join(beside, n), n }).Distinct().Where(_context.Files.FileExists)])
        {
            if (TryReadJson(path, "agent.mcp_servers") is { } settings)
            {
                Servers.AddRange(ToolServers.Read(settings, p => ReadDefinitions(p)).Where(s => !Servers.Exists(k => k.Id == s.Id)));
            }
        }
        // A server that only a tool names is one too.
        foreach (var id in ToolObjects().Select(t => t["server"]?.ToString()).OfType<string>().Distinct().Where(id => !Servers.Exists(s => s.Id == id)).ToList())
        {
            Servers.Add(new ToolServer(id, null, null, null, null));
        }
        for (var i = 0; i < Servers.Count; i++)
        {
            var path = Join(beside, $"tools/{Servers[i].Id}.json");
            if (Servers[i].Tools is null && _context.Files.FileExists(path))
            {
                Servers[i] = Servers[i] with { Tools = ReadDefinitions(path) };
            }
        }
    }

    /// <summary>Reads an answer to <c>tools/list</c>: the array, or an object that holds it.</summary>
    private JsonArray? ReadDefinitions(string path)
    {
        try
        {
            Files.Add(_context.Files.Relative(path));
            var node = JsonNode.Parse(File.ReadAllText(_context.Files.ResolveFile(path)));
            return (node as JsonArray ?? node?["tools"] as JsonArray ?? node?["result"]?["tools"] as JsonArray)
                ?? throw new InvalidDataException("the file holds no tools");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            Gaps.Add(_context.Gap(fault is FileNotFoundException or DirectoryNotFoundException ? GapReason.NotFound : GapReason.Malformed, $"tool definitions `{path}` cannot be used", "agent.tools", path));
            return null;
        }
    }

    private void ReadLock()
    {
        var beside = Folder(ConfigPath);
        LockPath = Join(beside.Length == 0 ? "agent" : beside, "mcp-lock.json");
        if (Find("mcp_lock", [LockPath, "mcp-lock.json"]) is not { } path)
        {
            return;
        }
        LockPath = path;
        if (TryReadJson(path, "agent.mcp_servers") is { } json)
        {
            try
            {
                Lock = ToolLock.Read(json);
            }
            catch (InvalidDataException fault)
            {
                Gaps.Add(_context.Gap(GapReason.Malformed, fault.Message, "agent.mcp_servers", path));
            }
        }
    }

    private void ReadPrompts()
    {
        var beside = Folder(ConfigPath);
        var named = new[] { "prompt", "prompts", "prompt_file", "system_prompt_file" }.SelectMany(n => Texts(Config[n])).Concat(_context.Texts("prompts")).Distinct();
        foreach (var name in named.Where(n => !n.Contains('\n', StringComparison.Ordinal)))
        {
            var path = _context.Files.FileExists(name) ? name : Join(beside, name);
            if (_context.Files.FileExists(path))
            {
                Files.Add(_context.Files.Relative(path));
                Prompts[_context.Files.Relative(path)] = Sha256Digest.OfBytes(File.ReadAllBytes(_context.Files.ResolveFile(path)));
            }
            else
            {
                Gaps.Add(_context.Gap(GapReason.NotFound, $"the prompt `{name}` is not there", "agent.config_digest", name));
            }
        }
        if (Config["system_prompt"] is JsonValue inline)
        {
            Prompts["(in the configuration)"] = Sha256Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(inline.ToString()));
        }
    }

    private void ReadTools()
    {
        foreach (var tool in ToolObjects())
        {
            var name = tool["name"]!.ToString();
            var server = Servers.Find(s => s.Id == tool["server"]?.ToString());
            var schema = tool["input_schema"] ?? tool["inputSchema"] ?? tool["parameters"];
            if (tool["schema_sha256"] is null && (server?.SchemaSha256(name) ?? (schema is null ? null : Sha256Digest.OfJson(schema))) is { } seen)
            {
                tool["schema_sha256"] = seen;
            }
            if (server is not null && Lock?.SchemaSha256(server.Id, name) is { } approved)
            {
                tool["approved_sha256"] = approved;
            }
            foreach (var large in new[] { "input_schema", "inputSchema", "parameters" })
            {
                tool.Remove(large);
            }
            Tools.Add(tool);
        }
    }

    private List<JsonObject> ToolObjects()
    {
        var configured = Objects(Config["tools"]).ToList();
        var declared = Objects(_context.Options["tools"]).ToList();
        foreach (var tool in configured)
        {
            var match = declared.Find(d => d["name"]?.ToString() == tool["name"]?.ToString() && (d["server"] is null || tool["server"] is null || d["server"]!.ToString() == tool["server"]!.ToString()));
            foreach (var (name, value) in match ?? [])
            {
                tool[name] = value?.DeepClone();
            }
        }
        configured.AddRange(declared.Where(d => !configured.Exists(c => c["name"]?.ToString() == d["name"]?.ToString())));
        return configured;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list switch
    {
        JsonArray items => items.Select(i => i switch { JsonObject o when o["name"] is not null => o.DeepClone().AsObject(), JsonValue v => new JsonObject { ["name"] = v.ToString() }, _ => null }).OfType<JsonObject>(),
        JsonObject map => map.Select(m => { var o = (m.Value as JsonObject)?.DeepClone().AsObject() ?? []; o["name"] = m.Key; return o; }),
        _ => [],
    };

    private static IEnumerable<string> ModelsOf(JsonObject config) =>
        new[] { config["model"], config["models"], config["model_id"], config["model_ids"] }
            .SelectMany(n => n is JsonArray items ? items : (IEnumerable<JsonNode?>)[n])
            .Select(n => n is JsonObject o ? (o["id"] ?? o["name"])?.ToString() : n?.ToString())
            .OfType<string>().Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject o => Texts(o["file"] ?? o["path"]),
        JsonValue v => [v.ToString()],
        _ => [],
    };

    private JsonObject? TryReadJson(string path, string field)
    {
        try
        {
            Files.Add(_context.Files.Relative(path));
            return JsonFile.Read(_context.Files, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Gaps.Add(_context.Gap(fault is FileNotFoundException ? GapReason.NotFound : GapReason.Malformed, fault.Message, field, path));
            return null;
        }
    }

    private static string Folder(string? path) => path is null ? "" : Path.GetDirectoryName(path)!.Replace('\\', '/');

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
