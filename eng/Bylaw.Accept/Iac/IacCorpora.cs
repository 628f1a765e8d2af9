using Bylaw.Accept.Iac.Rules;

namespace Bylaw.Accept.Iac;

/// <summary>Finds the corpora below a folder by the shape of their paths; what is absent gives no cases.</summary>
internal static class IacCorpora
{
    public static IEnumerable<(string Group, IEnumerable<IacCase> Cases)> All(string folder)
    {
        yield return ("hcl spec suite", In(folder, "hcl/hashicorp-hcl-specsuite", HclSpecSuite.Run));
        yield return ("python-hcl2", In(folder, "hcl/python-hcl2", PythonHclSuite.Run));
        yield return ("terraform plans", In(folder, "tfplan", PlanSuite.Run));
        yield return ("cloudformation", In(folder, "cfn", TemplateSuite.Run));
        yield return ("dockerfile", In(folder, "dockerfile", DockerfileSuite.Run));
        yield return ("bicep", In(folder, "bicep", BicepSuite.Run));
        yield return ("workflows", In(folder, "workflows", WorkflowSuite.Run));
        if (PackJudge.Find(AppContext.BaseDirectory) is { } judge)
        {
            yield return ("authored rules", In(folder, "authored", f => AuthoredSuite.Run(f, judge)));
            yield return ("authored plans", In(folder, "authored", f => AuthoredSuite.RunPlans(f, judge)));
            yield return ("checkov fixtures", In(folder, "checkov", f => CheckovSuite.Run(f, judge)));
        }
    }

    private static IEnumerable<IacCase> In(string folder, string part, Func<string, IEnumerable<IacCase>> run) =>
        Path.Combine(folder, part) is var path && Directory.Exists(path) ? run(path) : [];
}
