using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Bylaw.Collectors.Scripts;

/// <summary>A process with all that came from it: its group, its descendants, and whoever bears the mark it was started with.</summary>
/// <remarks>The mark is a variable of the environment, which children inherit also when they leave the group and their parent ends.</remarks>
internal sealed partial class ProcessFamily(Process leader, string mark)
{
    private const int SigKill = 9;

    /// <summary>The name of the variable that holds the mark.</summary>
    public const string MarkName = "BYLAW_SCRIPT_RUN";

    private readonly byte[] _mark = Encoding.ASCII.GetBytes($"{MarkName}={mark}");

    /// <summary>Measures the living members: how many, and how many bytes of memory they hold together. Zero where the system does not tell.</summary>
    public (int Count, long Bytes) Measure()
    {
        var (count, pages) = (0, 0L);
        foreach (var id in Members())
        {
            try
            {
                var fields = File.ReadAllText($"/proc/{id}/statm").Split(' ');
                pages += long.Parse(fields[1], CultureInfo.InvariantCulture);
                count++;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
            {
                // It ended between listing and reading.
            }
        }
        return (count, pages * SystemPageSize);
    }

    /// <summary>Kills every member, again until none is left.</summary>
    public void Kill()
    {
        if (OperatingSystem.IsLinux())
        {
            for (var round = 0; round < 50; round++)
            {
                // The group first: one signal reaches all of it at once, before any can fork again.
                _ = SendSignal(-leader.Id, SigKill);
                var left = Members();
                if (left.Count == 0)
                {
                    return;
                }
                left.ForEach(id => _ = SendSignal(id, SigKill));
            }
            return;
        }
        try
        {
            leader.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static long SystemPageSize => 4096;

    private List<int> Members()
    {
        var members = new List<int>();
        if (!OperatingSystem.IsLinux())
        {
            return members;
        }
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsMember(id))
            {
                members.Add(id);
            }
        }
        return members;
    }

    private bool IsMember(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(_mark) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
