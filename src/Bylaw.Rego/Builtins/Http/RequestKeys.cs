using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Http;

/// <summary>Checks the members of a request object, as <c>http.send</c> and the signing of requests share them.</summary>
internal static class RequestKeys
{
    private static readonly RegoSet _allowed = RegoSet.Create(
        "method", "url", "body", "enable_redirect", "force_json_decode", "force_yaml_decode", "headers", "raw_body", "tls_use_system_certs",
        "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file",
        "tls_client_cert_env_variable", "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable", "tls_insecure_skip_verify",
        "tls_server_name", "timeout", "cache", "force_cache", "force_cache_duration_seconds", "raise_error", "caching_mode",
        "max_retry_attempts", "cache_ignored_headers");

    private static readonly RegoSet _required = RegoSet.Create("method", "url");

    /// <summary>Refuses unknown and missing members.</summary>
    /// <exception cref="RefusedOperandException">There is one.</exception>
    internal static void Check(RegoObject request)
    {
        var unknown = new SetBuilder();
        foreach (var (key, _) in request)
        {
            if (!_allowed.Contains(key))
            {
                unknown.Add(key);
            }
        }
        if (unknown.Count > 0)
        {
            throw Refused(1, $"invalid request parameters(s): {RegoValue.From(unknown.Build())}");
        }
        if (Missing(request, _required) is { Count: > 0 } missing)
        {
            throw Refused(1, $"missing required request parameters(s): {RegoValue.From(missing)}");
        }
    }

    /// <summary>Returns the names that an object lacks.</summary>
    internal static RegoSet Missing(RegoObject fields, RegoSet names)
    {
        var missing = new SetBuilder();
        foreach (var name in names)
        {
            if (!fields.ContainsKey(name))
            {
                missing.Add(name);
            }
        }
        return missing.Build();
    }

    internal static RefusedOperandException Refused(int position, string message) =>
        new($"operand {position} {message}", BuiltinError.TypeCode);
}
