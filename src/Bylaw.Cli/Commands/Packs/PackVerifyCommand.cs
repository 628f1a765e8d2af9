using System.CommandLine;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack verify</c>: says whether a trusted key signed exactly these contents.</summary>
internal static class PackVerifyCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "A folder, an archive, or oci://host/repository:tag." };
        var key = new Option<string[]>("--key", "-k") { Description = "A public key (PEM) that is trusted; may be given again.", Required = true };
        var plain = PlainHttp();
        var command = new Command("verify", """
            Say whether one of the trusted keys signed exactly these contents.

            Example:
              bylaw pack verify oci://registry.example/governance/our-rules:1.0 --key governance-team.pub.pem

            Exit codes: 0 it did; 2 not signed, signed by another, or changed since.
            """) { pack, key, plain };
        command.SetAction(async (parse, cancellation) =>
        {
            var name = parse.GetValue(pack)!;
            var fetched = await PackFiles.TakeAsync(name, parse.GetValue(plain), cancellation);
            var by = PackFetch.Verify(fetched, name, parse.GetValue(key)!);
            Console.WriteLine($"{fetched.Pack.Id}: signed by key {by[..16]}…, contents sha256 {fetched.Digest}");
            return ExitCode.Success;
        });
        return command;
    }

    public static Option<bool> PlainHttp() => new("--plain-http") { Description = "Speak HTTP without TLS to the registry; a registry on this machine is always spoken to so." };
}
