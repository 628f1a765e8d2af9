using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack list</c>: the packs that can be enabled here.</summary>
internal static class PackListCommand
{
    public static Command Build()
    {
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("list", """
            List the packs that can be enabled here: those of the program and those in .bylaw/packs.

            Example:
              bylaw pack list --format json
            """) { format };
        command.SetAction(parse =>
        {
            var library = PackFiles.Installed();
            if (parse.GetValue(format) == "json")
            {
                Console.WriteLine(new JsonArray([.. library.Packs.Values.Select(p => (JsonNode)new JsonObject
                {
                    ["id"] = p.Id, ["title"] = p.Title, ["kind"] = p.Kind, ["jurisdiction"] = p.Jurisdiction, ["status"] = p.Status,
                    ["effective_from"] = p.EffectiveFrom?.ToString("yyyy-MM-dd", null), ["as_of"] = p.AsOf?.ToString("yyyy-MM-dd", null),
                    ["controls"] = p.Controls.Length, ["built"] = p.Controls.Count(library.Controls.ContainsKey),
                })]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                return ExitCode.Success;
            }
            foreach (var pack in library.Packs.Values)
            {
                var built = pack.Controls.Count(library.Controls.ContainsKey);
                var day = pack.EffectiveFrom is { } from ? $"from {from:yyyy-MM-dd}" : "";
                Console.WriteLine($"{pack.Id,-30} {pack.Kind,-9} {built,3} of {pack.Controls.Length,-3} controls  {day,-15} {pack.Title}");
            }
            return ExitCode.Success;
        });
        return command;
    }
}
