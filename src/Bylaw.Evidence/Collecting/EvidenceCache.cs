using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Collecting;

/// <summary>Keeps complete answers in a folder, by cache key. An answer with gaps is never kept.</summary>
/// <param name="folder">Where to keep them; made when absent.</param>
/// <remarks>Safe to use from many processes: a file appears whole or not at all.</remarks>
public sealed class EvidenceCache(string folder)
{
    /// <summary>Looks an answer up.</summary>
    /// <param name="key">A key from <see cref="CacheKey.Compute"/>.</param>
    /// <param name="now">The moment at which it must still be valid.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answer, or null when there is none, it is stale, or its file is damaged.</returns>
    public async Task<Collection?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllBytesAsync(PathOf(key), cancellationToken).ConfigureAwait(false);
            var documents = (JsonNode.Parse(text) as JsonArray ?? throw new JsonException())
                .Select(d => EvidenceDocument.FromJson(d!.AsObject())).ToList();
            return documents.Any(d => d.ValidUntil < now) ? null : new Collection([.. documents], []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidEvidenceException or InvalidOperationException)
        {
            return null; // a damaged entry only costs the work again
        }
    }

    /// <summary>Keeps an answer that has no gaps.</summary>
    /// <param name="key">A key from <see cref="CacheKey.Compute"/>.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>A task that ends when it is kept.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task KeepAsync(string key, Collection answer, CancellationToken cancellationToken)
    {
        if (answer.Gaps.Length > 0)
        {
            return;
        }
        Directory.CreateDirectory(folder);
        var json = new JsonArray([.. answer.Documents.Select(d => (JsonNode)d.ToJson())]);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        await File.WriteAllTextAsync(draft, json.ToJsonString(), cancellationToken).ConfigureAwait(false);
        File.Move(draft, PathOf(key), overwrite: true);
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}
