using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Bom;

namespace Bylaw.Cli.Commands.Model;

/// <summary><c>bylaw model bom PATH</c>: writes an AI bill of materials of what can be seen, and lists what is missing.</summary>
internal static class ModelBomCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("PATH") { Description = "A model file, or the folder with all files of a model." };
        var name = new Option<string>("--name") { Description = "The model's name.", Required = true };
        var version = new Option<string>("--model-version") { Description = "The model's version.", Required = true };
        var supplier = new Option<string?>("--supplier") { Description = "The organisation that supplies the model." };
        var dataset = new Option<string[]>("--dataset") { Description = "A dataset as NAME, NAME@VERSION or NAME@VERSION=SHA256; those of the card unless told." };
        var format = new Option<string>("--format", "-f") { Description = "cyclonedx-1.6, cyclonedx-1.7 or spdx-3.", DefaultValueFactory = _ => "cyclonedx-1.6" };
        format.AcceptOnlyFromAmong("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3");
        var output = new Option<string?>("--out", "-o") { Description = "The file to write; standard output unless told. Best outside the model's folder, whose digest it holds." };
        var command = new Command("bom", "Write an AI bill of materials (CycloneDX ML-BOM or SPDX 3 AI profile) of what can be seen, and list what is missing.")
        {
            path, name, version, supplier, dataset, format, output,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var inspection = ModelCommand.Inspect(parsed.GetValue(path)!, () => ModelInspectorOptions.Default, cancellationToken);
            var subject = new BomSubject(parsed.GetValue(name)!, parsed.GetValue(version)!, inspection)
            {
                Supplier = parsed.GetValue(supplier),
                Datasets = [.. (parsed.GetValue(dataset) ?? []).Select(ReadDataset)],
            };
            Write(subject, parsed.GetValue(format)!, parsed.GetValue(output));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Write(BomSubject subject, string format, string? output)
    {
        var at = TimeProvider.System.GetUtcNow();
        JsonObject bom = format == "spdx-3" ? SpdxWriter.Write(subject, at) : CycloneDxWriter.Write(subject, format["cyclonedx-".Length..], at);
        var text = bom.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        if (output is null)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            try
            {
                File.WriteAllText(output, text + "\n");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException($"cannot write {output}: {fault.Message}");
            }
        }
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var missing in AiBom.Read(stream).Missing)
        {
            Console.Error.WriteLine($"missing: {missing}");
        }
    }

    private static BomDataset ReadDataset(string text)
    {
        var digest = text.Split('=', 2);
        var named = digest[0].Split('@', 2);
        if (named[0].Length == 0 || (digest.Length > 1 && (digest[1].Length != 64 || !digest[1].All(char.IsAsciiHexDigit))))
        {
            throw new UserErrorException($"--dataset: `{text}` is not NAME, NAME@VERSION or NAME@VERSION=SHA256");
        }
        return new BomDataset(named[0], digest.Length > 1 ? digest[1].ToLowerInvariant() : null, named.Length > 1 ? named[1] : null);
    }
}
