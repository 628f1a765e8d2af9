using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Distribution;

/// <summary>What a registry holds under one reference.</summary>
/// <param name="Archive">The pack's archive.</param>
/// <param name="Signature">The envelope with its signature; null when it is not signed.</param>
/// <param name="ManifestDigest">The digest of the manifest, <c>sha256:…</c>: a name that cannot move.</param>
public sealed record OciPack(byte[] Archive, byte[]? Signature, string ManifestDigest);

/// <summary>Says why a registry could not be used, in one line.</summary>
/// <param name="message">The line.</param>
public sealed class OciException(string message) : Exception(message);

/// <summary>Stores packs in an OCI registry and takes them out of it, by the OCI distribution protocol.</summary>
/// <remarks>Source: OCI distribution specification 1.1 and image specification 1.1. What comes in is compared with its digest.</remarks>
public sealed class OciRegistry
{
    /// <summary>The type of artifact that a pack is.</summary>
    public const string ArtifactType = "application/vnd.bylaw.pack.v1";

    private const string ArchiveType = "application/vnd.bylaw.pack.v1.tar+gzip";
    private const string SignatureType = "application/vnd.dsse.envelope.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string EmptyType = "application/vnd.oci.empty.v1+json";
    private static readonly byte[] _empty = "{}"u8.ToArray();

    private readonly HttpClient _http;
    private readonly string? _user;
    private readonly string? _password;
    private readonly bool _plainHttp;
    private string? _token;

    /// <summary>Makes a client.</summary>
    /// <param name="http">The connection.</param>
    /// <param name="user">A user name; null for none.</param>
    /// <param name="password">The password or token; null for none.</param>
    /// <param name="plainHttp">Whether to speak HTTP without TLS to hosts that are not this machine.</param>
    public OciRegistry(HttpClient http, string? user = null, string? password = null, bool plainHttp = false)
    {
        _http = http;
        _user = user;
        _password = password;
        _plainHttp = plainHttp;
    }

    /// <summary>Stores a pack under a tag.</summary>
    /// <param name="reference">Where; it must bear a tag.</param>
    /// <param name="archive">The pack's archive.</param>
    /// <param name="signature">The envelope with its signature; null for none.</param>
    /// <param name="annotations">What the manifest says beside it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The digest of the manifest, <c>sha256:…</c>.</returns>
    /// <exception cref="OciException">The registry refused, or cannot be reached.</exception>
    public async Task<string> PushAsync(
        OciReference reference,
        byte[] archive,
        byte[]? signature,
        IReadOnlyDictionary<string, string> annotations,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.IsDigest)
        {
            throw new OciException($"{reference} names a digest: push to a tag");
        }
        var layers = new JsonArray(await PushBlobAsync(reference, archive, ArchiveType, cancellationToken).ConfigureAwait(false));
        if (signature is not null)
        {
            layers.Add(await PushBlobAsync(reference, signature, SignatureType, cancellationToken).ConfigureAwait(false));
        }
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["artifactType"] = ArtifactType,
            ["config"] = await PushBlobAsync(reference, _empty, EmptyType, cancellationToken).ConfigureAwait(false),
            ["layers"] = layers,
            ["annotations"] = new JsonObject(annotations.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
        };
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, Address(reference, $"manifests/{reference.Reference}")) { Content = Body(bytes, ManifestType) },
            reference, "push", cancellationToken).ConfigureAwait(false);
        Expect(response, reference, "the manifest was not taken", HttpStatusCode.Created);
        return DigestOf(bytes);
    }

    /// <summary>Takes a pack out of the registry.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Archive and signature; both have the digests that the manifest says.</returns>
    /// <exception cref="OciException">There is none, it is no pack, it is not what its digest says, or the registry cannot be reached.</exception>
    public async Task<OciPack> PullAsync(OciReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        using var response = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, Address(reference, $"manifests/{reference.Reference}"));
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ManifestType));
                return request;
            },
            reference, "pull", cancellationToken).ConfigureAwait(false);
        Expect(response, reference, "it cannot be read", HttpStatusCode.OK);
        var bytes = await ReadAsync(response, 4 << 20, reference, cancellationToken).ConfigureAwait(false);
        var digest = DigestOf(bytes);
        if (reference.IsDigest && digest != reference.Reference)
        {
            throw new OciException($"{reference}: the registry answered with {digest}");
        }
        JsonObject manifest;
        try
        {
            manifest = JsonNode.Parse(bytes) as JsonObject ?? throw new JsonException("no object");
        }
        catch (JsonException error)
        {
            throw new OciException($"{reference}: its manifest is not JSON: {error.Message}");
        }
        var layers = (manifest["layers"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        var archive = layers.FirstOrDefault(l => l["mediaType"]?.ToString() == ArchiveType)
            ?? throw new OciException($"{reference} is no pack: it has no layer of type {ArchiveType}");
        var signature = layers.FirstOrDefault(l => l["mediaType"]?.ToString() == SignatureType);
        return new OciPack(
            await PullBlobAsync(reference, archive, cancellationToken).ConfigureAwait(false),
            signature is null ? null : await PullBlobAsync(reference, signature, cancellationToken).ConfigureAwait(false),
            digest);
    }

    private async Task<JsonObject> PushBlobAsync(OciReference reference, byte[] bytes, string mediaType, CancellationToken cancellationToken)
    {
        var digest = DigestOf(bytes);
        var descriptor = new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = bytes.Length };
        using (var known = await SendAsync(() => new HttpRequestMessage(HttpMethod.Head, Address(reference, $"blobs/{digest}")), reference, "push", cancellationToken).ConfigureAwait(false))
        {
            if (known.StatusCode == HttpStatusCode.OK)
            {
                return descriptor;
            }
        }
        using var start = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Address(reference, "blobs/uploads/")) { Content = Body([], "application/octet-stream") }, reference, "push", cancellationToken).ConfigureAwait(false);
        Expect(start, reference, "an upload cannot be begun", HttpStatusCode.Accepted);
        var location = start.Headers.Location ?? throw new OciException($"{reference}: the registry does not say where to upload to");
        var target = location.IsAbsoluteUri ? location : new Uri(Address(reference, ""), location);
        var builder = new UriBuilder(target);
        builder.Query = (builder.Query.Length > 1 ? builder.Query[1..] + "&" : "") + "digest=" + Uri.EscapeDataString(digest);
        using var done = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, builder.Uri) { Content = Body(bytes, "application/octet-stream") }, reference, "push", cancellationToken).ConfigureAwait(false);
        Expect(done, reference, "a part was not taken", HttpStatusCode.Created);
        return descriptor;
    }

    private async Task<byte[]> PullBlobAsync(OciReference reference, JsonObject descriptor, CancellationToken cancellationToken)
    {
        var digest = descriptor["digest"]?.ToString() ?? "";
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(reference, $"blobs/{digest}")), reference, "pull", cancellationToken).ConfigureAwait(false);
        Expect(response, reference, $"its part {digest} cannot be read", HttpStatusCode.OK);
        var bytes = await ReadAsync(response, PackArchive.MaxBytes, reference, cancellationToken).ConfigureAwait(false);
        return DigestOf(bytes) == digest ? bytes : throw new OciException($"{reference}: a part is not what its digest {digest} says");
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, OciReference reference, string action, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                using var request = make();
                // A registry may send the bytes elsewhere; what is secret stays with the host that was asked for.
                if (request.RequestUri!.Authority == Address(reference, "").Authority)
                {
                    request.Headers.Authorization = _token is not null ? new AuthenticationHeaderValue("Bearer", _token) : Basic();
                }
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.Unauthorized || attempt > 0 || !await TryTokenAsync(response, reference, action, cancellationToken).ConfigureAwait(false))
                {
                    return response;
                }
                response.Dispose();
            }
        }
        catch (HttpRequestException error)
        {
            throw new OciException($"{reference}: the registry cannot be reached: {error.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OciException($"{reference}: the registry did not answer in time");
        }
    }

    /// <summary>Asks for a token where the registry says.</summary>
    /// <remarks>Source: the distribution project's token authentication.</remarks>
    private async Task<bool> TryTokenAsync(HttpResponseMessage response, OciReference reference, string action, CancellationToken cancellationToken)
    {
        var challenge = response.Headers.WwwAuthenticate.FirstOrDefault(h => h.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        if (challenge?.Parameter is null)
        {
            return false;
        }
        var parts = challenge.Parameter.Split(',').Select(p => p.Trim().Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1].Trim('"'), StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address))
        {
            return false;
        }
        var scope = $"repository:{reference.Repository}:{(action == "push" ? "pull,push" : "pull")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}?service={Uri.EscapeDataString(parts.GetValueOrDefault("service", ""))}&scope={Uri.EscapeDataString(scope)}");
        request.Headers.Authorization = Basic();
        using var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return false;
        }
        try
        {
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            _token = json?["token"]?.ToString() ?? json?["access_token"]?.ToString();
        }
        catch (JsonException)
        {
            _token = null;
        }
        return _token is not null;
    }

    private AuthenticationHeaderValue? Basic() =>
        _user is null || _password is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_user}:{_password}")));

    private Uri Address(OciReference reference, string path) =>
        new($"{(_plainHttp || reference.IsLoopback ? "http" : "https")}://{reference.Host}/v2/{reference.Repository}/{path}");

    private static ByteArrayContent Body(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, long limit, OciReference reference, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (memory.Length + read > limit)
            {
                throw new OciException($"{reference}: the answer is larger than {limit >> 20} MiB");
            }
            memory.Write(buffer, 0, read);
        }
        return memory.ToArray();
    }

    private static void Expect(HttpResponseMessage response, OciReference reference, string what, HttpStatusCode wanted)
    {
        if (response.StatusCode == wanted)
        {
            return;
        }
        var why = response.StatusCode switch
        {
            HttpStatusCode.NotFound => "there is no such pack",
            HttpStatusCode.Unauthorized => "the registry asks who you are: set BYLAW_REGISTRY_USER and BYLAW_REGISTRY_PASSWORD",
            HttpStatusCode.Forbidden => "the registry does not allow it",
            _ => $"the registry answered {(int)response.StatusCode}",
        };
        throw new OciException($"{reference}: {what}: {why}");
    }

    private static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
