using System.CommandLine;
using System.Text.Json;
using Bylaw.Cli.Commands.Check;
using Bylaw.Packs.Frameworks;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack crosswalk</c>: what supports each obligation of a pack's framework, and what is left.</summary>
internal static class PackCrosswalkCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "The name of an installed pack, or a folder." };
        var format = new Option<string>("--format", "-f") { Description = "table, markdown or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "markdown", "json");
        var open = new Option<bool>("--open") { Description = "Only what nothing supports." };
        var command = new Command("crosswalk", """
            Say for each obligation of a pack's framework which controls are decided automatically, which from what people declare, which people
            vouch for, and what is left. A reference supports an obligation; it never satisfies it.

            Examples:
              bylaw pack crosswalk nist-ai-rmf
              bylaw pack crosswalk eu-ai-act-high-risk-provider --open --format json
            """) { pack, format, open };
        command.SetAction(parse =>
        {
            var folder = PackFiles.Find(parse.GetValue(pack)!);
            var library = PackFiles.LoadWith(folder);
            var shown = library.Packs.Values.First(p => Path.GetFullPath(Path.GetDirectoryName(p.File)!) == folder);
            var frameworks = PackFiles.Guard(() => FrameworkLibrary.Load(Path.Combine(PackLocation.BuiltIn(), "frameworks")));
            var coverage = Coverage.Of(shown, library, frameworks)
                ?? throw new UserErrorException($"{shown.Id} names no framework that is installed; the frameworks are {string.Join(", ", frameworks.Frameworks.Keys)}");
            var whole = coverage;
            if (parse.GetValue(open))
            {
                coverage = coverage with { Obligations = [.. coverage.Obligations.Where(o => o.IsOpen)] };
            }
            switch (parse.GetValue(format))
            {
                case "json":
                    Console.WriteLine(coverage.ToJson().ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                    break;
                case "markdown":
                    Console.WriteLine($"# {coverage.Framework.Title}: what {shown.Id} supports\n\n| obligation | | automatic | declared | attested |\n|---|---|---|---|---|");
                    foreach (var o in coverage.Obligations)
                    {
                        Console.WriteLine($"| {o.Entry.Id} | {o.Entry.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(" ", o.Automatic)} | {string.Join(" ", o.Declared)} | {string.Join(" ", o.Attested)}{(o.IsOpen ? "nothing" : "")} |");
                    }
                    break;
                default:
                    foreach (var o in coverage.Obligations)
                    {
                        var title = o.Entry.Title.Length > 70 ? o.Entry.Title[..69] + "…" : o.Entry.Title;
                        Console.WriteLine($"{o.Entry.Id,-14} {title}");
                        Console.WriteLine(o.IsOpen
                            ? "               nothing supports it"
                            : $"               {Part("automatic", o.Automatic)}{Part("declared", o.Declared)}{Part("attested", o.Attested)}");
                    }
                    break;
            }
            if (parse.GetValue(format) != "json")
            {
                Console.WriteLine($"\n{coverage.Framework.Title} {coverage.Framework.Version}: {whole.Obligations.Length} obligations, {whole.Obligations.Count(o => !o.Automatic.IsEmpty)} with automatic checks, {whole.Obligations.Count(o => o.IsOpen)} that nothing supports. Supports, never satisfies. {coverage.Framework.Licence}.");
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static string Part(string name, IReadOnlyList<string> ids) => ids.Count == 0 ? "" : $"{name}: {string.Join(" ", ids)}  ";
}
