using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Scripts;

/// <summary>Runs one script of the manifest as a collector.</summary>
/// <remarks>
/// The script gets <c>{"schema": "bylaw-script/v1", "kind", "subject", "root", "paths", "options", "now"}</c> on standard input and prints evidence as JSON.
/// Its environment holds PATH, LANG, a home folder of its own, and the variables that the manifest names; nothing else of the parent's.
/// </remarks>
public sealed class ScriptCollector : IEvidenceCollector
{
    private readonly ScriptEntry _entry;
    private readonly Action<string, string>? _onStandardError;

    private ScriptCollector(ScriptEntry entry, Action<string, string>? onStandardError)
    {
        _entry = entry;
        _onStandardError = onStandardError;
    }

    /// <summary>Makes the collector of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="onStandardError">Is given the script's name and the start of what it printed on standard error, for a terminal; null for nobody.</param>
    /// <returns>A collector named <c>script:ID</c>.</returns>
    public static RegisteredCollector Register(ScriptEntry entry, Action<string, string>? onStandardError = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new RegisteredCollector(
            new CollectorAttribute($"script:{entry.Id}", entry.Kind) { Summary = $"The script {entry.Program}." }, new ScriptCollector(entry, onStandardError));
    }

    /// <inheritdoc/>
    public bool IsRepeatable(CollectorContext context) => false; // a program may look anywhere

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (FindProgram(context) is not { } program)
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"the program `{_entry.Program}` of script `{_entry.Id}` is not there", _entry.Kind));
        }
        var sources = await SourcesAsync(context, program, cancellationToken).ConfigureAwait(false);
        var home = Directory.CreateTempSubdirectory("bylaw-script-");
        try
        {
            var run = await ScriptProcess.RunAsync(program, _entry, context.Files.RootPath, Environment(context, home.FullName), Input(context), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if (run.Error.Length > 0)
            {
                _onStandardError?.Invoke(_entry.Id, run.Error);
            }
            return Answer(context, run, sources);
        }
        catch (Win32Exception fault)
        {
            return Collection.Missing(context.Gap(GapReason.Denied, $"the script `{_entry.Id}` cannot be started: {fault.Message}", _entry.Kind));
        }
        finally
        {
            Remove(home);
        }
    }

    private Collection Answer(CollectorContext context, ScriptRun run, List<EvidenceSource> sources)
    {
        if (run.Stopped is var (reason, message))
        {
            return Collection.Missing(context.Gap(reason, $"the script `{_entry.Id}` was stopped: {message}", _entry.Kind));
        }
        if (run.ExitCode != 0)
        {
            // What a failing program printed is not evidence, however good it looks.
            return Collection.Missing(context.Gap(GapReason.Fault, $"the script `{_entry.Id}` ended with exit code {run.ExitCode}", _entry.Kind));
        }
        var (documents, gaps) = ScriptOutput.Read(context, _entry, run.Output);
        var about = new JsonObject
        {
            ["id"] = _entry.Id,
            ["files"] = new JsonObject(sources.Select(s => KeyValuePair.Create(s.Uri, (JsonNode?)s.Sha256))),
            ["output_sha256"] = Sha256Digest.OfBytes(run.Output),
            ["exit_code"] = run.ExitCode,
            ["stderr_sha256"] = run.ErrorSha256,
            ["stderr_bytes"] = run.ErrorBytes,
        };
        return new Collection([.. documents.Select(d => Stamp(d, about, sources))], [.. gaps.Select(g => g with { Message = $"script `{_entry.Id}`: {g.Message}" })]);
    }

    private static EvidenceDocument Stamp(EvidenceDocument document, JsonObject about, List<EvidenceSource> sources)
    {
        document.Spec["x_script"] = about.DeepClone();
        return document with { Sources = [.. sources] };
    }

    /// <summary>Digests the program and every argument that is a file: a changed script gives evidence of another origin.</summary>
    private async Task<List<EvidenceSource>> SourcesAsync(CollectorContext context, string program, CancellationToken cancellationToken)
    {
        var sources = new List<EvidenceSource> { new(_entry.Program, await Sha256Digest.OfFileAsync(program, cancellationToken).ConfigureAwait(false)) };
        foreach (var argument in _entry.Args.Where(a => a.Length > 0 && !a.StartsWith('-') && IsFile(context, a)).Distinct())
        {
            sources.Add(await context.Files.SourceAsync(argument, cancellationToken).ConfigureAwait(false));
        }
        return [.. sources.DistinctBy(s => s.Uri)];
    }

    private static bool IsFile(CollectorContext context, string argument)
    {
        try
        {
            return context.Files.FileExists(argument);
        }
        catch (Exception outside) when (outside is UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private string? FindProgram(CollectorContext context)
    {
        if (_entry.Program.Contains('/', StringComparison.Ordinal) || _entry.Program.Contains('\\', StringComparison.Ordinal))
        {
            return context.Files.FileExists(_entry.Program) ? context.Files.Resolve(_entry.Program) : null;
        }
        return SearchPath(context).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, _entry.Program)).FirstOrDefault(File.Exists);
    }

    private static string SearchPath(CollectorContext context) => context.Variables.GetValueOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");

    private Dictionary<string, string> Environment(CollectorContext context, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = SearchPath(context), ["LANG"] = "C.UTF-8", ["HOME"] = home, ["TMPDIR"] = home, ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1",
        };
        foreach (var name in _entry.Variables.Where(context.Variables.ContainsKey))
        {
            environment[name] = context.Variables[name];
        }
        return environment;
    }

    private byte[] Input(CollectorContext context) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
    {
        ["schema"] = "bylaw-script/v1",
        ["kind"] = _entry.Kind,
        ["subject"] = new JsonObject { ["name"] = _entry.Subject },
        ["root"] = context.Files.RootPath,
        ["paths"] = new JsonArray([.. _entry.Paths.Select(p => (JsonNode)p)]),
        ["options"] = _entry.Options.DeepClone(),
        ["now"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    });

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // What a script left behind unreadable stays in the temporary folder, which the system clears.
        }
    }
}
