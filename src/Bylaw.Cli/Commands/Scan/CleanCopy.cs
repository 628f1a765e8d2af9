using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Detection;
using Bylaw.Detection.Masking;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a copy of a text or CSV file with every found value replaced; the file appears whole or not at all.</summary>
internal static class CleanCopy
{
    private const long MaxBytes = 1L << 30;

    public static int Write(string[] inputs, string? output, string operatorName, string? keyFile, ScanOptions options)
    {
        if (inputs.Length != 1 || output is null)
        {
            throw new UserErrorException("--mask takes one file and needs --out FILE");
        }
        if (Path.GetExtension(inputs[0]).ToLowerInvariant() is ".parquet" or ".arrow" or ".sqlite" or ".db" || ArchiveScan.IsArchive(inputs[0]) || ScanTargets.IsUri(inputs[0]))
        {
            throw new UserErrorException("--mask writes text, CSV, TSV and JSON; export the table to CSV first");
        }
        Masker masker;
        try
        {
            masker = new Masker(Enum.Parse<MaskOperator>(operatorName, ignoreCase: true), keyFile is null ? null : Convert.FromHexString(ScanCommand.ReadText(keyFile).Trim()));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new UserErrorException($"--mask {operatorName} needs --key-file with 32 bytes in hex");
        }
        var clean = masker.Apply(ReadAll(inputs[0], out var text), new Detector(options.Detector).Scan(text));
        var draft = output + ".partial";
        try
        {
            File.WriteAllBytes(draft, clean);
            File.Move(draft, output, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {output}");
        }
        return ExitCode.Success;
    }

    private static byte[] ReadAll(string input, out byte[] text)
    {
        try
        {
            if (input == "-")
            {
                using var buffer = new MemoryStream();
                Console.OpenStandardInput().CopyTo(buffer);
                return text = buffer.ToArray();
            }
            if (new FileInfo(input).Length > MaxBytes)
            {
                throw new UserErrorException($"{input} is larger than 1 GiB; split it first");
            }
            return text = File.ReadAllBytes(input);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {input}");
        }
    }
}
