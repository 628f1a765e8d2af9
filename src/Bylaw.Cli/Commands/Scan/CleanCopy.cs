using System.Text;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Detection;
using Bylaw.Detection.Masking;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a copy of a file with every found value replaced; the file appears whole or not at all.</summary>
/// <remarks>In CSV and TSV a column that holds personal data as a whole (names, say) is replaced cell by cell; everything else by what is found in the text.</remarks>
internal static class CleanCopy
{
    private const long MaxBytes = 1L << 30;

    public static int Write(string[] inputs, string? output, MaskSettings settings, ScanOptions options, CancellationToken cancellationToken)
    {
        if (inputs.Length != 1 || output is null)
        {
            throw new UserErrorException("--mask takes one file and needs --out FILE");
        }
        var ending = Path.GetExtension(inputs[0]).ToLowerInvariant();
        if (ending is ".parquet" or ".pq" or ".arrow" or ".feather" or ".ipc" or ".avro" or ".sqlite" or ".db" || ArchiveScan.IsArchive(inputs[0]) || ScanTargets.IsUri(inputs[0]) || Directory.Exists(inputs[0]))
        {
            throw new UserErrorException("--mask writes text, CSV, TSV and JSON; export the table to CSV first");
        }
        if (inputs[0] != "-" && !File.Exists(inputs[0]))
        {
            throw new UserErrorException($"no such file: {inputs[0]}");
        }
        var masker = settings.OpenMasker();
        var finder = new ValueFinder(options.Detector, settings.Operator);
        WriteWhole(output, file =>
        {
            if (ending is ".csv" or ".tsv")
            {
                TableCopy.Write(inputs[0], file, masker, finder, options, cancellationToken);
            }
            else
            {
                var text = ReadAll(inputs[0]);
                file.Write(masker.Apply(text, finder.Find(text)));
            }
        });
        settings.SaveVault();
        return ExitCode.Success;
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static void WriteWhole(string output, Action<Stream> write)
    {
        try
        {
            WholeFile.Write(output, write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {output}: {error.Message}");
        }
    }

    public static byte[] ReadAll(string input)
    {
        try
        {
            if (input == "-")
            {
                using var buffer = new MemoryStream();
                Console.OpenStandardInput().CopyTo(buffer);
                return buffer.ToArray();
            }
            if (new FileInfo(input).Length > MaxBytes)
            {
                throw new UserErrorException($"{input} is larger than 1 GiB; split it first");
            }
            var bytes = File.ReadAllBytes(input);
            return bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? Encoding.Convert(bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8, bytes, 2, bytes.Length - 2) : bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {input}");
        }
    }
}

/// <summary>Finds the values to replace; for shifted dates also the dates, which identify nobody alone and are not findings otherwise.</summary>
internal sealed class ValueFinder(DetectorOptions options, MaskOperator mask)
{
    private readonly Detector _detector = new(options);
    private readonly Detector? _dates = mask == MaskOperator.DateShift && options.Types.IsEmpty ? new Detector(options with { Types = ["DATE_TIME"] }) : null;

    public IReadOnlyList<Finding> Find(ReadOnlySpan<byte> text)
    {
        var found = _detector.Scan(text);
        if (_dates is null)
        {
            return found;
        }
        var all = found.ToList();
        all.AddRange(_dates.Scan(text).Where(d => !found.Any(f => d.Start < f.End && f.Start < d.End)));
        all.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return all;
    }
}
