using Bylaw.Detection.Masking;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Holds what the user says about masking: operator, key and vault.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="KeyFile">32 bytes in hex, or null.</param>
/// <param name="VaultFile">Where tokens are kept, or null.</param>
internal sealed record MaskSettings(string Name, string? KeyFile, string? VaultFile)
{
    private TokenVault? _vault;

    /// <summary>The names of all operators.</summary>
    public static string[] Names { get; } = [.. Enum.GetNames<MaskOperator>().Select(n => n.ToLowerInvariant())];

    public MaskOperator Operator => Enum.Parse<MaskOperator>(Name, ignoreCase: true);

    public Masker OpenMasker()
    {
        if (Operator is not (MaskOperator.Mask or MaskOperator.Replace or MaskOperator.Redact) && KeyFile is null)
        {
            throw new UserErrorException($"--mask {Name} needs --key-file with 32 bytes in hex");
        }
        if (Operator == MaskOperator.Token && VaultFile is null)
        {
            throw new UserErrorException("--mask token needs --vault FILE, where the tokens are kept");
        }
        var key = KeyFile is null ? null : ReadKey(KeyFile);
        _vault = Operator == MaskOperator.Token ? OpenVault(VaultFile!, key!, mustExist: false) : null;
        return new Masker(Operator, key, _vault);
    }

    /// <summary>Writes the vault back, whole or not at all.</summary>
    public void SaveVault()
    {
        if (_vault is not null)
        {
            CleanCopy.WriteWhole(VaultFile!, file => file.Write(System.Text.Encoding.UTF8.GetBytes(_vault.Write())));
        }
    }

    public static byte[] ReadKey(string file)
    {
        try
        {
            return Convert.FromHexString(ScanCommand.ReadText(file).Trim()) is { Length: 32 } key ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UserErrorException($"{file} does not hold 32 bytes in hex; make one with: openssl rand -hex 32 > {file}");
        }
    }

    public static TokenVault OpenVault(string file, byte[] key, bool mustExist)
    {
        if (!mustExist && !File.Exists(file))
        {
            return new TokenVault(key);
        }
        try
        {
            return TokenVault.Read(ScanCommand.ReadText(file), key);
        }
        catch (FormatException error)
        {
            throw new UserErrorException($"{file}: {error.Message}");
        }
    }
}
