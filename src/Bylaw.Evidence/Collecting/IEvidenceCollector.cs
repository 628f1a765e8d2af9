namespace Bylaw.Evidence.Collecting;

/// <summary>States facts about one subject; it never judges them.</summary>
/// <remarks>
/// One class, one <see cref="CollectorAttribute"/>, a public constructor without parameters, no state: one instance serves many threads.
/// It reads only through the context it is given and reports what it could not see as a gap.
/// </remarks>
public interface IEvidenceCollector
{
    /// <summary>Collects evidence on one subject.</summary>
    /// <param name="context">The subject, its files, the clock and the options.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was seen and what was not. Not seeing is an answer, not an exception.</returns>
    Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken);

    /// <summary>Computes the key under which the answer may be reused, from the digests of all that the collector reads.</summary>
    /// <param name="context">The subject, its files, the clock and the options.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A key from <see cref="CacheKey.Compute"/>, or null when the answer must not be reused (a live server, say); null by default.</returns>
    Task<string?> ComputeCacheKeyAsync(CollectorContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
