namespace Bylaw.Cli.Commands.Check;

/// <summary>Finds the packs that come with the program: beside it when installed, in the checkout when run from one.</summary>
internal static class PackLocation
{
    public static string BuiltIn()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var packs = Path.Combine(folder.FullName, "packs");
            if (File.Exists(Path.Combine(packs, "baseline", "pack.yaml")))
            {
                return packs;
            }
        }
        throw new UserErrorException("the packs that belong to the program are missing beside it");
    }
}
