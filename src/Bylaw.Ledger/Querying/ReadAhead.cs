using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Querying;

/// <summary>Reads batches on a thread of its own, a few ahead of whoever takes them.</summary>
internal sealed class ReadAhead : IDisposable
{
    private const int MaxAhead = 8;
    private readonly BlockingCollection<StoredBatch> _ready = new(MaxAhead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private ExceptionDispatchInfo? _failure;

    public ReadAhead(IEnumerable<StoredBatch> batches) => _reading = Task.Run(() => Read(batches));

    /// <summary>The batches in order; what the reading threw is thrown where it happened.</summary>
    public IEnumerable<StoredBatch> Batches()
    {
        foreach (var batch in _ready.GetConsumingEnumerable())
        {
            yield return batch;
        }
        _failure?.Throw();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reading.Wait();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Read(IEnumerable<StoredBatch> batches)
    {
        try
        {
            foreach (var batch in batches)
            {
                _ready.Add(batch, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody takes any more.
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
