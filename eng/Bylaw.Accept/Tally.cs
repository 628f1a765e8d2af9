namespace Bylaw.Accept;

/// <summary>Counts outcomes, prints each failure in a line, and closes with the count that tools read. Thread-safe.</summary>
/// <param name="output">Where lines are written.</param>
internal sealed class Tally(TextWriter output)
{
    private readonly Lock _gate = new();
    private int _passed;
    private int _failed;
    private int _skipped;

    /// <summary>Counts a case that came out as wanted.</summary>
    public void Pass() => Interlocked.Increment(ref _passed);

    /// <summary>Counts and prints a case that did not come out as wanted.</summary>
    /// <param name="id">What names the case.</param>
    /// <param name="reason">What was wanted and what came.</param>
    public void Fail(string id, string reason)
    {
        lock (_gate)
        {
            _failed++;
            output.WriteLine($"FAIL {id}: {OneLine(reason)}");
        }
    }

    /// <summary>Counts and prints a case that was not run.</summary>
    /// <param name="id">What names the case.</param>
    /// <param name="reason">Why it was not run.</param>
    public void Skip(string id, string reason)
    {
        lock (_gate)
        {
            _skipped++;
            output.WriteLine($"SKIP {id}: {OneLine(reason)}");
        }
    }

    /// <summary>Prints a remark that counts nothing.</summary>
    /// <param name="line">The remark.</param>
    public void Note(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Prints the closing line.</summary>
    /// <returns>The exit code: 0 when at least one case passed and none failed, else 1.</returns>
    public int Close()
    {
        output.WriteLine($"{_passed} passed, {_failed} failed, {_skipped} skipped");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > 600 ? line[..600] + " …" : line;
    }
}
