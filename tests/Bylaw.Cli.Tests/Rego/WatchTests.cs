using Bylaw.Testing;
using System.Diagnostics;
using System.Threading.Channels;

namespace Bylaw.Cli.Tests.Rego;

/// <summary><c>rego test --watch</c>, run as a program of its own as users do.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Ready = "watching for changes";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-watch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true, "TERM")] // a program started in the background may be told to ignore an interrupt
    [InlineData(false, "TERM")]
    public async Task Watch_runs_again_after_each_change_and_ends_cleanly_when_stopped(bool watchesFolder, string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // A signal cannot be sent to a program there.
        }
        Write("p.rego", "package p\n\nx := 1\n");
        var test = Write("p_test.rego", "package p_test\n\ntest_x if data.p.x == 1\n");
        string[] paths = watchesFolder ? [_folder.FullName] : [Path.Join(_folder.FullName, "p.rego"), test];
        using var program = Start(["rego", "test", "-v", "--watch", .. paths]);
        var lines = Lines(program);

        var first = await UntilReadyAsync(lines);
        Write("p.rego", "package p\n\nx := 2\n");
        var failing = await UntilReadyAsync(lines);
        Write("p.rego", "package p\n\nx := \n");
        var broken = await UntilReadyAsync(lines);
        // As editors save: a new file in the place of the old one.
        File.Move(Write("p.rego.tmp", "package p\n\nx := 1\n"), Path.Join(_folder.FullName, "p.rego"), overwrite: true);
        var mended = await UntilReadyAsync(lines, "PASS: 1/1");

        using (var kill = Process.Start("kill", ["-s", signal, $"{program.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        await program.WaitForExitAsync(Patience());

        Assert.Contains("PASS: 1/1", first, StringComparison.Ordinal);
        Assert.Contains("FAIL: 1/1", failing, StringComparison.Ordinal);
        Assert.Contains("p.rego:4:1", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", broken, StringComparison.Ordinal);
        Assert.Contains("PASS: 1/1", mended, StringComparison.Ordinal);
        Assert.Equal(0, program.ExitCode);
    }

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private static Process Start(string[] words)
    {
        var program = Path.Combine(SharedData.RepositoryRoot, "artifacts/bin/Bylaw.Cli/release/bylaw.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private static ChannelReader<string> Lines(Process program)
    {
        var lines = Channel.CreateUnbounded<string>();
        program.OutputDataReceived += (_, line) => lines.Writer.TryWrite(line.Data ?? "");
        program.ErrorDataReceived += (_, line) => lines.Writer.TryWrite(line.Data ?? "");
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return lines.Reader;
    }

    /// <summary>Reads up to the line that says that a run is over, and on to a run that says what is waited for.</summary>
    private static async Task<string> UntilReadyAsync(ChannelReader<string> lines, string wanted = "")
    {
        var text = new List<string>();
        var patience = Patience();
        while (true)
        {
            var line = await NextAsync();
            text.Add(line);
            if (text.Exists(t => t.Contains(Ready, StringComparison.Ordinal)) && (wanted.Length == 0 || text.Exists(t => t.Contains(wanted, StringComparison.Ordinal))))
            {
                // Standard output and error come on two ways: let what belongs to the run arrive.
                using var grace = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                try
                {
                    while (true)
                    {
                        text.Add(await lines.ReadAsync(grace.Token));
                    }
                }
                catch (OperationCanceledException)
                {
                    return string.Join('\n', text);
                }
            }
        }

        async Task<string> NextAsync()
        {
            try
            {
                return await lines.ReadAsync(patience);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"no run ended; what was written: {string.Join('\n', text)}");
                throw;
            }
        }
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
