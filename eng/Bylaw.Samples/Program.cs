using Bylaw.Samples;

// Usage: eng/samples writes examples/. This program does one step of it: `write DIR`, `approve DIR`, or `break DIR SAMPLE FAULT` on a copy.
ISample[] samples = SampleList.All;

switch (args)
{
    case ["write", var folder]:
        foreach (var sample in samples)
        {
            sample.Write(new SampleFolder(Path.Combine(folder, sample.Name)));
            Console.WriteLine($"wrote {sample.Name}");
        }
        return 0;
    case ["approve", var folder]:
        foreach (var sample in samples)
        {
            sample.Approve(new SampleFolder(Path.Combine(folder, sample.Name)));
            Console.WriteLine($"approved {sample.Name}");
        }
        return 0;
    case ["faults"]:
        foreach (var sample in samples)
        {
            foreach (var fault in sample.Faults.Keys)
            {
                Console.WriteLine($"{sample.Name}: {fault}");
            }
        }
        return 0;
    case ["break", var folder, var name, var fault] when Array.Find(samples, s => s.Name == name) is { } sample && (fault == "all" || sample.Faults.ContainsKey(fault)):
        foreach (var one in fault == "all" ? SampleList.Together(sample) : [fault])
        {
            sample.Faults[one](new SampleFolder(folder));
            Console.WriteLine($"broken: {one}");
        }
        return 0;
    default:
        Console.Error.WriteLine("usage: Bylaw.Samples write|approve DIR, faults, or break FOLDER SAMPLE FAULT (or `all`)");
        return 2;
}
