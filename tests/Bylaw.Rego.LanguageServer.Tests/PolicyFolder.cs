namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>A folder of files that goes when the test ends. <c>§</c> marks a place in a text.</summary>
internal sealed class PolicyFolder : IDisposable
{
    public PolicyFolder(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(Root);
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }
    }

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "bylaw-lsp-" + Guid.NewGuid().ToString("N"));

    public string At(string name) => Path.Combine(Root, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    /// <summary>Takes the mark out of a text, and says where it stood.</summary>
    public static (string Text, (int Line, int Character) Place) Marked(string text)
    {
        var at = text.IndexOf('§', StringComparison.Ordinal);
        var line = text.AsSpan(0, at).Count('\n');
        return (text.Remove(at, 1), (line, at - (text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1)));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
