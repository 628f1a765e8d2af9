using Bylaw.Accept.Iac;
using Bylaw.Accept.Iac.Rules;

namespace Bylaw.Accept;

/// <summary>Infrastructure: parsers against their oracles, and the rules of the AI-infrastructure pack against declared verdicts.</summary>
internal sealed class IacSet : IAcceptanceSet
{
    public string Name => "iac";

    public string Summary => "infrastructure files: parser oracles, template corpora, verdicts of the AI-infrastructure rules";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var (group, cases) in IacCorpora.All(folder))
        {
            var (passed, total) = (0, 0);
            foreach (var one in cases)
            {
                total++;
                var reason = one.Run();
                if (reason is not null && reason.StartsWith(IacCase.Declined, StringComparison.Ordinal))
                {
                    tally.Skip(one.Id, reason);
                }
                else if (reason is not null)
                {
                    tally.Fail(one.Id, reason);
                }
                else
                {
                    passed++;
                    tally.Pass();
                }
            }
            if (total > 0)
            {
                tally.Note($"{group,-22} {passed,4} of {total,4}  {100.0 * passed / total:F1} %");
            }
        }
        foreach (var line in CheckovSuite.NotCovered(Path.Combine(folder, "checkov")))
        {
            tally.Note("note: " + line);
        }
        return Task.CompletedTask;
    }
}
