using System.Security.Cryptography;
using System.Text;
using Bylaw.Collectors.Models.Archives;
using Bylaw.Collectors.Models.Scanning;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Finds out what a file is by its content, reads its format, and scans it for code.</summary>
/// <param name="scanner">Looks into pickles and archives.</param>
public sealed class ModelFileInspector(ArtefactScanner scanner)
{
    private const int HeadBytes = 512;

    /// <summary>Inspects one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="relativePath">How evidence names it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What it is; a file that cannot be read is part of the answer, not an exception.</returns>
    public ModelFile Inspect(string path, string relativePath, CancellationToken cancellationToken = default)
    {
        try
        {
            using var content = File.OpenRead(path);
            var result = scanner.Scan(content, relativePath, cancellationToken);
            var reading = new FormatReading(content, relativePath, result);
            var format = ReadFormat(reading, result);
            foreach (var needed in reading.NeededFiles.Where(n => !File.Exists(Path.Combine(Path.GetDirectoryName(path) ?? "", n))))
            {
                reading.NotScanned($"its data file '{needed}' is absent");
            }
            content.Position = 0;
            return new ModelFile(relativePath, format, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), result, reading.Details);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var result = new ArtefactScanResult();
            result.AddUnscanned(relativePath, $"cannot be read: {fault.Message}");
            return new ModelFile(relativePath, ModelFormat.Other, 0, null, result, new Dictionary<string, string>());
        }
    }

    private static string ReadFormat(FormatReading file, ArtefactScanResult result)
    {
        file.Content.Position = 0;
        var buffer = new byte[HeadBytes];
        var head = buffer[..file.Content.ReadAtLeast(buffer, HeadBytes, throwOnEndOfStream: false)];
        file.Content.Position = 0;
        var ending = Path.GetExtension(file.Location).ToLowerInvariant();
        try
        {
            return Dispatch(file, result, head, ending);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            file.Damaged(fault.Message);
            return ByEnding(ending);
        }
    }

    private static string Dispatch(FormatReading file, ArtefactScanResult result, byte[] head, string ending)
    {
        if (head.AsSpan().StartsWith("GGUF"u8))
        {
            return Read(file, GgufReader.Read, ModelFormat.Gguf);
        }
        if (head.Length > 8 && head[0] == 0x89 && head.AsSpan(1).StartsWith("HDF\r\n"u8))
        {
            return Read(file, KerasReader.ReadHdf5, ModelFormat.Hdf5);
        }
        if (head.Length > 8 && head.AsSpan(4).StartsWith("TFL3"u8))
        {
            return Read(file, TfLiteReader.Read, ModelFormat.TfLite);
        }
        if (ending == ".safetensors" || (head.Length > 9 && head[8] == '{' && BitConverter.ToUInt64(head) is > 2 and < 100_000_000 && !IsText(head)))
        {
            return Read(file, SafetensorsReader.Read, ModelFormat.Safetensors);
        }
        if (head.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return ReadZip(file, result, ending);
        }
        if (result.Kinds.Contains("pickle"))
        {
            return ending is ".pt" or ".pth" or ".ckpt" ? ModelFormat.PyTorch : ModelFormat.Pickle;
        }
        if (result.Kinds.Contains("npy"))
        {
            return ModelFormat.NumPy;
        }
        if (result.Kinds.Count > 0)
        {
            return ModelFormat.Archive;
        }
        if (ending == ".onnx" || OnnxReader.LooksLike(file.Content))
        {
            return Read(file, OnnxReader.Read, ModelFormat.Onnx);
        }
        if (ending == ".pb" && SavedModelReader.LooksLike(file.Content))
        {
            return Read(file, SavedModelReader.Read, ModelFormat.SavedModel);
        }
        return IsText(head) ? ReadText(file, head, ending) : ByEnding(ending);
    }

    private static string Read(FormatReading file, Action<FormatReading> read, string format)
    {
        file.Content.Position = 0;
        read(file);
        return format;
    }

    private static string ReadZip(FormatReading file, ArtefactScanResult result, string ending)
    {
        var names = TolerantZip.List(file.Content).ConvertAll(m => m.Name);
        if (ending == ".keras" || (names.Contains("config.json") && names.Contains("model.weights.h5")))
        {
            return Read(file, KerasReader.ReadArchive, ModelFormat.Keras);
        }
        if (result.Kinds.Contains("torchscript"))
        {
            file.Find(ModelFindingSeverity.Medium, "torchscript-code", "code/", "carries TorchScript code, which runs when the model is used");
            return ModelFormat.TorchScript;
        }
        if (names.Exists(n => n.EndsWith("data.pkl", StringComparison.Ordinal)))
        {
            return ModelFormat.PyTorch;
        }
        return ending == ".npz" ? ModelFormat.NumPy : ModelFormat.Archive;
    }

    private static string ReadText(FormatReading file, byte[] head, string ending)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        if (text.StartsWith("tree\n", StringComparison.Ordinal) || text.StartsWith("tree\r\n", StringComparison.Ordinal))
        {
            return ModelFormat.LgbText;
        }
        if (text.Contains("<PMML", StringComparison.Ordinal))
        {
            return ModelFormat.Pmml;
        }
        if (text.StartsWith('{'))
        {
            if (text.Contains("\"learner\"", StringComparison.Ordinal))
            {
                return ModelFormat.XgbJson;
            }
            ConfigCheck.Report(file);
            return ModelFormat.Json;
        }
        return ending == ".json" ? ModelFormat.Json : ModelFormat.Text;
    }

    private static string ByEnding(string ending) => ending switch
    {
        ".safetensors" => ModelFormat.Safetensors,
        ".onnx" => ModelFormat.Onnx,
        ".gguf" => ModelFormat.Gguf,
        ".keras" => ModelFormat.Keras,
        ".h5" or ".hdf5" => ModelFormat.Hdf5,
        ".pt" or ".pth" or ".ckpt" => ModelFormat.PyTorch,
        ".pkl" or ".pickle" or ".joblib" or ".sav" or ".dill" => ModelFormat.Pickle,
        ".tflite" => ModelFormat.TfLite,
        ".npy" or ".npz" => ModelFormat.NumPy,
        _ => ModelFormat.Other,
    };

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return false;
            }
        }
        return head.Length > 0;
    }
}
