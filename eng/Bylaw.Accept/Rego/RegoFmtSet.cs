namespace Bylaw.Accept.Rego;

/// <summary>Runs the formatter goldens.</summary>
internal sealed class RegoFmtSet : IAcceptanceSet
{
    public string Name => "rego-fmt";

    public string Summary => "formatter goldens: DIR/{v0,v1,v0_to_v1}/NAME.rego with .formatted or .error";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var one in RegoFmtCases.Read(folder))
        {
            if (RegoFmtCases.Run(one) is { } difference)
            {
                tally.Fail(one.Id, difference);
            }
            else
            {
                tally.Pass();
            }
        }
        return Task.CompletedTask;
    }
}
