namespace Bylaw.Testing;

/// <summary>Finds the shared test data that stands beside the project, and skips plainly where it is absent.</summary>
internal static class SharedData
{
    /// <summary>Gets the repository's root: the first folder upwards that holds <c>Bylaw.slnx</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Returns the folder <c>../shared/data/NAME</c>, or skips the running test when it is not there.</summary>
    /// <param name="name">A relative path below <c>shared/data</c>.</param>
    /// <returns>An absolute path that exists.</returns>
    public static string Require(string name)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data", name));
        Assert.SkipUnless(Path.Exists(path), $"shared test data '{name}' is absent beside this checkout");
        return path;
    }

    /// <summary>Returns a path below <c>../shared</c> (for example <c>packs/schemas</c>), or skips the running test.</summary>
    /// <param name="name">A relative path below <c>shared</c>.</param>
    /// <returns>An absolute path that exists.</returns>
    public static string RequireShared(string name)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", name));
        Assert.SkipUnless(Path.Exists(path), $"shared material '{name}' is absent beside this checkout");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bylaw.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
