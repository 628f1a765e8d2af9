using System.Globalization;
using Bylaw.Collectors.Models.Pickle;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>Streams of pickles: one, several behind each other, or raw data behind them.</summary>
internal sealed partial class ArtefactScanRun
{
    /// <summary>Instructions after which bytes that no name announces are taken for a pickle; fewer happen by chance.</summary>
    private const int ConvincingInstructions = 6;

    private bool ScanPickles(ScanItem item)
    {
        var recognised = ScanPickles(item, joblibArrays: true, out var skippedArrays);
        if (skippedArrays)
        {
            // What joblib passes over as array data, plain `pickle.load` would run as instructions: look at it in both ways.
            ScanPickles(item, joblibArrays: false, out _);
        }
        return recognised;
    }

    private bool ScanPickles(ScanItem item, bool joblibArrays, out bool skippedArrays)
    {
        skippedArrays = false;
        using var stream = item.Open();
        var reader = new PickleByteReader(stream, limits.MaxExpandedBytes);
        for (var index = 0; ; index++)
        {
            if (index > 0 && reader.AtEnd())
            {
                return true;
            }
            var trace = new PickleTrace();
            var machine = new PickleMachine(reader, ContextFor(item, joblibArrays), trace);
            var start = reader.Offset;
            try
            {
                machine.Run(cancellationToken);
                skippedArrays |= machine.SkippedArrays;
                result.AddKind("pickle");
                result.Take(trace, ran: true);
            }
            catch (Exception fault) when (fault is DamagedPickleException or InvalidDataException or ScanLimitException)
            {
                skippedArrays |= machine.SkippedArrays;
                if (!joblibArrays)
                {
                    // Raw array data breaks the plain reading sooner or later; only what runs before counts.
                    TakeIfRan(trace);
                    return true;
                }
                return fault is ScanLimitException
                    ? TakeLimited(item, trace, fault.Message)
                    : TakeDamaged(item, machine, trace, index, start, fault.Message);
            }
        }
    }

    /// <summary>Reads as pickles what its first bytes call something else, since a pickle loader does not look at them so.</summary>
    /// <remarks>
    /// "GGUF" begins a float of a pickle, "PK" a persistent name, and the name of a tar member is any text: such a file can be both. Only what would
    /// really run is taken; all else is left to the reader of the other format.
    /// </remarks>
    private void ScanPolyglot(ScanItem item)
    {
        using var stream = item.Open();
        var reader = new PickleByteReader(stream, limits.MaxExpandedBytes);
        var trace = new PickleTrace();
        try
        {
            new PickleMachine(reader, ContextFor(item, joblibArrays: false), trace).Run(cancellationToken);
            if (trace.Findings.Exists(f => f.Severity >= ModelFindingSeverity.High))
            {
                result.AddKind("pickle");
                result.Take(trace, ran: true);
            }
        }
        catch (Exception fault) when (fault is DamagedPickleException or InvalidDataException or ScanLimitException)
        {
            TakeIfRan(trace);
        }
    }

    private bool TakeLimited(ScanItem item, PickleTrace trace, string message)
    {
        result.Take(trace, trace.UnsafeCallMade);
        result.AddUnscanned(item.Location, $"a limit was reached: {message}");
        return true;
    }

    private bool TakeDamaged(ScanItem item, PickleMachine machine, PickleTrace trace, int index, long start, string message)
    {
        if (index > 0 && !trace.UnsafeCallMade)
        {
            // Loaders stop at the last whole pickle; old PyTorch files keep their numbers behind it.
            result.AddNote(string.Create(CultureInfo.InvariantCulture, $"{item.Location}: data that is no pickle from byte {start} on"));
            return true;
        }
        var convincing = machine.HasProtocolHeader && machine.InstructionCount >= ConvincingInstructions;
        var importsDanger = trace.Findings.Exists(f => f.Severity == ModelFindingSeverity.Critical);
        if (!item.PromisesPickle && !convincing && !importsDanger && !trace.UnsafeCallMade)
        {
            return false;
        }
        result.Take(trace, trace.UnsafeCallMade);
        result.AddUnscanned(item.Location, string.Create(CultureInfo.InvariantCulture, $"no whole pickle: {message} (byte {machine.InstructionOffset})"));
        return true;
    }

    private void TakeIfRan(PickleTrace trace)
    {
        if (trace.UnsafeCallMade)
        {
            result.Take(trace, ran: true);
        }
    }

    private PickleMachineContext ContextFor(ScanItem item, bool joblibArrays) =>
        new(symbols, item.Location, joblibArrays, item.InTorchScript, (content, trace, loaded) => ScanNested(item, content, trace, loaded));

    /// <summary>Looks into bytes that a pickle holds, by a scan of their own whose findings join the outer trace.</summary>
    private void ScanNested(ScanItem item, byte[] content, PickleTrace trace, bool loaded)
    {
        var inner = new ArtefactScanResult();
        var run = new ArtefactScanRun(limits, symbols, inner, cancellationToken);
        var nested = new ScanItem($"{item.Location}!bytes", () => new MemoryStream(content, writable: false), item.Depth + 1)
        {
            PromisesPickle = loaded,
            InTorchScript = item.InTorchScript,
        };
        run.Scan(nested);
        if (inner.Verdict == ModelScanVerdict.Unsafe)
        {
            foreach (var finding in inner.Findings)
            {
                trace.Add(finding.Severity, finding.Rule, finding.Operator, finding.Message, finding.Location, finding.Offset);
            }
            trace.UnsafeCallMade |= loaded;
        }
        else if (loaded && inner.Verdict == ModelScanVerdict.NotScanned)
        {
            trace.Add(ModelFindingSeverity.High, "pickle-unreadable-payload", "torch.storage._load_from_bytes",
                "loads bytes that cannot be read as a PyTorch file", item.Location, -1);
            trace.UnsafeCallMade = true;
        }
    }
}
