using System.Text;
using System.Text.Json;
using Bylaw.Cli.Commands.Scan;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Cli.Tests.Scan;

[Collection("console")]
public sealed class ScanOutputTests : IDisposable
{
    private static readonly string[] _values = ["anna.berg@example.org", "536-90-4399", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "+1 415 555 2671", "Margarethe Oppenheim"];

    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-scan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("html")]
    [InlineData("table")]
    public void No_output_holds_a_value_that_was_found(string format)
    {
        var report = Scan();

        var text = format switch
        {
            "json" => ScanJson.Write(report),
            "sarif" => ScanSarif.Write(report),
            "html" => ScanHtml.Write(report),
            _ => ScanTable.ToText(report),
        };

        Assert.True(report.ViolationCount >= 5);
        Assert.All(_values, v => Assert.DoesNotContain(v, text, StringComparison.Ordinal));
        Assert.All(_values, v => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(v)), text, StringComparison.Ordinal));
    }

    [Fact]
    public void SARIF_gives_line_column_and_a_lasting_fingerprint()
    {
        using var sarif = JsonDocument.Parse(ScanSarif.Write(Scan()));

        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results");
        var mail = results.EnumerateArray().First(r => r.GetProperty("ruleId").GetString() == "email");
        Assert.Equal(2, mail.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(32, mail.GetProperty("partialFingerprints").GetProperty("bylawPlace/v1").GetString()!.Length);
    }

    [Theory]
    [InlineData("violation", true, 1)]
    [InlineData("none", true, 0)]
    [InlineData("violation", false, 0)]
    [InlineData("any", false, 0)]
    public async Task The_exit_code_follows_fail_on(string failOn, bool dirty, int wanted)
    {
        var file = Write("t.txt", dirty ? $"mail {_values[0]}\n" : "nothing at all\n");

        Assert.Equal(wanted, await RunAsync("scan", file, "--fail-on", failOn, "--format", "json", "--output", Path.Combine(_folder, "out.json")));
    }

    [Fact]
    public async Task An_incomplete_scan_exits_3_and_a_wrong_use_2()
    {
        var broken = Write("x.parquet", "rubbish");
        var output = Path.Combine(_folder, "out.json");

        Assert.Equal(3, await RunAsync("scan", broken, "--format", "json", "--output", output));
        Assert.Equal(2, await RunAsync("scan", Path.Combine(_folder, "absent.csv")));
        Assert.Equal(2, await RunAsync("scan", broken, "--type", "NO_SUCH_TYPE"));
        Assert.NotEqual(0, await RunAsync("scan", broken, "--format", "pdf"));
    }

    [Fact]
    public async Task Globs_and_folders_are_expanded_and_a_glob_without_files_is_refused()
    {
        Write("a/one.txt", $"mail {_values[0]}\n");
        Write("a/b/two.txt", $"mail {_values[0]}\n");
        Write("a/b/node_modules/three.txt", $"mail {_values[0]}\n");

        Assert.Equal(2, ScanTargets.Expand([Path.Combine(_folder, "a")]).Count);
        Assert.Equal(2, ScanTargets.Expand([Path.Combine(_folder, "a", "**", "*.txt")]).Count);
        Assert.Equal(2, await RunAsync("scan", Path.Combine(_folder, "*.nothing")));
    }

    [Theory]
    [InlineData("mask")]
    [InlineData("replace")]
    [InlineData("redact")]
    [InlineData("hmac")]
    [InlineData("encrypt")]
    [InlineData("fpe")]
    [InlineData("dateshift")]
    [InlineData("token")]
    public async Task Every_operator_leaves_no_value_in_a_text_or_a_table(string name)
    {
        var key = Write("key.hex", string.Concat(Enumerable.Range(0, 32).Select(i => $"{i:x2}")));
        foreach (var file in new[] { Write("notes.txt", Text()), Write("people.csv", Table()) })
        {
            var output = Path.Combine(_folder, $"clean{Path.GetExtension(file)}");

            Assert.Equal(0, await RunAsync("scan", file, "--mask", name, "--out", output, "--key-file", key, "--vault", Path.Combine(_folder, "tokens.vault")));

            var clean = File.ReadAllText(output);
            Assert.All(_values.Where(v => !v.StartsWith("Marg", StringComparison.Ordinal) || file.EndsWith(".csv", StringComparison.Ordinal)), v => Assert.DoesNotContain(v, clean, StringComparison.Ordinal));
            Assert.Equal(File.ReadAllLines(file).Length, File.ReadAllLines(output).Length);
            Assert.False(File.Exists(output + ".partial"));
        }
    }

    [Theory]
    [InlineData("encrypt")]
    [InlineData("token")]
    public async Task What_was_sealed_or_kept_in_a_vault_comes_back(string name)
    {
        var key = Write("key.hex", string.Concat(Enumerable.Range(0, 32).Select(i => $"{i:x2}")));
        var (file, clean, back, vault) = (Write("notes.txt", Text()), Path.Combine(_folder, "clean.txt"), Path.Combine(_folder, "back.txt"), Path.Combine(_folder, "tokens.vault"));
        await RunAsync("scan", file, "--mask", name, "--out", clean, "--key-file", key, "--vault", vault);

        var code = await RunAsync(["unmask", clean, "--out", back, "--key-file", key, .. name == "token" ? new[] { "--vault", vault } : []]);

        Assert.Equal((0, File.ReadAllText(file)), (code, File.ReadAllText(back)));
        if (name == "token")
        {
            Assert.All(_values, v => Assert.DoesNotContain(v, File.ReadAllText(vault), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Masking_asks_for_what_it_needs()
    {
        var file = Write("notes.txt", Text());

        Assert.Equal(2, await RunAsync("scan", file, "--mask", "hmac", "--out", Path.Combine(_folder, "o")));
        Assert.Equal(2, await RunAsync("scan", file, "--mask", "replace"));
        Assert.Equal(2, await RunAsync("scan", file, "--mask", "hmac", "--key-file", Write("short.hex", "aabb"), "--out", Path.Combine(_folder, "o")));
        Assert.False(File.Exists(Path.Combine(_folder, "o")));
    }

    private static string Text() => $"first line\nwrite to {_values[0]} about SSN {_values[1]}\npaid with {_values[2]}, IBAN {_values[3]}, call {_values[4]}\nborn on 1980-05-06, asked by {_values[5]}\n";

    private static string Table() => "id,customer name,mail,ssn,note\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{(i == 3 ? _values[5] : "Ada Lovelace")},{(i == 3 ? _values[0] : $"user{i}@example.org")},{(i == 3 ? _values[1] : $"{500 + i}-12-34{i + 10}")},\"card {_values[2]}, IBAN {_values[3]} or {_values[4]}\"\n"));

    private ScanSummary Scan()
    {
        var scanner = new DataScanner(new ScanOptions());
        var (text, table) = (Write("notes.txt", Text()), Write("people.csv", Table()));
        return new ScanSummary([.. scanner.ScanFile(text, "notes.txt", CancellationToken.None), .. scanner.ScanFile(table, "people.csv", CancellationToken.None)], TimeSpan.FromSeconds(1));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<int> RunAsync(params string[] args) => Commands.CommandTable.RunAsync(args);
}
