using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>What policies may use: read from a capabilities file, so that they run on the engine that it describes. Immutable.</summary>
/// <param name="Builtins">The names of the built-ins.</param>
/// <param name="FutureKeywords">The keywords that may be imported from <c>future.keywords</c>.</param>
/// <param name="Features">The features of the language: <c>keywords_in_refs</c>, <c>rego_v1</c>, <c>template_strings</c>, …</param>
/// <param name="AllowedHosts">The hosts that built-ins may reach; null when any may be.</param>
public sealed record CapabilitySet(
    ImmutableHashSet<string> Builtins,
    ImmutableHashSet<string> FutureKeywords,
    ImmutableHashSet<string> Features,
    ImmutableHashSet<string>? AllowedHosts)
{
    private static readonly string[] _known = ["allow_net", "builtins", "features", "future_keywords", "wasm_abi_versions"];

    /// <summary>Reads a capabilities document, in OPA's form.</summary>
    /// <param name="document">An object with <c>builtins</c>, and maybe <c>future_keywords</c>, <c>features</c> and <c>allow_net</c>.</param>
    /// <returns>The capabilities.</returns>
    /// <exception cref="FormatException">The document is none; the message names the field.</exception>
    public static CapabilitySet Read(in RegoValue document)
    {
        var names = Capabilities.ReadNames(document);
        foreach (var (key, _) in document.AsObject())
        {
            if (!_known.Contains(key.ToString().Trim('"'), StringComparer.Ordinal))
            {
                throw new FormatException($"a capabilities file has no field {key}; its fields are {string.Join(", ", _known)}");
            }
        }
        return new CapabilitySet(
            names.ToImmutableHashSet(StringComparer.Ordinal),
            ReadList(document, "future_keywords") ?? [],
            ReadList(document, "features") ?? [],
            ReadList(document, "allow_net"));
    }

    private static ImmutableHashSet<string>? ReadList(in RegoValue document, string field)
    {
        var value = document.Get(field);
        if (!value.IsDefined || value.Kind == ValueKind.Null)
        {
            return null;
        }
        if (!value.TryGetArray(out var list))
        {
            throw new FormatException($"`{field}` must be a list of strings");
        }
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (ref readonly var item in list.AsSpan())
        {
            names.Add(item.TryGetString(out var name) ? name : throw new FormatException($"`{field}` must be a list of strings"));
        }
        return names.ToImmutable();
    }
}
