using Bylaw.Packs;
using Bylaw.Testing;

namespace Bylaw.Tests.Packs;

/// <summary>The packs of this repository, compiled once.</summary>
internal static class BuiltInPacks
{
    private static readonly Lazy<PackLibrary> _library = new(() =>
        PackLibrary.TryLoad([Folder], out var problems) ?? throw new InvalidDataException(string.Join('\n', problems)));

    public static string Folder => Path.Combine(SharedData.RepositoryRoot, "packs");

    public static PackLibrary Library => _library.Value;
}
