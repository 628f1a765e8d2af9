using Bylaw.Cli.Commands.LanguageServer;

namespace Bylaw.Cli.Tests.Rego;

public sealed class DocumentationPagesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bylaw-pages-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Pages_of_another_project_above_the_program_are_passed_over()
    {
        WritePage("project/tools/docs", "# REGO1001: a page of somebody else's without built-ins");
        WritePage("project/docs", "# Errors of our shop");
        Directory.CreateDirectory(Path.Combine(_root, "project/docs/builtins"));

        Assert.Null(DocumentationPages.Beside(Path.Combine(_root, "project/tools/bylaw")));
    }

    [Fact]
    public void Our_pages_are_found_above_those_of_another_project()
    {
        WritePage("project/tools/docs", "# Errors of our shop");
        WritePage("project/docs", "# REGO1001: unexpected character");
        Directory.CreateDirectory(Path.Combine(_root, "project/docs/builtins"));

        Assert.Equal(new Uri(Path.Combine(_root, "project/docs")).AbsoluteUri + "/", DocumentationPages.Beside(Path.Combine(_root, "project/tools/bylaw")));
    }

    [Fact]
    public void The_pages_of_this_checkout_are_ours() =>
        Assert.EndsWith("/docs/", DocumentationPages.Beside(AppContext.BaseDirectory), StringComparison.Ordinal);

    private void WritePage(string docs, string heading)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, docs, "diagnostics")).FullName;
        File.WriteAllText(Path.Combine(folder, "REGO1001.md"), heading + "\n");
    }
}
