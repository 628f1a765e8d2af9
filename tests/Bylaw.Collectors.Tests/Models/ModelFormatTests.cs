using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Formats;
using Bylaw.Collectors.Models.Scanning;
using Bylaw.Testing;
using CsCheck;

namespace Bylaw.Collectors.Tests.Models;

public sealed class ModelFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_safetensors_file_is_clean_and_counts_its_parameters()
    {
        var file = Inspect("m.safetensors", Safetensors("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", 24));

        Assert.Equal(("safetensors", ModelScanVerdict.Clean), (file.Format, file.Scan.Verdict));
        Assert.Equal("6", file.Details["parameters"]);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,20]}}""", 24)]
    [InlineData("""{"w":{"dtype":"F32","shape":[6],"data_offsets":[8,32]}}""", 32)]
    [InlineData("""{"w":{"dtype":"F32","shape":[6],"data_offsets":[0,24]}}""", 30)]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"v":{"dtype":"F32","shape":[3],"data_offsets":[8,20]}}""", 20)]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"w":{"dtype":"X","shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0)]
    [InlineData("""[1]""", 0)]
    [InlineData("""{"w":""", 0)]
    public void A_safetensors_file_whose_head_does_not_fit_is_not_scanned(string header, int dataBytes) =>
        Assert.Equal(ModelScanVerdict.NotScanned, Inspect("m.safetensors", Safetensors(header, dataBytes)).Scan.Verdict);

    [Theory]
    [InlineData("adult_logreg.onnx")]
    [InlineData("adult_rf.onnx")]
    [InlineData("mlnet_zipmap_string.onnx")]
    [InlineData("mnist.onnx")]
    public void Real_ONNX_models_are_clean_and_name_their_operator_sets(string name)
    {
        var path = Path.Combine(SharedData.Require("fairness/onnx"), name);

        var file = new ModelFileInspector(new ArtefactScanner()).Inspect(path, name);

        Assert.Equal(("onnx", ModelScanVerdict.Clean), (file.Format, file.Scan.Verdict));
        Assert.NotEmpty(file.Details["opsets"]);
        Assert.NotEmpty(file.Details["outputs"]);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("weights/../../x")]
    [InlineData(@"..\x")]
    [InlineData("C:x")]
    public void ONNX_weights_outside_the_folder_are_an_attack(string location)
    {
        var file = Inspect("m.onnx", Onnx(domain: "", location));

        Assert.Equal("onnx-external-data-escape", Assert.Single(file.Scan.Findings).Rule);
    }

    [Fact]
    public void ONNX_weights_that_are_absent_count_as_not_scanned() =>
        Assert.Equal(ModelScanVerdict.NotScanned, Inspect("m.onnx", Onnx(domain: "", "weights.bin")).Scan.Verdict);

    [Fact]
    public void A_custom_ONNX_operator_is_reported() =>
        Assert.Equal("my.ops::Run", Assert.Single(Inspect("m.onnx", Onnx(domain: "my.ops", null)).Scan.Findings).Operator);

    [Fact]
    public void A_truncated_ONNX_model_is_not_scanned() =>
        Assert.Equal(ModelScanVerdict.NotScanned, Inspect("m.onnx", Onnx("", null)[..^3]).Scan.Verdict);

    [Fact]
    public void A_GGUF_template_that_reaches_code_is_reported()
    {
        var bad = Inspect("m.gguf", Gguf("tokenizer.chat_template", "{{ ''.__class__.__mro__ }}"));
        var good = Inspect("m.gguf", Gguf("tokenizer.chat_template", "{% for m in messages %}{{ m['content'] }}{% endfor %}"));

        Assert.Equal(ModelScanVerdict.Unsafe, bad.Scan.Verdict);
        Assert.Equal(("gguf", ModelScanVerdict.Clean), (good.Format, good.Scan.Verdict));
    }

    [Fact]
    public void A_GGUF_file_with_a_length_beyond_its_end_is_not_scanned()
    {
        var content = Gguf("general.name", "m");
        content[24] = 0xFF;
        content[29] = 0xFF;

        Assert.Equal(ModelScanVerdict.NotScanned, Inspect("m.gguf", content).Scan.Verdict);
    }

    [Theory]
    [InlineData("""{"module":"keras.layers","class_name":"Dense","config":{}}""", ModelScanVerdict.Clean)]
    [InlineData("""{"module":"keras.layers","class_name":"Lambda","config":{"function":{"class_name":"__lambda__"}}}""", ModelScanVerdict.Unsafe)]
    [InlineData("""{"layers":[{"module":"builtins","class_name":"function","config":"exec"}]}""", ModelScanVerdict.Unsafe)]
    [InlineData("""{"module":"os","class_name":"system"}""", ModelScanVerdict.Unsafe)]
    [InlineData("no json", ModelScanVerdict.NotScanned)]
    public void A_Keras_archive_is_judged_by_its_configuration(string config, ModelScanVerdict wanted)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("config.json").Open())
            {
                entry.Write(Encoding.UTF8.GetBytes(config));
            }
            zip.CreateEntry("metadata.json").Open().Dispose();
        }

        var file = Inspect("m.keras", stream.ToArray());

        Assert.Equal(("keras", wanted), (file.Format, file.Scan.Verdict));
    }

    [Theory]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense"}]}}""", ModelScanVerdict.Clean)]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Lambda"}]}}""", ModelScanVerdict.Unsafe)]
    [InlineData("""{"class_name": "Seq""", ModelScanVerdict.NotScanned)]
    public void An_HDF5_model_is_judged_by_the_configuration_inside(string config, ModelScanVerdict wanted)
    {
        byte[] content = [0x89, .. "HDF\r\n\x1a\n"u8, 0, 0, .. "model_config"u8, 0, .. Encoding.UTF8.GetBytes(config), 0, 0, 0];

        Assert.Equal(("hdf5", wanted), (Inspect("m.h5", content).Format, Inspect("m.h5", content).Scan.Verdict));
    }

    [Theory]
    [InlineData("MatMul", ModelScanVerdict.Clean)]
    [InlineData("WriteFile", ModelScanVerdict.Unsafe)]
    public void A_SavedModel_is_judged_by_its_operators(string op, ModelScanVerdict wanted)
    {
        var node = Field(2, Encoding.UTF8.GetBytes(op));
        byte[] model = [0x08, 1, .. Field(2, Field(2, Field(1, node)))];

        var file = Inspect("saved_model.pb", model);

        Assert.Equal(("savedmodel", wanted), (file.Format, file.Scan.Verdict));
    }

    [Fact]
    public void Remote_code_in_a_configuration_is_reported() =>
        Assert.Contains(Inspect("config.json", """{"auto_map":{"AutoModel":"modeling_x.X"}}"""u8.ToArray()).Scan.Findings, f => f.Rule == "remote-code");

    [Fact]
    public void Any_bytes_under_any_name_give_an_answer()
    {
        string[] names = ["a.safetensors", "a.onnx", "a.gguf", "a.keras", "a.h5", "saved_model.pb", "a.tflite", "a.json", "a.pt"];
        byte[][] heads = [[], "GGUF\x03\0\0\0"u8.ToArray(), [0, 0, 0, 0, .. "TFL3"u8], "{"u8.ToArray(), [0x89, .. "HDF\r\n\x1a\n"u8], [0x08, 1, 0x12]];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, heads.Length - 1], Gen.Byte.Array[0, 80]).Sample(
            input => Inspect(names[input.Item1], [.. heads[input.Item2], .. input.Item3]).Sha256 is not null, iter: 3_000, threads: 1);
    }

    private ModelFile Inspect(string name, byte[] content) =>
        new ModelFileInspector(new ArtefactScanner()).Inspect(_folder.Write(name, content), name);

    private static byte[] Safetensors(string header, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        return [.. prefix, .. text, .. new byte[dataBytes]];
    }

    private static byte[] Gguf(string key, string value)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write(0UL);
        writer.Write(1UL);
        writer.Write((ulong)key.Length);
        writer.Write(Encoding.UTF8.GetBytes(key));
        writer.Write(8u);
        writer.Write((ulong)value.Length);
        writer.Write(Encoding.UTF8.GetBytes(value));
        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] Onnx(string domain, string? location)
    {
        byte[] node = [.. Field(4, "Run"u8.ToArray()), .. Field(7, Encoding.UTF8.GetBytes(domain))];
        byte[] external = location is null ? [] : Field(5, Field(13, [.. Field(1, "location"u8.ToArray()), .. Field(2, Encoding.UTF8.GetBytes(location))]));
        return [0x08, 8, .. Field(7, [.. Field(1, node), .. external]), .. Field(8, [0x10, 17])];
    }

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
