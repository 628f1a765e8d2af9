using System.Collections.Immutable;
using System.Text.Json;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Evidence.Schemas;

namespace Bylaw.Evidence.Collecting;

/// <summary>Runs collectors: looks in the cache, checks each document at the door, and turns a failure into a gap.</summary>
/// <param name="cache">Where answers are kept, or null to collect anew each time.</param>
public sealed class CollectorRunner(EvidenceCache? cache = null)
{
    /// <summary>Runs one collector on one subject.</summary>
    /// <param name="collector">The collector.</param>
    /// <param name="context">What it is given; its identity is replaced by the collector's own.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Valid documents, and a gap for all that was not seen; it throws only for cancellation.</returns>
    public async Task<Collection> RunAsync(RegisteredCollector collector, CollectorContext context, CancellationToken cancellationToken = default)
    {
        context = context with { Collector = collector.Identity };
        try
        {
            var key = cache is null || !collector.Collector.IsRepeatable(context) ? null : CacheKey.Compute(collector.Collector, context);
            if (key is null)
            {
                return AtTheDoor(context, await collector.Collector.CollectAsync(context, cancellationToken).ConfigureAwait(false));
            }
            if (await cache!.FindAsync(key, context.Files, context.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }
            var log = new InputLog();
            context = context with { Files = context.Files.Noting(log) };
            var answer = AtTheDoor(context, await collector.Collector.CollectAsync(context, cancellationToken).ConfigureAwait(false));
            if (log.Inputs is { } inputs)
            {
                await KeepAsync(key, answer, inputs, cancellationToken).ConfigureAwait(false);
            }
            return answer;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The run of one collector ends here; its failure must be seen as missing evidence and must not stop the others.
            return Collection.Missing(context.Gap(ReasonOf(error), OneLine(error)));
        }
    }

    /// <summary>Keeps an answer; where that is not possible, as in a folder that is read-only, the next run works again.</summary>
    private async Task KeepAsync(string key, Collection answer, ImmutableArray<KeyValuePair<FileInput, string>> inputs, CancellationToken cancellationToken)
    {
        try
        {
            await cache!.KeepAsync(key, answer, inputs, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <summary>Keeps valid documents and names the rest as gaps.</summary>
    private static Collection AtTheDoor(CollectorContext context, Collection answer)
    {
        var documents = ImmutableArray.CreateBuilder<EvidenceDocument>();
        var gaps = answer.Gaps.ToBuilder();
        foreach (var document in answer.Documents)
        {
            var json = document.ToJson();
            var violations = EvidenceSchemas.Validate(json);
            if (violations.Count == 0)
            {
                _ = CanonicalJson.Serialize(json); // a document without a digest cannot be named
                documents.Add(document);
            }
            else
            {
                gaps.Add(context.Gap(GapReason.Malformed, $"{document.Kind} evidence breaks its schema: {string.Join("; ", violations.Take(3))}"));
            }
        }
        return new(documents.ToImmutable(), gaps.ToImmutable());
    }

    private static GapReason ReasonOf(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => GapReason.NotFound,
        UnauthorizedAccessException => GapReason.Denied,
        EndOfStreamException or InvalidDataException or JsonException or InvalidEvidenceException or CanonicalJsonException => GapReason.Malformed,
        TimeoutException or OperationCanceledException => GapReason.Timeout,
        IOException => GapReason.Unreachable,
        NotSupportedException => GapReason.Unsupported,
        _ => GapReason.Fault,
    };

    private static string OneLine(Exception error)
    {
        var message = error.Message.ReplaceLineEndings(" ");
        return message.Length > 300 ? message[..300] + " …" : message;
    }
}
