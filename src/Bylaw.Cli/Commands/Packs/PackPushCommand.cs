using System.CommandLine;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack push</c>: stores a pack in an OCI registry.</summary>
internal static class PackPushCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "The pack's folder, its archive, or the name of an installed pack." };
        var target = new Argument<string>("reference") { Description = "oci://host/repository:tag" };
        var plain = PackVerifyCommand.PlainHttp();
        var command = new Command("push", """
            Store a pack in an OCI registry, with its signature when it has one. User and password come from BYLAW_REGISTRY_USER and
            BYLAW_REGISTRY_PASSWORD.

            Example:
              bylaw pack push .bylaw/packs/our-rules oci://registry.example/governance/our-rules:1.0

            Exit codes: 0 stored; 2 the pack is at fault or the registry refused.
            """) { pack, target, plain };
        command.SetAction(async (parse, cancellation) =>
        {
            var name = parse.GetValue(pack)!;
            var reference = PackFiles.Reference(parse.GetValue(target)!);
            var fetched = await PackFiles.TakeAsync(name, false, cancellation);
            var archive = File.Exists(name) ? File.ReadAllBytes(name) : PackFiles.Guard(() => PackArchive.Build(PackFiles.Find(name)));
            var notes = new Dictionary<string, string>
            {
                ["org.opencontainers.image.title"] = fetched.Pack.Id,
                ["org.opencontainers.image.description"] = fetched.Pack.Title,
                ["org.opencontainers.image.version"] = fetched.Pack.Version,
            };
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
            try
            {
                var digest = await PackFiles.Registry(http, parse.GetValue(plain)).PushAsync(reference, archive, fetched.Signature, notes, cancellation);
                Console.WriteLine($"{reference}  {digest}{(fetched.Signature is null ? ", not signed" : ", with its signature")}");
                return ExitCode.Success;
            }
            catch (OciException error)
            {
                throw new UserErrorException(error.Message);
            }
        });
        return command;
    }
}
