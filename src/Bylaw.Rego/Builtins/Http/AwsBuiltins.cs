using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Http;

/// <summary>Signs requests to Amazon Web Services (Signature Version 4).</summary>
internal static class AwsBuiltins
{
    private static readonly RegoSet _required = RegoSet.Create("aws_service", "aws_access_key", "aws_secret_access_key", "aws_region");

    /// <summary>Adds the headers that sign a request to it.</summary>
    [Builtin(
        "providers.aws.sign_req",
        "(request: object[string: any], aws_config: object[string: any], time_ns: number) -> object[any: any]")]
    internal static RegoValue SignRequest(BuiltinContext context, RegoObject request, RegoObject awsConfig, RegoValue timeNs)
    {
        try
        {
            CheckConfiguration(awsConfig);
            if (!timeNs.IsNumber)
            {
                return context.FailOperand(3, timeNs, "number");
            }
            // Only a number written as an integer is a time: 1e9 is not.
            if (!long.TryParse(timeNs.NumberAsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nanoseconds))
            {
                throw RequestKeys.Refused(3, "could not convert time_ns value into a unix timestamp");
            }
            RequestKeys.Check(request);
            return Sign(request, awsConfig, nanoseconds);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    private static void CheckConfiguration(RegoObject configuration)
    {
        if (RequestKeys.Missing(configuration, _required) is { Count: > 0 } missing)
        {
            throw RequestKeys.Refused(2, $"missing required AWS config parameters(s): {RegoValue.From(missing)}");
        }
        var wrong = new SetBuilder();
        foreach (var name in _required)
        {
            if (!configuration.Get(name).IsString)
            {
                wrong.Add(name);
            }
        }
        if (wrong.Count > 0)
        {
            throw RequestKeys.Refused(2, $"invalid values for required AWS config parameters(s): {RegoValue.From(wrong.Build())}");
        }
    }

    private static RegoObject Sign(RegoObject request, RegoObject configuration, long nanoseconds)
    {
        var headers = request.Get("headers");
        var given = RegoObject.Empty;
        if (headers.IsDefined && !headers.TryGetObject(out given!))
        {
            throw new RefusedOperandException(
                $"operand 0 must be object but got {RegoValue.NameOf(headers.Kind)}", BuiltinError.TypeCode);
        }
        var wrong = new SetBuilder();
        foreach (var name in new[] { "method", "url" })
        {
            if (!request.Get(name).IsString)
            {
                wrong.Add(name);
            }
        }
        if (wrong.Count > 0)
        {
            throw RequestKeys.Refused(1, $"invalid values for required request parameters(s): {RegoValue.From(wrong.Build())}");
        }
        var url = GoUrl.Parse(Text(request, "url"));
        var isUnsigned = configuration.Get("disable_payload_signing");
        if (isUnsigned.IsDefined && isUnsigned.Kind != ValueKind.Boolean)
        {
            throw RequestKeys.Refused(2, "invalid value for 'disable_payload_signing' in AWS config");
        }
        var bodyHash = isUnsigned.IsTrue ? "UNSIGNED-PAYLOAD" : Hash(Body(request));
        var signature = new AwsSignature(configuration, nanoseconds);
        var added = signature.Headers(url, bodyHash);

        var result = new ObjectBuilder();
        var signed = new SortedDictionary<string, string>(added, StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            var (name, text) = (key.TryGetString(out var k) ? k : "", value.TryGetString(out var v) ? v : "");
            result.Set(name, text);
            if (name.ToLowerInvariant() is var lower and not ("authorization" or "user-agent" or "x-amzn-trace-id"))
            {
                // Proxies may change the three that are left out.
                signed[lower] = text;
            }
        }
        result.Set("Authorization", signature.Authorization(Text(request, "method"), url, signed, bodyHash));
        foreach (var (name, value) in added)
        {
            result.Set(name, value);
        }
        var output = new ObjectBuilder(request);
        output.Set("headers", result.Build());
        return output.Build();
    }

    private static byte[] Body(RegoObject request)
    {
        if (request.ContainsKey("raw_body"))
        {
            return Encoding.UTF8.GetBytes(Text(request, "raw_body"));
        }
        var body = request.Get("body");
        return body.IsDefined ? Encoding.UTF8.GetBytes(RegoJsonWriter.ToText(body, escapeHtml: true)) : [];
    }

    internal static string Hash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    private static string Text(RegoObject owner, string name) => owner.Get(name).TryGetString(out var text) ? text : "";
}
