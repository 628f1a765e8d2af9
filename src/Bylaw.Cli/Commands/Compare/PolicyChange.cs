using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Check;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Compare;

/// <summary>A change to compare by: packs, enabled packs, parameters, the date.</summary>
internal sealed record PolicyChange
{
    /// <summary>Gets the folder of packs to judge by afterwards.</summary>
    public string? Packs { get; init; }

    /// <summary>Gets the git revision whose own packs the first judgement takes.</summary>
    public string? PacksAt { get; init; }

    public string[] Enable { get; init; } = [];

    public string[] Disable { get; init; } = [];

    public string[] Set { get; init; } = [];

    public DateTimeOffset? At { get; init; }

    public bool IsEmpty => Packs is null && PacksAt is null && Enable.Length + Disable.Length + Set.Length == 0 && At is null;

    /// <summary>Loads the folder as it is and as it would be.</summary>
    /// <exception cref="UserErrorException">Something named does not exist.</exception>
    public (CheckRun Before, CheckRun After) Load(string folder, CancellationToken cancellation)
    {
        var before = CheckRun.Load(folder, [], cancellation);
        var after = before with { Manifest = Change(before) };
        if (Packs is not null)
        {
            after = after with { Loading = Task.FromResult(Library([Packs], cancellation)) };
        }
        if (PacksAt is not null)
        {
            before = before with { Loading = Task.FromResult(LibraryAt(before.Root, PacksAt, cancellation)) };
        }
        return (before, after);
    }

    private static PackLibrary Library(IEnumerable<string> folders, CancellationToken cancellation) =>
        PackLibrary.TryLoad(folders, out var problems, cancellationToken: cancellation) ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));

    private static PackLibrary LibraryAt(string root, string revision, CancellationToken cancellation)
    {
        var target = Directory.CreateTempSubdirectory("bylaw-packs-");
        try
        {
            Git.Export(root, revision, Path.Combine(".bylaw", "packs"), target.FullName);
            var own = Path.Combine(target.FullName, ".bylaw", "packs");
            return Library(Directory.Exists(own) ? [PackLocation.BuiltIn(), own] : [PackLocation.BuiltIn()], cancellation);
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    private GovernanceManifest Change(CheckRun run)
    {
        foreach (var name in Enable.Concat(Disable))
        {
            if (!run.Library.Packs.ContainsKey(name))
            {
                var near = GovernanceManifest.Nearest(name, run.Library.Packs.Keys);
                throw new UserErrorException($"there is no pack `{name}`" + (near is null ? $"; the packs are {string.Join(", ", run.Library.Packs.Keys)}" : $"; did you mean `{near}`?"));
            }
        }
        var packs = run.Manifest.Packs.Except(Disable).Union(Enable).ToList();
        var parameters = (JsonObject)run.Manifest.Parameters.DeepClone();
        foreach (var setting in Set)
        {
            var (control, name, value) = Read(setting);
            if (!run.Library.Controls.TryGetValue(control, out var known))
            {
                throw new UserErrorException($"--set {setting}: there is no control `{control}`");
            }
            if (known.Parameters.All(p => p.Name != name))
            {
                throw new UserErrorException($"--set {setting}: {control} has no parameter `{name}`; it has {(known.Parameters.IsEmpty ? "none" : string.Join(", ", known.Parameters.Select(p => p.Name)))}");
            }
            if (parameters[control] is not JsonObject own)
            {
                parameters[control] = own = [];
            }
            own[name] = value;
        }
        return run.Manifest.With(packs, parameters);
    }

    private static (string Control, string Name, JsonNode? Value) Read(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        var dot = setting.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || equals < dot + 2)
        {
            throw new UserErrorException($"--set {setting}: write CONTROL.NAME=VALUE");
        }
        var text = setting[(equals + 1)..];
        try
        {
            return (setting[..dot], setting[(dot + 1)..equals], JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return (setting[..dot], setting[(dot + 1)..equals], text);
        }
    }
}
