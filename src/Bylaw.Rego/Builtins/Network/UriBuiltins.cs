using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Network;

/// <summary>Built-ins that take URLs and query strings apart and put them together.</summary>
internal static class UriBuiltins
{
    private const int WorkingBytesPerCharacter = 20;

    /// <summary>Returns the parts of a URI that it has: scheme, hostname, port, path, raw_path, raw_query, fragment.</summary>
    [Builtin("uri.parse", "(uri: string) -> object[string: string]")]
    internal static RegoValue Parse(BuiltinContext context, string uri)
    {
        try
        {
            var url = GoUrl.Parse(uri);
            var result = new ObjectBuilder(7);
            Add(result, "scheme", url.Scheme);
            Add(result, "hostname", url.HostName);
            Add(result, "port", url.Port);
            Add(result, "path", url.Path);
            // raw_path accompanies every path, also where it says the same.
            Add(result, "raw_path", url.RawPath.Length > 0 ? url.RawPath : url.Path);
            Add(result, "raw_query", url.RawQuery);
            Add(result, "fragment", url.Fragment);
            return result.Build();
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Tells whether a text is a URI; the empty text is not.</summary>
    [Builtin("uri.is_valid", "(uri: string) -> boolean")]
    internal static bool IsValid(RegoValue uri)
    {
        if (!uri.TryGetString(out var text) || text.Length == 0)
        {
            return false;
        }
        try
        {
            GoUrl.Parse(text);
            return true;
        }
        catch (RefusedOperandException)
        {
            return false;
        }
    }

    /// <summary>Encodes a text for a query string.</summary>
    [Builtin("urlquery.encode", "(x: string) -> string")]
    internal static string Encode(BuiltinContext context, string x)
    {
        context.Reserve(WorkingBytesPerCharacter / 2 * (long)x.Length);
        return UrlEscaping.Escape(x, UrlComponent.Query);
    }

    /// <summary>Decodes a text of a query string.</summary>
    [Builtin("urlquery.decode", "(x: string) -> string")]
    internal static RegoValue Decode(BuiltinContext context, string x)
    {
        try
        {
            return UrlEscaping.Unescape(x, UrlComponent.Query);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Writes an object as a query string, keys sorted, a key once for each of its values.</summary>
    [Builtin("urlquery.encode_object", "(object: object[string: any<string, array[string], set[string]>]) -> string")]
    internal static RegoValue EncodeObject(BuiltinContext context, RegoObject @object)
    {
        var pairs = new List<string>();
        foreach (var (key, value) in @object)
        {
            if (!key.TryGetString(out var name))
            {
                return context.FailOperand(1, key, "string");
            }
            var values = value.TryGetArray(out var array) ? array.AsSpan() : value.TryGetSet(out var set) ? set.ToSortedArray() : [value];
            foreach (var item in values)
            {
                if (!item.TryGetString(out var text))
                {
                    return context.FailOperand(1, item, "string");
                }
                // Bytes, the encoded text, the pair and the whole, each of up to three characters for one.
                context.Reserve(WorkingBytesPerCharacter * ((long)name.Length + text.Length));
                context.Spend();
                pairs.Add($"{UrlEscaping.Escape(name, UrlComponent.Query)}={UrlEscaping.Escape(text, UrlComponent.Query)}");
            }
        }
        context.Reserve(pairs.Sum(p => (long)p.Length * sizeof(char)));
        return string.Join('&', pairs);
    }

    /// <summary>Reads a query string into an object of arrays.</summary>
    [Builtin("urlquery.decode_object", "(x: string) -> object[string: array[string]]")]
    internal static RegoValue DecodeObject(BuiltinContext context, string x)
    {
        context.Reserve(WorkingBytesPerCharacter * (long)x.Length);
        try
        {
            var values = new Dictionary<string, List<RegoValue>>(StringComparer.Ordinal);
            foreach (var pair in x.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                if (pair.Contains(';', StringComparison.Ordinal))
                {
                    return context.Fail("invalid semicolon separator in query");
                }
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var key = UrlEscaping.Unescape(equals < 0 ? pair : pair[..equals], UrlComponent.Query);
                var value = equals < 0 ? "" : UrlEscaping.Unescape(pair[(equals + 1)..], UrlComponent.Query);
                if (!values.TryGetValue(key, out var list))
                {
                    values[key] = list = [];
                }
                list.Add(value);
            }
            var result = new ObjectBuilder(values.Count);
            foreach (var (key, list) in values)
            {
                result.Set(key, RegoArray.Create([.. list]));
            }
            return result.Build();
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    private static void Add(ObjectBuilder result, string key, string value)
    {
        if (value.Length > 0)
        {
            result.Set(key, value);
        }
    }
}
