using System.CommandLine;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack show</c>: one pack with its controls.</summary>
internal static class PackShowCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "The name of an installed pack, or a folder." };
        var command = new Command("show", """
            Show a pack: standing, dates, controls, what it changes about them, and what has no rule yet.

            Example:
              bylaw pack show eu-ai-act-high-risk-provider
            """) { pack };
        command.SetAction(parse =>
        {
            var folder = PackFiles.Find(parse.GetValue(pack)!);
            var library = PackFiles.LoadWith(folder);
            var shown = library.Packs.Values.First(p => Path.GetFullPath(Path.GetDirectoryName(p.File)!) == folder);
            Console.WriteLine($"{shown.Id}  {shown.Title}");
            Console.WriteLine($"  {shown.Kind}, {shown.Jurisdiction}; {shown.Status}; reviewed {shown.AsOf:yyyy-MM-dd}");
            Console.WriteLine(shown.EffectiveByAnnex.IsEmpty
                ? $"  binds {(shown.EffectiveFrom is { } day ? $"from {day:yyyy-MM-dd} on; before that it warns" : "at once")}"
                : $"  binds from {string.Join(", ", shown.EffectiveByAnnex.Select(d => $"{d.Value:yyyy-MM-dd} ({d.Key.Replace('_', ' ')})"))} on; before that it warns");
            if (!shown.Gates)
            {
                Console.WriteLine("  a crosswalk reports and stops nothing");
            }
            Console.WriteLine();
            foreach (var id in shown.Controls)
            {
                if (!library.Controls.TryGetValue(id, out var control))
                {
                    Console.WriteLine($"  {id,-9} no rule yet");
                    continue;
                }
                var change = shown.Overrides.GetValueOrDefault(id);
                var does = change?.WarnsOnly == true || control.Enforcement == Enforcement.Warn ? "warns" : "blocks";
                Console.WriteLine($"  {id,-9} {control.Severity,-8} {does,-6} {control.Decidability,-8} {control.Title}{(change is null ? "" : $"  ({change.Why})")}");
            }
            return ExitCode.Success;
        });
        return command;
    }
}
