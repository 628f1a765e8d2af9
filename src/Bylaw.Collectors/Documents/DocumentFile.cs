using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Documents;

/// <summary>A document that people wrote: its front matter, and the places where something was left to be written.</summary>
internal sealed partial class DocumentFile
{
    private const int MaxBytes = 8 << 20;

    private DocumentFile(string path, string sha256, JsonObject front, string body, string? problem)
    {
        Path = path;
        Sha256 = sha256;
        Front = front;
        Body = body;
        Problem = problem;
    }

    public string Path { get; }

    /// <summary>Gets the digest of the whole file: 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Gets the front matter; empty when there is none.</summary>
    public JsonObject Front { get; }

    /// <summary>Gets the text below the front matter.</summary>
    public string Body { get; }

    /// <summary>Gets what is wrong with the front matter, or null.</summary>
    public string? Problem { get; }

    /// <summary>Counts the placeholders: TODO, TBC, TBD, FIXME, lorem ipsum, "fill in", and empty brackets to be filled.</summary>
    public int Placeholders => Placeholder().Count(Body);

    /// <summary>Reads a text document below the project.</summary>
    /// <exception cref="IOException">It cannot be read, or is larger than 8 MiB.</exception>
    public static DocumentFile Read(CollectorContext context, string path)
    {
        var full = context.Files.ResolveFile(path);
        if (new FileInfo(full).Length > MaxBytes)
        {
            throw new IOException($"'{path}' is larger than {MaxBytes} bytes");
        }
        var bytes = File.ReadAllBytes(full);
        var text = System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var sha = Sha256Digest.OfBytes(bytes);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || text.IndexOf("\n---\n", 3, StringComparison.Ordinal) is var end && end < 0)
        {
            return new DocumentFile(path, sha, [], text, null);
        }
        var document = StructuredReaders.Read(path, System.Text.Encoding.UTF8.GetBytes(text[4..(end + 1)]), reader: new YamlReader());
        return document.Succeeded && JsonNode.Parse(ConfigJson.Write(document.Input)) is JsonObject front
            ? new DocumentFile(path, sha, front, text[(end + 5)..], null)
            : new DocumentFile(path, sha, [], text[(end + 5)..], $"the front matter of {path} cannot be read: {document.Problems.FirstOrDefault()?.Message ?? "it is no mapping"}");
    }

    [GeneratedRegex(@"\b(TODO|TBC|TBD|FIXME|XXX)\b|\blorem ipsum\b|\bfill (this )?in\b|\bto be (completed|written|determined|defined)\b|<(insert|enter|your)[^>]*>|\[(insert|enter|your)[^\]]*\]|_{4,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
