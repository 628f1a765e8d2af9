using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Scanning;
using CsCheck;

namespace Bylaw.Collectors.Tests.Models;

public sealed class PickleScanTests
{
    [Fact]
    public void A_call_of_a_program_starter_is_an_attack()
    {
        var result = Scan(PickleWriter.Attack());

        Assert.Equal(ModelScanVerdict.Unsafe, result.Verdict);
        var finding = Assert.Single(result.Findings);
        Assert.Equal("os.system", finding.Operator);
        Assert.Equal(ModelFindingSeverity.Critical, finding.Severity);
    }

    [Fact]
    public void A_plain_object_of_a_known_library_is_clean() => Assert.Equal(ModelScanVerdict.Clean, Scan(PickleWriter.Benign()).Verdict);

    [Theory]
    [InlineData("mypackage.layers", "CustomLayer")]
    [InlineData("numpy", "__builtins__")]
    [InlineData("torch", "_utils")]
    [InlineData("sklearn.linear_model", "os")]
    [InlineData("sklearn.linear_model._base", "LinearRegression.fit")]
    [InlineData("sklearn.datasets._base", "Bunch")]
    [InlineData("numpy\n", "float64")]
    [InlineData("Numpy", "float64")]
    [InlineData("numpy.float64", "")]
    public void A_name_that_is_not_known_to_be_safe_is_never_clean(string module, string name)
    {
        var result = Scan(new PickleWriter().Proto(4).StackGlobal(module, name).Op(")R").Stop());

        Assert.Equal(ModelScanVerdict.Unsafe, result.Verdict);
    }

    [Fact]
    public void A_name_in_the_memo_under_other_numbers_is_still_followed()
    {
        var pickle = new PickleWriter().Proto(4)
            .Text("os").Op("q\x07" + "0").Text("system").Op("q\x09" + "0").Text("numpy").Text("float64").Op("00")
            .Op("h\x07h\x09\x93").Text("id").Op("\x85R").Stop();

        Assert.Equal("os.system", Assert.Single(Scan(pickle).Findings).Operator);
    }

    [Fact]
    public void Escapes_in_a_name_do_not_hide_it()
    {
        var pickle = new PickleWriter().Op("V").Line(@"o\u0073").Op("S").Line(@"'sys\x74em'").Op("\x93(V").Line("id").Op("tR").Stop();

        Assert.Equal("os.system", Assert.Single(Scan(pickle).Findings).Operator);
    }

    [Fact]
    public void The_old_instance_instruction_counts_as_a_call()
    {
        var pickle = new PickleWriter().Op("(S").Line("'id'").Op("i").Line("os").Line("system").Cut();

        var result = Scan([.. pickle, (byte)'?']);

        Assert.Equal(ModelScanVerdict.Unsafe, result.Verdict);
        Assert.NotEmpty(result.Unscanned);
    }

    [Fact]
    public void Giving_state_to_an_imported_object_is_an_attack_even_when_its_name_is_safe()
    {
        var pickle = new PickleWriter().Proto(2).Global("numpy", "float64").Op("}").Text("x").Op("K\x01sb").Stop();

        Assert.Contains(Scan(pickle).Findings, f => f.Rule == "pickle-changed-import");
    }

    [Fact]
    public void Calling_what_a_call_gave_is_reported()
    {
        var pickle = new PickleWriter().Proto(2).Global("functools", "partial").Global("numpy", "log").Op("\x85R)R").Stop();

        Assert.Contains(Scan(pickle).Findings, f => f.Rule == "pickle-computed-call");
    }

    [Theory]
    [InlineData("numpy", "float64", "__class__", ModelScanVerdict.Unsafe)]
    [InlineData("transformers.trainer_utils", "IntervalStrategy", "EPOCH", ModelScanVerdict.Clean)]
    [InlineData("os", "path", "EXISTS", ModelScanVerdict.Unsafe)]
    public void Getattr_is_judged_by_what_it_fetches(string module, string name, string attribute, ModelScanVerdict wanted)
    {
        var pickle = new PickleWriter().Proto(2).Global("builtins", "getattr").Global(module, name).Text(attribute).Op("\x86R").Stop();

        Assert.Equal(wanted, Scan(pickle).Verdict);
    }

    [Fact]
    public void Getattr_that_is_handed_on_is_an_attack()
    {
        var pickle = new PickleWriter().Proto(2).Global("functools", "partial").Global("builtins", "getattr").Op("\x85R").Stop();

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(pickle).Verdict);
    }

    [Fact]
    public void A_ufunc_is_judged_by_the_module_it_names()
    {
        static byte[] Ufunc(string module, string name) =>
            new PickleWriter().Proto(2).Global("numpy.core", "_ufunc_reconstruct").Text(module).Text(name).Op("\x86R").Stop();

        Assert.Equal(ModelScanVerdict.Clean, Scan(Ufunc("numpy", "log1p")).Verdict);
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Ufunc("os", "system")).Verdict);
    }

    [Theory]
    [InlineData("\x82\x01")]
    [InlineData("\x83\x01\x00")]
    [InlineData("\x84\x01\x00\x00\x00")]
    public void An_import_by_registry_number_is_reported(string opcodes) =>
        Assert.Contains(Scan(new PickleWriter().Proto(2).Op(opcodes + ")R").Stop()).Findings, f => f.Rule == "pickle-extension-code");

    [Fact]
    public void A_pickle_behind_the_first_stop_is_read_too() =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan([.. PickleWriter.Benign(), .. PickleWriter.Attack()]).Verdict);

    [Fact]
    public void A_pickle_inside_a_byte_string_is_read_too()
    {
        var outer = new PickleWriter().Proto(3).Op("}").Text("payload").Bytes(PickleWriter.Attack()).Op("s").Stop();

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(outer).Verdict);
    }

    [Fact]
    public void Bytes_written_as_text_for_old_protocols_are_read_too()
    {
        var payload = string.Concat(PickleWriter.Attack().Select(b => (char)b));
        var outer = new PickleWriter().Proto(2).Global("_codecs", "encode").Text(payload).Text("latin1").Op("\x86R").Stop();

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(outer).Verdict);
    }

    [Fact]
    public void Tensor_bytes_are_scanned_before_their_loader_is_called_safe()
    {
        static byte[] Load(byte[] content) =>
            new PickleWriter().Proto(3).Global("torch.storage", "_load_from_bytes").Bytes(content).Op("\x85R").Stop();

        Assert.Equal(ModelScanVerdict.Clean, Scan(Load(PickleWriter.Benign())).Verdict);
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Load(PickleWriter.Attack())).Verdict);
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Load([1, 2, 3, 4, 5, 6])).Verdict);
    }

    [Fact]
    public void Array_data_that_joblib_skips_is_also_read_as_plain_pickle_would()
    {
        static byte[] Wrapped(byte[] data) => [.. new PickleWriter().Proto(4)
            .Global("joblib.numpy_pickle", "NumpyArrayWrapper").Op(")\x81}(")
            .Text("shape").Op($"K{(char)data.Length}\x85")
            .Text("dtype").Global("numpy", "dtype").Text("u1").Op("\x85R")
            .Op("ub").Cut(), .. data, (byte)'.'];

        Assert.Equal(ModelScanVerdict.Clean, Scan(Wrapped([200, 201, 202])).Verdict);
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Wrapped(PickleWriter.Attack())).Verdict);
    }

    [Theory]
    [InlineData("model.pkl")]
    [InlineData("model.joblib")]
    [InlineData("model.pt")]
    public void A_promised_pickle_that_is_none_counts_as_not_scanned(string name) =>
        Assert.Equal(ModelScanVerdict.NotScanned, Scan([0x89, .. "PNG\r\n"u8], name).Verdict);

    [Fact]
    public void A_pickle_that_breaks_off_before_its_call_counts_as_not_scanned()
    {
        var result = Scan(new PickleWriter().Proto(2).Global("os", "system").Text("id").Cut());

        Assert.Equal(ModelScanVerdict.NotScanned, result.Verdict);
        Assert.Equal("os.system", Assert.Single(result.Findings).Operator);
    }

    [Fact]
    public void A_pickle_that_breaks_off_behind_its_call_is_an_attack() =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(PickleWriter.Attack()[..^1]).Verdict);

    [Fact]
    public void Plain_data_under_an_open_name_is_clean() => Assert.Equal(ModelScanVerdict.Clean, Scan([1, 2, 3, 250, 251], "weights.bin").Verdict);

    [Fact]
    public void A_named_exception_to_the_list_is_honoured_but_never_for_a_dangerous_name()
    {
        var scanner = new ArtefactScanner(safeNames: ["mypackage.**", "os.system"]);
        var own = new PickleWriter().Proto(2).Global("mypackage.models", "Scorer").Op(")\x81").Stop();

        Assert.Equal(ModelScanVerdict.Clean, scanner.Scan(new MemoryStream(own), "m.pkl").Verdict);
        Assert.Equal(ModelScanVerdict.Unsafe, scanner.Scan(new MemoryStream(PickleWriter.Attack()), "m.pkl").Verdict);
    }

    [Fact]
    public void Any_bytes_give_a_result_and_never_an_exception() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Scan(bytes).Verdict >= ModelScanVerdict.Clean, iter: 20_000);

    [Fact]
    public void No_single_changed_byte_of_an_attack_makes_the_scanner_fail()
    {
        var attack = PickleWriter.Attack();
        Gen.Select(Gen.Int[0, attack.Length - 1], Gen.Byte).Sample(change =>
        {
            var bytes = (byte[])attack.Clone();
            bytes[change.Item1] = change.Item2;
            return Scan(bytes).Verdict >= ModelScanVerdict.Clean;
        });
    }

    private static ArtefactScanResult Scan(byte[] content, string name = "model.pkl") =>
        new ArtefactScanner().Scan(new MemoryStream(content), name);
}
