using Bylaw.Accept;
using Bylaw.Accept.Datasets;
using Bylaw.Accept.Fairness;
using Bylaw.Accept.Ledger;
using Bylaw.Accept.Rego;
using Bylaw.Accept.Samples;

// Usage: eng/accept SET DIR. One class a set, listed here; the last line printed is `N passed, N failed, N skipped`.
IAcceptanceSet[] sets =
[
    new FairnessAcceptance(),
    new PickleAcceptance(),
    new LedgerSet(),
    new RegoBenchSet(),
    new RegoFmtSet(),
    new RegoSet(),
    new IacSet(),
    new ChecksumSet(),
    new DatasetsSet(),
    new EncryptionSet(),
    new PiiSet(),
    new SampleSet(),
    new SecretsSet(),
];

if (args.Length < 2 || Array.Find(sets, s => s.Name == args[0]) is not { } set)
{
    Console.Error.WriteLine("usage: eng/accept SET DIR [OPTION...]");
    foreach (var known in sets)
    {
        Console.Error.WriteLine($"  {known.Name,-14} {known.Summary}");
    }
    return 2;
}
if (!Directory.Exists(args[1]))
{
    Console.Error.WriteLine($"eng/accept: no such folder: {args[1]}");
    return 2;
}
var tally = new Tally(Console.Out);
await set.RunAsync(args[1], args[2..], tally);
return tally.Close();
