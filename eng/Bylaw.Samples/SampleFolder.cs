using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Samples;

/// <summary>Writes the files of one sample, below one folder.</summary>
/// <param name="root">The sample's folder; made when absent.</param>
internal sealed class SampleFolder(string root)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Root { get; } = Path.GetFullPath(root);

    public string Full(string path) => Path.Combine(Root, path);

    public bool Exists(string path) => File.Exists(Full(path));

    public string Read(string path) => File.ReadAllText(Full(path));

    /// <summary>Writes text with line feeds and a line feed at the end.</summary>
    public void Write(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n"));

    public void Write(string path, JsonNode json) => Write(path, json.ToJsonString(_indented));

    public void WriteBytes(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllBytes(Full(path), content);
    }

    /// <summary>Replaces words of a file that are there exactly once or more; a fault that changes nothing is no fault.</summary>
    public void Replace(string path, string old, string with)
    {
        var text = Read(path);
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{path} does not hold `{old}`");
        }
        File.WriteAllText(Full(path), text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Reads, changes and writes a JSON file.</summary>
    public void Edit(string path, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Read(path))!.AsObject();
        change(json);
        Write(path, json);
    }

    public void Delete(string path) => File.Delete(Full(path));

    public string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Full(path))));
}
