using System.Text.Json;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Base64, hexadecimal and JSON text. Strings stand for their UTF-8 bytes, and decoded bytes that are not UTF-8 are kept.</summary>
internal static class EncodingBuiltins
{
    /// <summary>Encodes as Base64.</summary>
    [Builtin("base64.encode", "(x: string) -> string")]
    internal static string Base64Encode(BuiltinContext context, string x)
    {
        ReserveText(context, x, 5);
        return Convert.ToBase64String(ByteText.ToBytes(x));
    }

    /// <summary>Decodes Base64; line breaks are passed over, padding is required.</summary>
    [Builtin("base64.decode", "(x: string) -> string")]
    internal static RegoValue Base64Decode(BuiltinContext context, string x) =>
        Base64Text.TryDecode(x, isUrl: false, out var bytes, out var fault) ? ByteText.FromBytes(bytes) : context.Fail(fault);

    /// <summary>Tells whether a value is Base64 text.</summary>
    [Builtin("base64.is_valid", "(x: string) -> boolean")]
    internal static bool Base64IsValid(in RegoValue x) =>
        x.TryGetString(out var text) && Base64Text.TryDecode(text, isUrl: false, out _, out _);

    /// <summary>Encodes as Base64 for URLs, with padding.</summary>
    [Builtin("base64url.encode", "(x: string) -> string")]
    internal static string Base64UrlEncode(BuiltinContext context, string x) => Base64Text.ToUrl(Base64Encode(context, x));

    /// <summary>Encodes as Base64 for URLs, without padding.</summary>
    [Builtin("base64url.encode_no_pad", "(x: string) -> string")]
    internal static string Base64UrlEncodeNoPad(BuiltinContext context, string x) => Base64UrlEncode(context, x).TrimEnd('=');

    /// <summary>Decodes Base64 for URLs, with or without padding.</summary>
    [Builtin("base64url.decode", "(x: string) -> string")]
    internal static RegoValue Base64UrlDecode(BuiltinContext context, string x)
    {
        var padded = x;
        if (!x.EndsWith('='))
        {
            switch (x.Length % 4)
            {
                case 2:
                    padded = x + "==";
                    break;
                case 3:
                    padded = x + "=";
                    break;
                case 1:
                    return context.Fail($"illegal base64url string: {x}");
            }
        }
        return Base64Text.TryDecode(padded, isUrl: true, out var bytes, out var fault) ? ByteText.FromBytes(bytes) : context.Fail(fault);
    }

    /// <summary>Encodes as lower-case hexadecimal digits.</summary>
    [Builtin("hex.encode", "(x: string) -> string")]
    internal static string HexEncode(BuiltinContext context, string x)
    {
        ReserveText(context, x, 6);
        return Convert.ToHexStringLower(ByteText.ToBytes(x));
    }

    /// <summary>Decodes hexadecimal digits.</summary>
    [Builtin("hex.decode", "(x: string) -> string")]
    internal static RegoValue HexDecode(BuiltinContext context, string x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (!char.IsAsciiHexDigit(x[i]))
            {
                return context.Fail($"encoding/hex: invalid byte: U+{(int)x[i]:X4} {GoQuote.QuoteRune(x[i])}");
            }
        }
        return x.Length % 2 != 0 ? context.Fail("encoding/hex: odd length hex string") : ByteText.FromBytes(Convert.FromHexString(x));
    }

    /// <summary>Writes a value as JSON in one line: keys sorted, sets as arrays, `&lt;`, `&gt;` and `&amp;` escaped.</summary>
    [Builtin("json.marshal", "(x: any) -> string")]
    internal static string JsonMarshal(BuiltinContext context, in RegoValue x) => LimitedText.WriteJson(context, x);

    /// <summary>Writes a value as JSON, indented as the options `pretty`, `indent` and `prefix` say.</summary>
    [Builtin("json.marshal_with_options", "(x: any, opts: object<indent: string, prefix: string, pretty: boolean>[string: any]) -> string")]
    internal static RegoValue JsonMarshalWithOptions(BuiltinContext context, in RegoValue x, RegoObject opts)
    {
        var indent = "\t";
        var prefix = "";
        bool? isPretty = null;
        var isImplied = false;
        var index = 0;
        foreach (var (key, value) in opts)
        {
            var name = key.IsString ? key.AsString() : null;
            switch (name)
            {
                case "prefix" or "indent":
                    if (!value.TryGetString(out var text))
                    {
                        return Refuse(context, $"key {GoQuote.Quote(name)} failed cast to string: operand {index} must be string but got {RegoValue.NameOf(value.Kind)}");
                    }
                    (indent, prefix) = name == "indent" ? (text, prefix) : (indent, text);
                    isImplied = true;
                    break;
                case "pretty":
                    if (value.Kind != ValueKind.Boolean)
                    {
                        return Refuse(context, $"key {GoQuote.Quote(name)} failed cast to bool");
                    }
                    isPretty = value.IsTrue;
                    break;
                default:
                    return name is null
                        ? Refuse(context, $"failed to stringify key {key} at index {index}: operand {index} must be string but got {RegoValue.NameOf(key.Kind)}")
                        : Refuse(context, $"object contained unknown key {GoQuote.Quote(name)}");
            }
            index++;
        }
        return isPretty ?? isImplied
            ? prefix + LimitedText.WriteJson(context, x, indent, prefix)
            : LimitedText.WriteJson(context, x);
    }

    /// <summary>Reads one JSON document.</summary>
    [Builtin("json.unmarshal", "(x: string) -> any")]
    internal static RegoValue JsonUnmarshal(BuiltinContext context, string x)
    {
        ReserveDocument(context, x);
        try
        {
            return RegoValue.FromJson(x);
        }
        catch (JsonException error)
        {
            return context.Fail($"invalid JSON: {error.Message}");
        }
    }

    /// <summary>Tells whether a value is JSON text.</summary>
    [Builtin("json.is_valid", "(x: string) -> boolean")]
    internal static bool JsonIsValid(BuiltinContext context, in RegoValue x)
    {
        if (!x.TryGetString(out var text))
        {
            return false;
        }
        ReserveDocument(context, text);
        try
        {
            RegoValue.FromJson(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReserveText(BuiltinContext context, string text, int bytesPerCharacter) => context.Reserve((long)text.Length * bytesPerCharacter);

    /// <summary>Asks for what a document takes that holds many small values: the bytes of the text, and some eight a character.</summary>
    private static void ReserveDocument(BuiltinContext context, string text) => context.Reserve(text.Length * 9L);

    private static RegoValue Refuse(BuiltinContext context, string message) => context.Fail("operand 2 " + message, BuiltinError.TypeCode);
}
