using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles.Signatures;

/// <summary>
/// Works out the digests that bundle signatures list. Documents are digested by their contents, so that blanks and the order of keys do
/// not matter; all other files by their bytes.
/// </summary>
internal static class FileDigests
{
    /// <summary>The algorithm of the signatures that are made here.</summary>
    public const string DefaultAlgorithm = "SHA-256";

    /// <summary>Tells whether a file is digested by its contents.</summary>
    public static bool IsStructured(string path) =>
        path[(path.LastIndexOf('/') + 1)..] is "data.json" or "data.yaml" or "data.yml" or ".manifest";

    /// <summary>Works out a digest.</summary>
    /// <param name="file">The file.</param>
    /// <param name="algorithm">As signatures name it: <c>SHA-256</c>, …</param>
    /// <returns>Lower-case hexadecimal.</returns>
    /// <exception cref="FormatException">The algorithm is not known or too weak, or the document is not valid.</exception>
    public static string Compute(BundleFile file, string algorithm)
    {
        var bytes = IsStructured(file.Path) ? Canonical(file) : file.Contents.ToArray();
        var digest = algorithm switch
        {
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            "MD5" or "SHA-1" => throw new FormatException($"the digest of `{file.Path}` is {algorithm}, which can be forged; sign with SHA-256"),
            _ => throw new FormatException($"the digest of `{file.Path}` is {algorithm}; SHA-256, SHA-384 and SHA-512 can be checked"),
        };
        return Convert.ToHexStringLower(digest);
    }

    private static byte[] Canonical(BundleFile file)
    {
        if (file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(PolicyFiles.Parse(file.Path, file.Contents.ToArray()).ToJson());
        }
        try
        {
            using var document = JsonDocument.Parse(file.Contents, new JsonDocumentOptions { MaxDepth = RegoJsonReader.MaxDepth });
            using var output = new MemoryStream();
            Write(document.RootElement, output);
            return output.ToArray();
        }
        catch (JsonException error)
        {
            throw new FormatException($"{file.Path}: not valid JSON: {error.Message}", error);
        }
    }

    private static void Write(JsonElement value, MemoryStream output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // The last of several equal keys counts, as it does where the document is used.
                var fields = new SortedDictionary<byte[], JsonElement>(ByteOrder.Instance);
                foreach (var property in value.EnumerateObject())
                {
                    fields[Encoding.UTF8.GetBytes(property.Name)] = property.Value;
                }
                output.WriteByte((byte)'{');
                var isFirst = true;
                foreach (var (name, item) in fields)
                {
                    if (!isFirst)
                    {
                        output.WriteByte((byte)',');
                    }
                    isFirst = false;
                    WriteText(Encoding.UTF8.GetString(name), output);
                    output.WriteByte((byte)':');
                    Write(item, output);
                }
                output.WriteByte((byte)'}');
                break;
            case JsonValueKind.Array:
                output.WriteByte((byte)'[');
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (index++ > 0)
                    {
                        output.WriteByte((byte)',');
                    }
                    Write(item, output);
                }
                output.WriteByte((byte)']');
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, output);
                break;
            default:
                // Numbers stay as they are written.
                output.Write(Encoding.UTF8.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteText(string text, MemoryStream output) =>
        output.Write(Encoding.UTF8.GetBytes(RegoJsonWriter.ToText(RegoValue.From(text), escapeHtml: false)));

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
