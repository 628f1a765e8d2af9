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

    /// <summary>Tells whether the answer follows from the options, the variables, the day and what is read through <see cref="CollectorContext.Files"/> alone.</summary>
    /// <param name="context">The subject, its files, the clock and the options.</param>
    /// <returns>True, unless a collector says otherwise: a live server or a program can answer differently next time, and is asked anew.</returns>
    bool IsRepeatable(CollectorContext context) => true;
}
