using System.Text;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>The keys by which people sign commits: SSH keys and OpenPGP keys.</summary>
/// <param name="Ssh">The keys of <c>allowed_signers</c>; null where none were named.</param>
/// <param name="OpenPgp">The keys of <c>commit_keyring</c>; null where none were named.</param>
internal sealed record CommitSigners(AllowedSigners? Ssh, OpenPgpKeyring? OpenPgp)
{
    /// <summary>Nobody's keys.</summary>
    public static CommitSigners None { get; } = new(null, null);

    /// <summary>Reads what a manifest names. A file that is not there, or holds no key, is a gap: commits then stay unverified.</summary>
    public static CommitSigners Read(CollectorContext context, ICollection<Gap> gaps)
    {
        var ssh = Text(context, "allowed_signers", gaps) is { } signers ? AllowedSigners.Read(signers) : null;
        OpenPgpKeyring? keyring = null;
        if (Text(context, "commit_keyring", gaps) is { } keys)
        {
            try
            {
                keyring = OpenPgpKeyring.Read(keys);
            }
            catch (InvalidDataException error)
            {
                gaps.Add(context.Gap(GapReason.Malformed, error.Message, "pipeline.x_commit_signature", context.Text("commit_keyring")));
            }
            if (keyring is { Count: 0 })
            {
                gaps.Add(context.Gap(GapReason.Malformed, "there is no armoured OpenPGP key in it; `gpg --armor --export` writes one", "pipeline.x_commit_signature", context.Text("commit_keyring")));
            }
        }
        return new CommitSigners(ssh, keyring);
    }

    /// <summary>Tells whether a signature over a commit is good, and by a key of the committer.</summary>
    /// <param name="signature">The signature as the commit holds it.</param>
    /// <param name="signed">The commit without it.</param>
    /// <param name="committer">The committer's mail address.</param>
    public bool Verifies(string signature, string signed, string committer)
    {
        var bytes = Encoding.UTF8.GetBytes(signed);
        if (OpenPgpKeyring.IsSignature(signature))
        {
            return OpenPgp?.Verifies(signature, bytes, committer) ?? false;
        }
        return Ssh is not null && SshSignature.TryRead(signature) is { } ssh && ssh.Verifies(bytes) && Ssh.Allows(committer, ssh.PublicKey);
    }

    private static string? Text(CollectorContext context, string option, ICollection<Gap> gaps)
    {
        if (context.Text(option) is not { } path)
        {
            return null;
        }
        if (context.Files.FileExists(path))
        {
            return File.ReadAllText(context.Files.Resolve(path));
        }
        gaps.Add(context.Gap(GapReason.NotFound, $"`{option}: {path}` is not there", "pipeline.x_commit_signature", path));
        return null;
    }
}
