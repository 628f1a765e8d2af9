using System.CommandLine;
using System.Text;
using Bylaw.Cli.Commands.Log;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Hosting;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack sign</c>: signs the contents of a pack with an Ed25519 key of the ledger's kind.</summary>
internal static class PackSignCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "The pack's folder, or its archive." };
        var name = new Option<string>("--as") { Description = "Who signs: the name of a key in the folder of keys.", Required = true };
        var keys = LogOptions.Keys();
        var create = new Option<bool>("--create-key") { Description = "Make the key when there is none." };
        var publicKey = new Option<string?>("--public-key") { Description = "Write the public key (PEM) here, for those who verify." };
        var command = new Command("sign", """
            Sign the contents of a pack: an in-toto statement in a DSSE envelope, Ed25519. The signature stands beside the archive (.sig.json) or
            in the folder (pack.sig.json) and holds for both.

            Example:
              bylaw pack sign our-rules-1.0.tar.gz --as governance-team --create-key --public-key governance-team.pub.pem

            Exit codes: 0 signed; 2 there is no such key, or the pack is at fault.
            """) { pack, name, keys, create, publicKey };
        command.SetAction(async (parse, cancellation) =>
        {
            var target = parse.GetValue(pack)!;
            var fetched = await PackFiles.TakeAsync(target, false, cancellation);
            var folder = new KeyFolder(parse.GetValue(keys)!);
            var who = parse.GetValue(name)!;
            using var signer = LogOptions.Guard(() => folder.LoadSigner(who) ?? (parse.GetValue(create)
                ? folder.CreateSigner(who)
                : throw new UserErrorException($"there is no key `{who}` in {folder.Folder}: make one with --create-key")));
            var file = File.Exists(target) ? target + ".sig.json" : Path.Combine(PackFiles.Find(target), "pack.sig.json");
            PackFiles.Write(file, Encoding.UTF8.GetBytes(PackSignature.Sign(fetched.Pack, fetched.Digest, signer.Key)));
            if (parse.GetValue(publicKey) is { } path)
            {
                var spki = PublicVerificationKey.FromEd25519(signer.Key.PublicKey).SubjectPublicKeyInfo;
                PackFiles.Write(path, Encoding.ASCII.GetBytes(new string(System.Security.Cryptography.PemEncoding.Write("PUBLIC KEY", spki)) + "\n"));
            }
            Console.WriteLine($"{file}  contents sha256 {fetched.Digest}, key {PublicVerificationKey.FromEd25519(signer.Key.PublicKey).KeyId[..16]}…");
            return ExitCode.Success;
        });
        return command;
    }
}
