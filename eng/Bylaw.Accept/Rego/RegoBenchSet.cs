namespace Bylaw.Accept.Rego;

/// <summary>Checks the results of workloads, evaluated in every way that must agree.</summary>
internal sealed class RegoBenchSet : IAcceptanceSet
{
    public string Name => "rego-bench";

    public string Summary => "results of workloads: DIR/NAME/{policy,data.json,inputs.jsonl,expected.jsonl,meta.json}, as value, as JSON, explained, without an index";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var workload in Directory.EnumerateDirectories(folder).Where(w => File.Exists(Path.Combine(w, "meta.json"))).Order(StringComparer.Ordinal))
        {
            foreach (var (id, difference) in RegoBenchCases.Run(workload))
            {
                if (difference is null)
                {
                    tally.Pass();
                }
                else
                {
                    tally.Fail(id, difference);
                }
            }
        }
        return Task.CompletedTask;
    }
}
