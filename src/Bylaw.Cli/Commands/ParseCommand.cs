using System.CommandLine;
using System.Text.Json;
using Bylaw.Collectors.Infrastructure;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw parse</c>: shows exactly what a policy sees of a file.</summary>
internal static class ParseCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "A file; with --infra also a folder." };
        var infra = new Option<bool>("--infra") { Description = "Read as infrastructure: computed resources in the shape that the infrastructure rules see." };
        var parser = new Option<string?>("--parser") { Description = "Reader to use instead of the one the file's name asks for." };
        var positions = new Option<bool>("--positions") { Description = "Print one line a value: its pointer, its place and the value." };
        var command = new Command("parse", $"""
            Print what a policy sees of a file, as JSON.

            Readers: {string.Join(", ", StructuredReaders.All.Select(r => r.Name))}.

            Examples:
              bylaw parse deployment.yaml
              bylaw parse Dockerfile --positions
              bylaw parse infra/ --infra

            Exit codes: 0 read; 2 the file is broken or cannot be read.
            """);
        command.Arguments.Add(path);
        command.Options.Add(infra);
        command.Options.Add(parser);
        command.Options.Add(positions);
        command.SetAction(parse => parse.GetValue(infra)
            ? PrintInfra(parse.GetValue(path)!)
            : PrintFile(parse.GetValue(path)!, parse.GetValue(parser), parse.GetValue(positions)));
        return command;
    }

    private static int PrintInfra(string path)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new UserErrorException($"there is no file or folder '{path}'");
        }
        var root = isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var paths = isFolder ? Directory.EnumerateFiles(root, "*", walk).Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal) : (IEnumerable<string>)[Path.GetFileName(path)];
        var result = InfrastructureScan.Read(root, paths);
        using var document = JsonDocument.Parse(result.ResourcesJson, new JsonDocumentOptions { MaxDepth = 1000 });
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("infra");
            writer.WritePropertyName("resources");
            document.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        return Report(result.Problems);
    }

    private static int PrintFile(string path, string? parser, bool positions)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"'{path}' cannot be read");
        }
        if (!StructuredReaders.TryFind(parser ?? string.Empty, out var reader) && parser is not null)
        {
            throw new UserErrorException($"there is no reader '{parser}'; known are {string.Join(", ", StructuredReaders.All.Select(r => r.Name))}");
        }
        var document = StructuredReaders.Read(path, bytes, null, reader);
        if (document.Roots.Length > 0)
        {
            if (positions)
            {
                PrintPositions(document.Input, string.Empty);
            }
            else
            {
                Console.Out.WriteLine(ConfigJson.Write(document.Input, indented: true));
            }
        }
        return Report(document.Problems);
    }

    private static void PrintPositions(ConfigValue value, string pointer)
    {
        var children = value.Kind == ConfigKind.List
            ? value.Items.Select((item, i) => (Key: i.ToString(System.Globalization.CultureInfo.InvariantCulture), item))
            : value.Entries.Select(e => (e.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), e.Value));
        foreach (var (key, child) in children)
        {
            var path = $"{pointer}/{key}";
            if (child.Kind is ConfigKind.List or ConfigKind.Map)
            {
                PrintPositions(child, path);
            }
            else
            {
                Console.Out.WriteLine($"{child.Position}\t{path}\t{ConfigJson.Write(child)}");
            }
        }
    }

    private static int Report(IReadOnlyCollection<ConfigProblem> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"bylaw: {(problem.IsFatal ? "error" : "warning")}: {problem}");
        }
        return problems.Any(p => p.IsFatal) ? ExitCode.ToolFault : ExitCode.Success;
    }
}
