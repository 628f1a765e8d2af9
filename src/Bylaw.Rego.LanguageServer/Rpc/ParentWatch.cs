using System.Diagnostics;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>Notices when the process that started the server is gone: a server whose client crashed must not go on for ever.</summary>
internal static class ParentWatch
{
    /// <summary>Waits until a process is gone.</summary>
    /// <param name="processId">Its id.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Done when the process is gone; at once when there is none.</returns>
    public static async Task WaitAsync(int processId, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            return;
        }
        using (process)
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
