using System.CommandLine;
using System.Globalization;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego inspect</c>: says what is in a bundle.</summary>
internal static class InspectRegoCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("bundle") { Description = "A folder or a tar.gz file." };
        var annotations = new Option<bool>("--annotations", "-a") { Description = "Show the metadata annotations." };
        var format = new Option<string>("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var policies = new PolicyOptions();
        var command = new Command("inspect", """
            Show a bundle's manifest, its namespaces with their files, and its annotations.

            Examples:
              bylaw rego inspect bundle.tar.gz
              bylaw rego inspect -a -f json policy/

            Exit codes: 0 shown; 2 the bundle is at fault.
            """)
        {
            path, annotations, format, policies.V0, policies.V1,
        };
        policies.Keys.AddVerification(command);
        command.SetAction((parse, cancellation) =>
        {
            var parser = policies.Parser(parse);
            var bundle = PolicySources.ReadBundle(parse.GetValue(path)!, withTests: true, policies.Keys.Verification(parse), cancellation);
            var modules = bundle.Modules
                .Select(m => (m.Path, Parse: RegoParser.ParseModule(m.Source, parser with { Version = m.Version ?? parser.Version }, cancellation))).ToArray();
            var faults = modules.SelectMany(m => m.Parse.Diagnostics).ToArray();
            if (faults.Length > 0)
            {
                DiagnosticPrinter.Write(Console.Error, faults);
                throw new UserErrorException(DiagnosticPrinter.Count(faults));
            }
            var namespaces = modules.Select(m => (Name: "data." + string.Join('.', m.Parse.Module.Package.Path), m.Path))
                .Concat(bundle.Files.Where(f => BundleEntries.IsData(f.Path)).Select(f => (Name: BundleEntries.NamespaceOf(f.Path), f.Path)))
                .GroupBy(n => n.Name, n => n.Path, StringComparer.Ordinal).OrderBy(n => n.Key, StringComparer.Ordinal).ToArray();
            var notes = parse.GetValue(annotations) ? AnnotationSet.Read(modules.Select(m => m.Parse.Module)).All : [];
            var manifest = BundleWriter.DescribeManifest(bundle, null, parser.Version);
            if (parse.GetValue(format) == "json")
            {
                WriteJson(manifest, namespaces, notes, parse.GetValue(annotations));
            }
            else
            {
                WritePretty(manifest, namespaces, notes, bundle);
                Console.Out.WriteLine($"SIGNATURE: {SignatureWord(bundle.Signature)}");
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void WriteJson(RegoValue manifest, IGrouping<string, string>[] namespaces, IReadOnlyList<Annotation> notes, bool withNotes)
    {
        var root = new ObjectBuilder();
        root.Set("manifest", manifest);
        root.Set("namespaces", RegoObject.Create(
            [.. namespaces.Select(n => ((RegoValue)n.Key, (RegoValue)RegoArray.Create([.. n.Select(p => (RegoValue)p)])))]));
        if (withNotes)
        {
            root.Set("annotations", RegoArray.Create([.. notes.Select(n => (RegoValue)RegoObject.Create(
                ("annotations", n.ToValue()), ("path", PathOf(n)), ("location", RegoObject.Create(("file", n.Source.Name), ("row", LineOf(n))))))]));
        }
        Console.Out.WriteLine(RegoValue.From(root.Build()).ToJson("  "));
    }

    private static void WritePretty(RegoValue manifest, IGrouping<string, string>[] namespaces, IReadOnlyList<Annotation> notes, Bundle bundle)
    {
        Console.Out.WriteLine("MANIFEST:");
        if (manifest.TryGetObject(out var fields))
        {
            foreach (var (key, value) in fields)
            {
                Console.Out.WriteLine($"  {(key.TryGetString(out var name) ? name : "")}: {value.ToJson()}");
            }
        }
        Console.Out.WriteLine("NAMESPACES:");
        foreach (var space in namespaces)
        {
            Console.Out.WriteLine($"  {space.Key}");
            foreach (var path in space)
            {
                var size = bundle.Files.First(f => f.Path == path).Contents.Length;
                Console.Out.WriteLine($"    {path}  ({size.ToString("N0", CultureInfo.InvariantCulture)} bytes)");
            }
        }
        if (notes.Count > 0)
        {
            Console.Out.WriteLine("ANNOTATIONS:");
        }
        foreach (var note in notes)
        {
            Console.Out.WriteLine($"  {PathOf(note)}  {note.Source.Name}:{LineOf(note)}");
            Console.Out.WriteLine($"    {note.ToValue().ToJson()}");
        }
    }

    private static string SignatureWord(SignatureState state) => state switch
    {
        SignatureState.Verified => "verified",
        SignatureState.NotVerified => "present, not verified",
        _ => "none",
    };

    private static string PathOf(Annotation note) => string.Join('.', note.Path is ["data", ..] ? note.Path : ["data", .. note.Path]);

    private static long LineOf(Annotation note) => note.Source.LineAt(note.Syntax.Span.Start).Line + 1L;
}

/// <summary>What the path of a file in a bundle tells.</summary>
internal static class BundleEntries
{
    public static bool IsData(string path) => Path.GetFileName(path) is "data.json" or "data.yaml" or "data.yml";

    public static string NamespaceOf(string path) => string.Join('.', path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1].Prepend("data"));
}
