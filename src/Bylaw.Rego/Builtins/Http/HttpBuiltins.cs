using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Http;

/// <summary>HTTP requests. Refused unless the host grants a way out (<see cref="BuiltinHost.Http"/>), and then only to hosts it allows.</summary>
internal static class HttpBuiltins
{
    private const int MaxAnswerBytes = 64 << 20;

    /// <summary>Sends a request and returns the answer; the same request is sent once in a query.</summary>
    /// <remarks>
    /// The members that choose certificates and proxies are the host's business: the port carries them out, or refuses. Answers longer
    /// than 64 MiB are an error.
    /// </remarks>
    [Builtin("http.send", "(request: object[string: any]) -> object[any: any]", Effect = BuiltinEffect.External)]
    internal static RegoValue Send(BuiltinContext context, RegoObject request)
    {
        try
        {
            RequestKeys.Check(request);
            return context.OncePerQuery(request, () => SendOnce(context, request));
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    private static RegoValue SendOnce(BuiltinContext context, RegoObject request)
    {
        try
        {
            return Answer(context, request);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UriFormatException or InvalidOperationException or FormatException
            || (error is OperationCanceledException && !context.CancellationToken.IsCancellationRequested))
        {
            // raise_error: false hands the failure to the policy instead of making the call undefined.
            return request.Get("raise_error").IsFalse
                ? RegoObject.Create(
                    ("status_code", 0L),
                    ("error", RegoObject.Create(("code", "eval_http_send_network_error"), ("message", error.Message))))
                : context.Fail(error.Message);
        }
    }

    private static RegoValue Answer(BuiltinContext context, RegoObject request)
    {
        var http = context.Host.Http ?? throw new InvalidOperationException("the host does not grant outbound requests");
        var uri = new Uri(Text(request, "url"), UriKind.Absolute);
        if (uri.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException($"unsupported scheme {uri.Scheme}");
        }
        if (context.Host.AllowedHosts is { } allowed && !allowed.Contains(uri.Host))
        {
            throw new InvalidOperationException($"unallowed host: {uri.Host}");
        }
        using var message = new HttpRequestMessage(new HttpMethod(Text(request, "method").ToUpperInvariant()), uri);
        AddBody(request, message);
        AddHeaders(request, message);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        stop.CancelAfter(Timeout(request.Get("timeout")));
        using var response = http.Send(message, stop.Token);
        return Read(request, response);
    }

    private static string Text(RegoObject request, string member) =>
        request.Get(member).TryGetString(out var text) ? text : throw RequestKeys.Refused(1, $"'{member}' must be a string");

    /// <summary>A text is a duration such as 500ms or 3s; a number is nanoseconds. Five seconds unless given.</summary>
    private static TimeSpan Timeout(in RegoValue value)
    {
        if (value.TryGetInt64(out var nanoseconds))
        {
            return TimeSpan.FromMicroseconds(Math.Max(1, nanoseconds / 1_000.0));
        }
        if (!value.TryGetString(out var text))
        {
            return TimeSpan.FromSeconds(5);
        }
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001) : (text.TrimEnd('s', 'm'), text.EndsWith('m') ? 60.0 : 1.0);
        return double.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var count) && count > 0
            ? TimeSpan.FromSeconds(count * unit)
            : throw new FormatException($"invalid timeout {text}");
    }

    private static void AddBody(RegoObject request, HttpRequestMessage message)
    {
        if (request.Get("raw_body").TryGetString(out var raw))
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(raw));
        }
        else if (request.Get("body") is { IsDefined: true } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJson()));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
    }

    private static void AddHeaders(RegoObject request, HttpRequestMessage message)
    {
        if (!request.Get("headers").TryGetObject(out var headers))
        {
            return;
        }
        foreach (var (key, value) in headers)
        {
            var name = key.AsString();
            var text = value.TryGetString(out var s) ? s : value.ToJson();
            if (!message.Headers.TryAddWithoutValidation(name, text))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, text);
            }
        }
    }

    private static RegoObject Read(RegoObject request, HttpResponseMessage response)
    {
        var bytes = ReadBody(response);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var answer = new ObjectBuilder();
        answer.Set("status", $"{(int)response.StatusCode} {response.ReasonPhrase}");
        answer.Set("status_code", (long)response.StatusCode);
        answer.Set("headers", Headers(response));
        answer.Set("raw_body", Encoding.UTF8.GetString(bytes));
        answer.Set("body", Decode(request, type, bytes));
        return answer.Build();
    }

    private static byte[] ReadBody(HttpResponseMessage response)
    {
        using var stream = response.Content.ReadAsStream();
        using var buffer = new MemoryStream();
        var chunk = new byte[16 << 10];
        for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxAnswerBytes)
            {
                throw new IOException("the answer is longer than 64 MiB");
            }
        }
        return buffer.ToArray();
    }

    private static RegoValue Decode(RegoObject request, string type, byte[] bytes)
    {
        try
        {
            if (request.Get("force_json_decode").IsTrue || type is "application/json")
            {
                return bytes.Length == 0 ? RegoValue.Null : RegoValue.FromJson(bytes);
            }
            if (request.Get("force_yaml_decode").IsTrue || type is "application/yaml" or "application/x-yaml")
            {
                return YamlValues.Read(Encoding.UTF8.GetString(bytes));
            }
        }
        catch (Exception error) when (error is JsonException or FormatException && !request.Get("force_json_decode").IsTrue && !request.Get("force_yaml_decode").IsTrue)
        {
            // An answer that only claims to be JSON has no body; its text is in raw_body.
        }
        catch (JsonException error)
        {
            throw new FormatException($"the answer is not JSON: {error.Message}", error);
        }
        return RegoValue.Null;
    }

    private static RegoObject Headers(HttpResponseMessage response)
    {
        var headers = new ObjectBuilder();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            headers.Set(name.ToLowerInvariant(), RegoArray.Create([.. values.Select(v => (RegoValue)v)]));
        }
        return headers.Build();
    }
}
