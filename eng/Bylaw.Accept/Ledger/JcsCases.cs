using Bylaw.Ledger.Canonical;

namespace Bylaw.Accept.Ledger;

/// <summary>Canonical JSON: folders <c>input</c> and <c>output</c> with files of the same names.</summary>
internal static class JcsCases
{
    public static void Run(string folder, Tally tally)
    {
        foreach (var input in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parent = Path.GetDirectoryName(input)!;
            var output = Path.Combine(parent, "..", "output", Path.GetFileName(input));
            if (Path.GetFileName(parent) != "input" || !File.Exists(output))
            {
                continue;
            }
            var wanted = File.ReadAllBytes(output);
            Check(LedgerSet.Id(folder, input), File.ReadAllBytes(input), wanted, tally);
            // What is canonical already stays as it is.
            Check(LedgerSet.Id(folder, output), wanted, wanted, tally);
        }
    }

    private static void Check(string id, byte[] input, byte[] wanted, Tally tally)
    {
        try
        {
            var got = CanonicalJson.Canonicalize(input);
            LedgerSet.Expect(tally, id, true, got.AsSpan().SequenceEqual(wanted), Convert.ToHexString(got));
        }
        catch (FormatException error)
        {
            tally.Fail(id, error.Message);
        }
    }
}
