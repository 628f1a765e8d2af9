using System.Diagnostics;
using System.Globalization;
using Bylaw.Fuzz;
using SharpFuzz;

// Usage: eng/fuzz TARGET [SECONDS [SEED]]   own mutations over the corpus; a crash is written to the corpus and ends the run with 1
//        eng/fuzz TARGET --afl              one input from standard input, for afl-fuzz on assemblies that SharpFuzz has instrumented
if (args.Length == 0 || !FuzzTargets.All.TryGetValue(args[0], out var target))
{
    Console.Error.WriteLine($"usage: eng/fuzz {string.Join('|', FuzzTargets.All.Keys)} [SECONDS [SEED]] | --afl");
    return 2;
}
if (args.Length > 1 && args[1] == "--afl")
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        target(copy.ToArray());
    });
    return 0;
}
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60;
var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.TickCount;
var folder = Path.Combine(Corpus.Root(), args[0]);
var corpus = Corpus.Read(folder);
var mutator = new Mutator(new Random(seed));
var clock = Stopwatch.StartNew();
var runs = 0;
foreach (var known in corpus)
{
    target(known);
}
while (clock.Elapsed.TotalSeconds < seconds)
{
    var input = mutator.Next(corpus);
    var started = clock.Elapsed;
    try
    {
        target(input);
    }
    catch (Exception error)
    {
        var file = Path.Combine(folder, $"crash-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}");
        File.WriteAllBytes(file, input);
        Console.Error.WriteLine($"seed {seed}, run {runs}: {error.GetType().Name}: {error.Message}\n{error.StackTrace}\ninput: {file}");
        return 1;
    }
    if ((clock.Elapsed - started).TotalSeconds > 5)
    {
        var file = Path.Combine(folder, $"slow-{runs}");
        File.WriteAllBytes(file, input);
        Console.Error.WriteLine($"seed {seed}, run {runs}: took {(clock.Elapsed - started).TotalSeconds:F1} s; input: {file}");
        return 1;
    }
    runs++;
}
Console.Out.WriteLine($"{args[0]}: {runs} runs, no crash (seed {seed})");
return 0;
