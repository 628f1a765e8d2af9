using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Network;

/// <summary>A URL taken apart as Go's <c>net/url</c> does it, with Go's messages.</summary>
internal sealed class GoUrl
{
    internal string Scheme { get; private set; } = "";

    /// <summary>Gets host and port as written, percent-decoded.</summary>
    internal string Host { get; private set; } = "";

    /// <summary>Gets the decoded path.</summary>
    internal string Path { get; private set; } = "";

    /// <summary>Gets the path as written, when the plain encoding of the decoded path would be another; else empty.</summary>
    internal string RawPath { get; private set; } = "";

    internal string RawQuery { get; private set; } = "";

    internal string Fragment { get; private set; } = "";

    /// <summary>Gets what follows the scheme of a URL without slashes (<c>mailto:</c>).</summary>
    internal string Opaque { get; private set; } = "";

    /// <summary>Gets the fragment as written, when the plain encoding of the decoded one would be another; else empty.</summary>
    internal string RawFragment { get; private set; } = "";

    /// <summary>Gets whether the URL ends in a question mark without a query.</summary>
    internal bool ForcesQuery { get; private set; }

    /// <summary>Gets whether a scheme is followed by a path without an authority (<c>file:/x</c>).</summary>
    internal bool OmitsHost { get; private set; }

    internal bool HasUser { get; private set; }

    /// <summary>Gets the path as it goes over the wire.</summary>
    internal string EscapedPath =>
        RawPath.Length > 0 ? RawPath : Path == "*" ? "*" : UrlEscaping.Escape(Path, UrlComponent.Path);

    internal string HostName => SplitPort(Host).Name;

    internal string Port => SplitPort(Host).Port;

    /// <summary>Takes a URL apart.</summary>
    /// <exception cref="RefusedOperandException">The text is no URL.</exception>
    internal static GoUrl Parse(string text)
    {
        try
        {
            var url = new GoUrl();
            var hash = text.IndexOf('#', StringComparison.Ordinal);
            url.Read(hash < 0 ? text : text[..hash]);
            var fragment = hash < 0 ? "" : text[(hash + 1)..];
            url.Fragment = UrlEscaping.Unescape(fragment, UrlComponent.Fragment);
            url.RawFragment = UrlEscaping.Escape(url.Fragment, UrlComponent.Fragment) == fragment ? "" : fragment;
            return url;
        }
        catch (RefusedOperandException refusal)
        {
            throw new RefusedOperandException($"parse {GoQuote.Quote(text)}: {refusal.Message}");
        }
    }

    private void Read(string text)
    {
        if (text.Any(c => c is < ' ' or '\x7f'))
        {
            Refuse("net/url: invalid control character in URL");
        }
        if (text == "*")
        {
            Path = "*";
            return;
        }
        var rest = TakeScheme(text);
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
        {
            RawQuery = rest[(question + 1)..];
            ForcesQuery = RawQuery.Length == 0;
            rest = rest[..question];
        }
        if (!rest.StartsWith('/'))
        {
            if (Scheme.Length > 0)
            {
                Opaque = rest;
                return;
            }
            if (rest.Split('/', 2)[0].Contains(':', StringComparison.Ordinal))
            {
                Refuse("first path segment in URL cannot contain colon");
            }
        }
        if ((Scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)) && rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            ReadAuthority(slash < 0 ? rest[2..] : rest[2..slash]);
            rest = slash < 0 ? "" : rest[slash..];
        }
        else
        {
            OmitsHost = Scheme.Length > 0 && rest.StartsWith('/');
        }
        Path = UrlEscaping.Unescape(rest, UrlComponent.Path);
        RawPath = UrlEscaping.Escape(Path, UrlComponent.Path) == rest ? "" : rest;
    }

    private string TakeScheme(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ':')
            {
                if (i == 0)
                {
                    Refuse("missing protocol scheme");
                }
                Scheme = text[..i].ToLowerInvariant();
                return text[(i + 1)..];
            }
            if (!char.IsAsciiLetter(c) && (i == 0 || !(char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
            {
                break;
            }
        }
        return text;
    }

    private void ReadAuthority(string authority)
    {
        var at = authority.LastIndexOf('@');
        Host = ReadHost(authority[(at + 1)..]);
        if (at < 0)
        {
            return;
        }
        var user = authority[..at];
        if (!user.All(c => char.IsAsciiLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".Contains(c, StringComparison.Ordinal)))
        {
            Refuse("net/url: invalid userinfo");
        }
        _ = UrlEscaping.Unescape(user, UrlComponent.UserInfo);
        HasUser = true;
    }

    private static string ReadHost(string host)
    {
        if (host.StartsWith('['))
        {
            var close = host.LastIndexOf(']');
            if (close < 0)
            {
                Refuse("missing ']' in host");
            }
            CheckPort(host[(close + 1)..]);
            // RFC 6874: a zone stands after "%25" and may hold escapes of its own.
            var zone = host[..close].IndexOf("%25", StringComparison.Ordinal);
            return zone < 0
                ? UrlEscaping.Unescape(host, UrlComponent.Host)
                : UrlEscaping.Unescape(host[..zone], UrlComponent.Host)
                    + UrlEscaping.Unescape(host[zone..close], UrlComponent.Zone)
                    + UrlEscaping.Unescape(host[close..], UrlComponent.Host);
        }
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            CheckPort(host[colon..]);
        }
        return UrlEscaping.Unescape(host, UrlComponent.Host);
    }

    private static void CheckPort(string port)
    {
        if (!IsOptionalPort(port))
        {
            Refuse($"invalid port {GoQuote.Quote(port)} after host");
        }
    }

    private static bool IsOptionalPort(string port) => port.Length == 0 || (port[0] == ':' && port.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);

    private static (string Name, string Port) SplitPort(string host)
    {
        var colon = host.LastIndexOf(':');
        var (name, port) = colon >= 0 && IsOptionalPort(host[colon..]) ? (host[..colon], host[(colon + 1)..]) : (host, "");
        return name.StartsWith('[') && name.EndsWith(']') ? (name[1..^1], port) : (name, port);
    }

    [DoesNotReturn]
    private static void Refuse(string message) => throw new RefusedOperandException(message);
}
