using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Collecting;

/// <summary>Keeps answers in a folder, each with what its collector learnt from the files. An answer with a gap that may close by itself is never kept.</summary>
/// <param name="folder">Where to keep them; made when absent.</param>
/// <remarks>Safe to use from many processes: a file appears whole or not at all.</remarks>
public sealed class EvidenceCache(string folder)
{
    /// <summary>Looks an answer up.</summary>
    /// <param name="key">Names collector, subject, options and day: 64 hexadecimal digits.</param>
    /// <param name="files">The files as they are now; the answer is used only when all that was learnt from them would be learnt again.</param>
    /// <param name="now">The moment at which it must still be valid.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answer, or null when there is none, it is stale, its inputs changed, or its file is damaged.</returns>
    public async Task<Collection?> FindAsync(string key, SourceFolder files, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path))
            {
                return null;
            }
            var kept = JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)) as JsonObject ?? throw new JsonException();
            if (!kept["inputs"]!.AsArray().All(i => files.DigestOf(ReadInput(i!)) == i!["digest"]!.ToString()))
            {
                return null;
            }
            var documents = kept["documents"]!.AsArray().Select(d => EvidenceDocument.FromJson(d!.AsObject())).ToList();
            return documents.Exists(d => d.ValidUntil < now) ? null : new Collection([.. documents], [.. kept["gaps"]!.AsArray().Select(g => Gap.FromJson(g!.AsObject()))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidEvidenceException
            or InvalidOperationException or NullReferenceException or ArgumentException or FormatException)
        {
            return null; // a damaged entry only costs the work again
        }
    }

    /// <summary>Keeps an answer, unless it has a gap that may close by itself, such as a server that did not answer in time.</summary>
    /// <param name="key">Names collector, subject, options and day: 64 hexadecimal digits.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="inputs">What was learnt from the files, with digests.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>A task that ends when it is kept.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task KeepAsync(string key, Collection answer, ImmutableArray<KeyValuePair<FileInput, string>> inputs, CancellationToken cancellationToken)
    {
        if (answer.Gaps.Any(g => g.Reason is not (GapReason.NotFound or GapReason.NotDeclared or GapReason.Malformed or GapReason.Unsupported or GapReason.Encrypted)))
        {
            return;
        }
        Directory.CreateDirectory(folder);
        var json = new JsonObject
        {
            ["inputs"] = new JsonArray([.. inputs.Select(i => (JsonNode)WriteInput(i.Key, i.Value))]),
            ["gaps"] = new JsonArray([.. answer.Gaps.Select(g => (JsonNode)g.ToJson())]),
            ["documents"] = new JsonArray([.. answer.Documents.Select(d => (JsonNode)d.ToJson())]),
        };
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        await File.WriteAllTextAsync(draft, json.ToJsonString(), cancellationToken).ConfigureAwait(false);
        File.Move(draft, PathOf(key), overwrite: true);
    }

    private static JsonObject WriteInput(FileInput input, string digest) =>
        new() { ["kind"] = input.Kind.ToString(), ["path"] = input.Path, ["pattern"] = input.Pattern, ["digest"] = digest };

    private static FileInput ReadInput(JsonNode json) =>
        new(Enum.Parse<FileInputKind>(json["kind"]!.ToString()), json["path"]!.ToString(), json["pattern"]!.ToString());

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}
