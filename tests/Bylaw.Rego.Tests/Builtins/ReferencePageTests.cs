using Bylaw.Rego.Builtins;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Builtins;

/// <summary>Holds docs/builtins to the declarations. Run with BYLAW_UPDATE_DOCS=1 to write the pages anew.</summary>
public sealed class ReferencePageTests
{
    [Fact]
    public void Reference_pages_say_what_the_declarations_say()
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "docs", "builtins");
        var pages = ReferencePages.Write(BuiltinTable.Default);
        if (Environment.GetEnvironmentVariable("BYLAW_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in pages)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        foreach (var (name, text) in pages)
        {
            Assert.True(text == File.ReadAllText(Path.Combine(folder, name)), $"docs/builtins/{name} is stale: run the tests of Bylaw.Rego with BYLAW_UPDATE_DOCS=1");
        }
    }
}
