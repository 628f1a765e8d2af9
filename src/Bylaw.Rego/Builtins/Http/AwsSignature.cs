using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Http;

/// <summary>Works out one signature of Signature Version 4.</summary>
internal sealed class AwsSignature
{
    private readonly string _service;
    private readonly string _accessKey;
    private readonly string _secretKey;
    private readonly string _region;
    private readonly string _sessionToken;
    private readonly string _date;
    private readonly string _dateTime;

    /// <summary>Prepares a signature.</summary>
    /// <param name="configuration">Credentials, region and service; checked before.</param>
    /// <param name="nanoseconds">The time of signing, since 1970.</param>
    internal AwsSignature(RegoObject configuration, long nanoseconds)
    {
        _service = Text(configuration, "aws_service");
        _accessKey = Text(configuration, "aws_access_key");
        _secretKey = Text(configuration, "aws_secret_access_key");
        _region = Text(configuration, "aws_region");
        _sessionToken = Text(configuration, "aws_session_token");
        var time = DateTimeOffset.UnixEpoch.AddTicks((long)Math.Floor(nanoseconds / (double)TimeSpan.NanosecondsPerTick));
        _date = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        _dateTime = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    }

    private string Scope => $"{_date}/{_region}/{_service}/aws4_request";

    /// <summary>Returns the headers that a signed request carries beside its own.</summary>
    internal Dictionary<string, string> Headers(GoUrl url, string bodyHash)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = url.Host, ["x-amz-date"] = _dateTime };
        if (_service is "s3" or "glacier")
        {
            headers["x-amz-content-sha256"] = bodyHash;
        }
        if (_sessionToken.Length > 0)
        {
            headers["x-amz-security-token"] = _sessionToken;
        }
        return headers;
    }

    /// <summary>Returns the value of the Authorization header.</summary>
    internal string Authorization(string method, GoUrl url, SortedDictionary<string, string> headers, string bodyHash)
    {
        var names = string.Join(';', headers.Keys);
        var lines = string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"));
        var request = $"{method}\n{url.EscapedPath}\n{url.RawQuery}\n{lines}\n{names}\n{bodyHash}";
        var toSign = $"AWS4-HMAC-SHA256\n{_dateTime}\n{Scope}\n{AwsBuiltins.Hash(Encoding.UTF8.GetBytes(request))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + _secretKey);
        foreach (var part in new[] { _date, _region, _service, "aws4_request" })
        {
            key = Mac(key, part);
        }
        return $"AWS4-HMAC-SHA256 Credential={_accessKey}/{Scope},SignedHeaders={names},Signature={Convert.ToHexStringLower(Mac(key, toSign))}";
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Text(RegoObject owner, string name) => owner.Get(name).TryGetString(out var text) ? text : "";
}
