using System.CommandLine;
using System.Collections.Immutable;
using System.Text.Json;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Bom;
using Bylaw.Collectors.Models.Cards;
using Bylaw.Collectors.Models.Scanning;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Model;

/// <summary><c>bylaw model PATH</c>: says what is inside a model without loading it.</summary>
internal static class ModelCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("PATH") { Description = "A model file, or the folder with all files of a model." };
        var format = new Option<string>("--format", "-f") { Description = "table, json or sarif.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "sarif");
        var allow = new Option<string[]>("--allow") { Description = "A name that pickles may import: mypackage.Model, or mypackage.** for all classes below." };
        var card = new Option<string?>("--card") { Description = "The model card; README.md beside the model unless told." };
        var signature = new Option<string?>("--signature") { Description = "The OpenSSF model signature; model.sig in the folder unless told." };
        var key = new Option<string[]>("--key") { Description = "A PEM file with a public key whose signatures are trusted." };
        var root = new Option<string[]>("--root") { Description = "A PEM file with a root certificate that signing certificates must lead to." };
        var sigstoreRoot = new Option<string?>("--sigstore-root") { Description = "A Sigstore trusted root, for keyless signatures." };
        var identity = new Option<string?>("--identity") { Description = "The identity that a keyless signature must be by." };
        var issuer = new Option<string?>("--issuer") { Description = "The issuer that must vouch for the identity." };
        var measured = new Option<string?>("--measured") { Description = "JSON with measured numbers, or evaluation evidence, to compare the card with." };
        var bom = new Option<string?>("--bom") { Description = "The bill of materials to check; bom.cdx.json beside the model unless told." };
        var command = new Command("model", """
            Say what is inside a model: formats, digests, code that loading would run, signature, card, licence, bill of materials.

            Examples:
              bylaw model model.pkl
              bylaw model ./my-model --key team.pub.pem --format sarif
              bylaw model sign ./my-model --key team.pem
              bylaw model bom ./my-model --name loan-score --model-version 1.4.0 --out bom.cdx.json
            """)
        {
            path, format, allow, card, signature, key, root, sigstoreRoot, identity, issuer, measured, bom,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            parsed.GetValue(path)!, parsed.GetValue(format)!,
            () => new ModelInspectorOptions
            {
                CardPath = Existing(parsed.GetValue(card), "--card"),
                SignaturePath = Existing(parsed.GetValue(signature), "--signature"),
                BomPath = Existing(parsed.GetValue(bom), "--bom"),
                SafeNames = [.. parsed.GetValue(allow) ?? []],
                Trust = TrustReader.Read(
                    parsed.GetValue(key) ?? [], parsed.GetValue(root) ?? [], Existing(parsed.GetValue(sigstoreRoot), "--sigstore-root"),
                    parsed.GetValue(identity), parsed.GetValue(issuer)),
                Measured = Existing(parsed.GetValue(measured), "--measured") is { } file
                    ? CardNumbers.ReadMeasured(File.ReadAllText(file))
                    : ImmutableDictionary<string, double>.Empty,
            },
            signatureWanted: parsed.GetValue(key) is { Length: > 0 } || parsed.GetValue(root) is { Length: > 0 } || parsed.GetValue(sigstoreRoot) is not null,
            cancellationToken)));
        command.Subcommands.Add(ModelBomCommand.Build());
        command.Subcommands.Add(ModelSignCommand.Build());
        return command;
    }

    /// <summary>Inspects with faults of the user's input told in a line, and with progress when a person is watching.</summary>
    internal static ModelInspection Inspect(string path, Func<ModelInspectorOptions> options, CancellationToken cancellationToken)
    {
        try
        {
            var inspector = new ModelInspector(TimeProvider.System);
            var read = options();
            if (Console.IsErrorRedirected || File.Exists(path))
            {
                return inspector.Inspect(path, read, null, cancellationToken);
            }
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            return terminal.Status().Start("looking", status =>
                inspector.Inspect(path, read, file => status.Status(Markup.Escape(file)), cancellationToken));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UserErrorException(fault.Message);
        }
    }

    internal static string? Existing(string? path, string option) =>
        path is null || File.Exists(path) ? path : throw new UserErrorException($"{option}: no such file: {path}");

    private static int Run(string path, string format, Func<ModelInspectorOptions> options, bool signatureWanted, CancellationToken cancellationToken)
    {
        var inspection = Inspect(path, options, cancellationToken);
        switch (format)
        {
            case "json": Console.Out.WriteLine(ModelReport.Json(inspection).ToJsonString(new JsonSerializerOptions { WriteIndented = true })); break;
            case "sarif": Console.Out.WriteLine(ModelSarif.Write(inspection, path).ToJsonString(new JsonSerializerOptions { WriteIndented = true })); break;
            default: ModelTable.Write(AnsiConsole.Console, inspection); break;
        }
        return inspection.Verdict switch
        {
            ModelScanVerdict.Unsafe => ExitCode.Violation,
            _ when signatureWanted && !inspection.Signature.Verified => ExitCode.Violation,
            ModelScanVerdict.NotScanned => ExitCode.Incomplete,
            _ => ExitCode.Success,
        };
    }
}
