using System.Collections.Immutable;
using System.Text.Json;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Reads what a client's user has set under <c>bylaw</c>: <c>schema</c>, <c>disable</c>, <c>v0Compatible</c>, as the command line names them.</summary>
internal static class ClientSettings
{
    /// <summary>The name of the section.</summary>
    public const string Section = "bylaw";

    /// <summary>Puts settings over the options that the server was started with.</summary>
    /// <param name="started">Those options.</param>
    /// <param name="section">What stands under <c>bylaw</c>.</param>
    /// <param name="problem">Why they do not hold; null when they do.</param>
    /// <returns>The options; those of the start for what is not set, and for all when there is a problem.</returns>
    public static LanguageServerOptions Read(LanguageServerOptions started, JsonElement section, out string? problem)
    {
        problem = null;
        if (section.ValueKind != JsonValueKind.Object)
        {
            problem = section.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : $"`{Section}` must hold `schema`, `disable` or `v0Compatible`";
            return started;
        }
        var options = started;
        foreach (var setting in section.EnumerateObject())
        {
            problem = setting.Value.ValueKind == JsonValueKind.Null ? null : Set(ref options, setting);
            if (problem is not null)
            {
                return started;
            }
        }
        return options;
    }

    private static string? Set(ref LanguageServerOptions options, JsonProperty setting)
    {
        switch (setting.Name)
        {
            case "v0Compatible":
                if (setting.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return "`bylaw.v0Compatible` must be true or false";
                }
                options = options with { Language = setting.Value.GetBoolean() ? RegoVersion.V0 : RegoVersion.V1 };
                return null;
            case "schema":
                if (setting.Value.ValueKind != JsonValueKind.String)
                {
                    return "`bylaw.schema` must be the path of a file or folder";
                }
                var path = setting.Value.GetString()!;
                if (!Path.IsPathRooted(path) || !Path.Exists(path))
                {
                    return $"`bylaw.schema`: {path}: no such file or folder; give its full path";
                }
                options = options with { Schema = path };
                return null;
            case "disable":
                if (setting.Value.ValueKind != JsonValueKind.Array || setting.Value.EnumerateArray().Any(d => d.ValueKind != JsonValueKind.String))
                {
                    return "`bylaw.disable` must be a list of lint rules or categories";
                }
                ImmutableHashSet<string> disabled = [.. setting.Value.EnumerateArray().Select(d => d.GetString()!)];
                if (disabled.FirstOrDefault(d => !RegoLinter.Rules.Any(r => r.Name == d || r.Name.Split('/')[0] == d)) is { } unknown)
                {
                    return $"`bylaw.disable`: there is no rule or category `{unknown}`; `bylaw rego lint --list-rules` lists them";
                }
                options = options with { DisabledLint = disabled };
                return null;
            default:
                return $"there is no setting `bylaw.{setting.Name}`; there are `schema`, `disable` and `v0Compatible`";
        }
    }
}
