using Bylaw.Rego.Bundles.Signatures;

namespace Bylaw.Rego.Bundles;

/// <summary>Reads the files of a bundle that lies open in a folder.</summary>
internal static class BundleFolder
{
    public static List<BundleFile> Read(string folder, BundleSelection selection, BundleLimits limits, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        var files = new List<BundleFile>();
        var total = 0L;
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++count > limits.MaxEntries)
            {
                throw new FormatException($"{folder}: not a usable bundle: it has more than {limits.MaxEntries} files");
            }
            var path = BundlePaths.Root(Path.GetRelativePath(folder, file));
            var isHidden = path is not (BundlePaths.Manifest or BundleSignatures.FilePath) && path.Contains("/.", StringComparison.Ordinal);
            if (isHidden || !selection.IsRead(path))
            {
                continue;
            }
            var length = new FileInfo(file).Length;
            total += length;
            if (length > limits.MaxFileBytes || total > limits.MaxTotalBytes)
            {
                throw new FormatException($"{file}: too large for a bundle");
            }
            files.Add(new BundleFile(path, File.ReadAllBytes(file)));
        }
        return files;
    }
}
