using System.Text.Json;
using Bylaw.Rego.LanguageServer.Features;
using Microsoft.VisualStudio.Threading;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <content>What the client's user has set.</content>
internal sealed partial class ServerConnection
{
    private string? _settings;

    private async Task WatchSettingsAsync()
    {
        if (_server.Client.RegistersSettings)
        {
            var registration = new { id = "settings", method = "workspace/didChangeConfiguration", registerOptions = new { section = ClientSettings.Section } };
            await RequestAsync("client/registerCapability", new { registrations = new[] { registration } }).ConfigureAwait(false);
        }
        if (_server.Client.TellsSettings)
        {
            await TakeSettingsAsync(null).ConfigureAwait(false);
        }
    }

    /// <summary>Takes settings that were sent, or asks for them where the client only says that there are new ones.</summary>
    private async Task TakeSettingsAsync(JsonElement? sent)
    {
        if (_server.Client.TellsSettings)
        {
            var answers = await RequestAsync<JsonElement[]?>("workspace/configuration", new { items = new[] { new { section = ClientSettings.Section } } }).ConfigureAwait(false);
            if (answers is [var answer, ..])
            {
                await SetAsync(answer).ConfigureAwait(false);
            }
        }
        else if (sent is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty(ClientSettings.Section, out var section))
        {
            await SetAsync(section).ConfigureAwait(false);
        }
    }

    private async Task SetAsync(JsonElement settings)
    {
        var written = settings.GetRawText();
        if (written == _settings || (_settings is null && settings.ValueKind is JsonValueKind.Null))
        {
            return;
        }
        _settings = written;
        var options = ClientSettings.Read(_server.Started, settings, out var problem);
        if (problem is not null)
        {
            await TellAsync("window/showMessage", 2, problem).ConfigureAwait(false);
            return;
        }
        _server.Options = options;
        _server.Workspace.Set(options);
    }

    private void AskToPullAgain()
    {
        if (_server.Client.RefreshesDiagnostics)
        {
            RequestAsync("workspace/diagnostic/refresh", null).Forget();
        }
    }
}
