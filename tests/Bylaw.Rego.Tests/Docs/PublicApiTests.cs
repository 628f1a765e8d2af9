using Bylaw.Tests.Shared;

namespace Bylaw.Rego.Tests.Docs;

/// <summary>
/// What others may build on stands in <c>PublicAPI.txt</c> beside each package that is meant for embedding: a change of it is seen in review.
/// BYLAW_UPDATE_DOCS=1 writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_face_is_what_the_file_beside_the_project_says()
    {
        var file = Path.Join(Root(), "src", "Bylaw.Rego", "PublicAPI.txt");
        var now = PublicFace.Write(typeof(RegoCompiler).Assembly);
        if (Environment.GetEnvironmentVariable("BYLAW_UPDATE_DOCS") is not null)
        {
            File.WriteAllText(file, now);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", now);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "Bylaw.slnx")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }
}
