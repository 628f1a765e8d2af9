using Bylaw.Collectors.StructuredFiles;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Scripts;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The exit code; null when it was stopped.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">The start of standard error, for a person at the terminal; never evidence.</param>
/// <param name="ErrorSha256">The digest of all of standard error.</param>
/// <param name="ErrorBytes">Its length.</param>
/// <param name="Stopped">Why it was stopped, or null.</param>
internal sealed record ScriptRun(int? ExitCode, byte[] Output, string Error, string ErrorSha256, long ErrorBytes, (GapReason Reason, string Message)? Stopped);

/// <summary>Runs a program in a clean environment and within bounds; nothing of it is left when it is done.</summary>
internal static class ScriptProcess
{
    private const int ShownErrorBytes = 8192;
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(40);

    /// <summary>Runs a program.</summary>
    /// <param name="program">An absolute path.</param>
    /// <param name="entry">Arguments and bounds.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="clock">Measures its time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static async Task<ScriptRun> RunAsync(
        string program, ScriptEntry entry, string folder, IReadOnlyDictionary<string, string> environment, byte[] input, TimeProvider clock, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        using var process = new Process { StartInfo = StartInfo(program, entry, folder, environment, mark) };
        process.Start();
        var family = new ProcessFamily(process, mark);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (GapReason, string)? stopped = null;
        void Stop(GapReason reason, string message)
        {
            stopped ??= (reason, message);
            stop.Cancel();
        }
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, entry.MaxOutputBytes, keep: int.MaxValue, () => Stop(GapReason.Limit, $"it printed more than {TextBytes.Size(entry.MaxOutputBytes)}"), stop.Token);
            var error = ReadAsync(process.StandardError.BaseStream, entry.MaxOutputBytes, ShownErrorBytes, () => Stop(GapReason.Limit, $"it printed more than {TextBytes.Size(entry.MaxOutputBytes)} on standard error"), stop.Token);
            var feed = FeedAsync(process, input, stop.Token);
            using var watch = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var watching = WatchAsync(family, entry, clock, Stop, watch.Token);
            await IgnoreStopAsync(process.WaitForExitAsync(stop.Token)).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
            {
                // Children that outlive the program and hold its output open are stopped too: what it has to say it has said.
                await IgnoreStopAsync(Task.WhenAll(output, error).WaitAsync(TimeSpan.FromMilliseconds(500), clock, stop.Token)).ConfigureAwait(false);
            }
            family.Kill();
            await watch.CancelAsync().ConfigureAwait(false);
            await IgnoreStopAsync(Task.WhenAll(feed, watching)).ConfigureAwait(false);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var printed = await output.ConfigureAwait(false);
            var said = await error.ConfigureAwait(false);
            return new ScriptRun(stopped is null ? process.ExitCode : null, printed.Kept, Encoding.UTF8.GetString(said.Kept), said.Sha256, said.Length, stopped);
        }
        finally
        {
            family.Kill();
        }
    }

    private static ProcessStartInfo StartInfo(string program, ScriptEntry entry, string folder, IReadOnlyDictionary<string, string> environment, string mark)
    {
        // A session of its own makes one group of all that it starts. Where the helper is absent the mark alone finds them.
        var helper = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);
        var info = new ProcessStartInfo(helper ?? program)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        if (helper is not null)
        {
            info.ArgumentList.Add(program);
        }
        foreach (var argument in entry.Args)
        {
            info.ArgumentList.Add(argument);
        }
        info.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }
        info.Environment[ProcessFamily.MarkName] = mark;
        return info;
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A program need not read what it is told.
        }
    }

    private static async Task WatchAsync(ProcessFamily family, ScriptEntry entry, TimeProvider clock, Action<GapReason, string> stop, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (clock.GetElapsedTime(start) > entry.Timeout)
            {
                stop(GapReason.Timeout, $"it ran longer than {entry.Timeout.TotalSeconds:0.###} s");
                return;
            }
            var (count, bytes) = family.Measure();
            if (bytes > entry.MaxMemoryBytes)
            {
                stop(GapReason.Limit, $"it held more than {entry.MaxMemoryBytes >> 20} MiB of memory");
                return;
            }
            if (count > entry.MaxProcesses)
            {
                stop(GapReason.Limit, $"it started more than {entry.MaxProcesses} processes");
                return;
            }
            await IgnoreStopAsync(Task.Delay(_glance, clock, cancellationToken)).ConfigureAwait(false);
        }
    }

    private static async Task<(byte[] Kept, string Sha256, long Length)> ReadAsync(Stream stream, long limit, int keep, Action tooMuch, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var length = 0L;
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                length += count;
                hash.AppendData(buffer, 0, count);
                kept.Write(buffer, 0, (int)Math.Min(count, Math.Max(0, keep - kept.Length)));
                if (length > limit)
                {
                    tooMuch();
                    break;
                }
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What was read until then is what there is.
        }
        return (kept.ToArray(), Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private static async Task IgnoreStopAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or TimeoutException)
        {
            // Being stopped is told by the run's own field.
        }
    }
}
