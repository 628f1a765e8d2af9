using System.Text.RegularExpressions;

namespace Bylaw.Packs.Distribution;

/// <summary>The name of a pack in a registry: <c>host[:port]/repository:tag</c> or <c>host/repository@sha256:digest</c>.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="Repository">The repository's path.</param>
/// <param name="Reference">A tag, or a digest that begins with <c>sha256:</c>.</param>
public sealed partial record OciReference(string Host, string Repository, string Reference)
{
    /// <summary>Gets whether it names a digest, which cannot move.</summary>
    public bool IsDigest => Reference.StartsWith("sha256:", StringComparison.Ordinal);

    /// <summary>Gets whether the registry stands on this machine, where plain HTTP is usual.</summary>
    public bool IsLoopback => Host.Split(':')[0] is "localhost" or "127.0.0.1" or "[";

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text, with or without <c>oci://</c>.</param>
    /// <param name="reference">The reference.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, out OciReference reference)
    {
        var match = Form().Match(text.StartsWith("oci://", StringComparison.Ordinal) ? text["oci://".Length..] : text);
        reference = match.Success
            ? new OciReference(match.Groups["host"].Value, match.Groups["name"].Value, match.Groups["digest"].Success ? match.Groups["digest"].Value : match.Groups["tag"].Success ? match.Groups["tag"].Value : "latest")
            : null!;
        return match.Success;
    }

    /// <inheritdoc/>
    public override string ToString() => $"oci://{Host}/{Repository}{(IsDigest ? "@" : ":")}{Reference}";

    // Source: OCI distribution specification 1.1, names and tags.
    [GeneratedRegex(@"^(?<host>(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?=:))(:[0-9]{1,5})?)/(?<name>[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127})|@(?<digest>sha256:[0-9a-f]{64}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
