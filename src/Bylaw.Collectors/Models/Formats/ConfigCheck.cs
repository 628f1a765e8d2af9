using System.Text.Json;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Looks into the JSON files beside weights: remote code, and templates that reach code.</summary>
internal static class ConfigCheck
{
    private const long MaxBytes = 256 << 20;

    /// <summary>Files whose <c>auto_map</c> names classes in Python files of the model's own repository.</summary>
    internal const string RemoteCodeRule = "remote-code";

    public static void Report(FormatReading file)
    {
        if (file.Content.Length > MaxBytes)
        {
            return;
        }
        file.Content.Position = 0;
        try
        {
            using var json = JsonDocument.Parse(file.Content, new JsonDocumentOptions { MaxDepth = 256 });
            Read(file, json.RootElement);
        }
        catch (JsonException)
        {
            if (Path.GetExtension(file.Location).Equals(".json", StringComparison.OrdinalIgnoreCase))
            {
                file.Damaged("no JSON");
            }
        }
    }

    private static void Read(FormatReading file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (root.TryGetProperty("auto_map", out var map) && map.ValueKind == JsonValueKind.Object && map.EnumerateObject().Any())
        {
            file.Find(ModelFindingSeverity.Medium, RemoteCodeRule, "auto_map", "loading with remote code allowed runs Python files of the model's repository");
        }
        if (root.TryGetProperty("trust_remote_code", out var trust) && trust.ValueKind == JsonValueKind.True)
        {
            file.Find(ModelFindingSeverity.Medium, RemoteCodeRule, "trust_remote_code", "asks its loader to run code of the model's repository");
        }
        if (root.TryGetProperty("chat_template", out var template) && template.ValueKind == JsonValueKind.String)
        {
            TemplateCheck.Report(file, "chat_template", template.GetString()!);
        }
        if (root.TryGetProperty("class_name", out _) || (root.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object))
        {
            KerasReader.Walk(file, root);
        }
    }
}
