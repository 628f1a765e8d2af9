using System.CommandLine;
using System.Text;
using Bylaw.Cli.Commands.Log;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy show</c>: one change with its difference, or one bundle with its files.</summary>
internal static class PolicyShowCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var what = new Argument<string>("index|digest|policy") { Description = "The index of a policy change, the digest of a bundle, or the name of a policy for its newest bundle" };
        var output = new Option<string?>("--out", "-o") { Description = "Write the bundle's files into this empty folder" };
        var command = new Command("show", "Show a policy change and its difference, or list the files of a bundle. Examples: bylaw policy show 17; bylaw policy show sha256:9f… --out packs")
        {
            what, log, keys, output,
        };
        command.SetAction(parsed => PolicyText.With(parsed.GetValue(log)!, parsed.GetValue(keys)!, null, (home, journal, vault) =>
        {
            var text = parsed.GetValue(what)!;
            var digest = text;
            if (long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var position))
            {
                var change = (position < 0 ? null : journal.Read(position)) ?? throw new UserErrorException($"record {text} is no policy change");
                Console.Out.WriteLine(RecordText.Indented(RecordText.Open(change.Record, vault)));
                if (change.Text("diff_digest") is { } diff)
                {
                    Console.Out.WriteLine(home.Blobs.TryGet(diff, out var content) ? Encoding.UTF8.GetString(content) : $"the difference {diff} is not in the store");
                }
                digest = change.BundleDigest;
                if (parsed.GetValue(output) is null)
                {
                    return ExitCode.Success;
                }
            }
            else if (journal.Latest().TryGetValue(text, out var newest))
            {
                digest = newest.BundleDigest;
            }
            var bundle = journal.ReadBundle(digest, out var problem) ?? throw new UserErrorException(problem);
            if (parsed.GetValue(output) is { } folder)
            {
                PolicyText.WriteBundle(bundle, folder);
                Console.Out.WriteLine($"{bundle.Files.Length} files written to {folder}");
                return ExitCode.Success;
            }
            foreach (var file in bundle.Files)
            {
                Console.Out.WriteLine($"{file.Sha256}  {file.Name}");
            }
            return ExitCode.Success;
        }));
        return command;
    }
}
