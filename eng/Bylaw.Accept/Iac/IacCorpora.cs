namespace Bylaw.Accept.Iac;

/// <summary>Finds the corpora below a folder by the shape of their paths; what is absent gives no cases.</summary>
internal static class IacCorpora
{
    public static IEnumerable<(string Group, IEnumerable<IacCase> Cases)> All(string folder)
    {
        yield return ("hcl spec suite", In(folder, "hcl/hashicorp-hcl-specsuite", HclSpecSuite.Run));
        yield return ("python-hcl2", In(folder, "hcl/python-hcl2", PythonHclSuite.Run));
    }

    private static IEnumerable<IacCase> In(string folder, string part, Func<string, IEnumerable<IacCase>> run) =>
        Path.Combine(folder, part) is var path && Directory.Exists(path) ? run(path) : [];
}
