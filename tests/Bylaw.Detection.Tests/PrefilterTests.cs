using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Bylaw.Detection.Catalogue;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Scanning;
using Bylaw.Testing;
using CsCheck;

namespace Bylaw.Detection.Tests;

/// <summary>What is skipped for speed is what would have found nothing.</summary>
public sealed class PrefilterTests
{
    private static readonly Gen<byte[]> _text = Gen.OneOf(
            Gen.Byte.Array[0, 30],
            OneOf("0123456789 -./+)(:ABCDEFxyz@_=\n".Select(c => (byte)c).ToArray()).Array[0, 40],
            OneOf("00:1A:2B:3C:4D:5E", "(415) 555-2671", "536-90-4399", "DE89 3704 0044 0532 0130 00", "1HGCM82633A004352", " 12:30:45 ", "ümlaut", "version ", "card ").Select(Encoding.UTF8.GetBytes))
        .Array[0, 12].Select(parts => parts.SelectMany(p => p).ToArray());

    [Fact]
    public void Candidates_by_mask_are_the_candidates_by_definition()
    {
        _text.Sample(
            text =>
            {
                for (var start = 0; start < text.Length; start += 64)
                {
                    var (before, block, after) = (Classes(text, start - 64), Classes(text, start), Classes(text, start + 64));
                    var numbers = Candidates.Numbers(before, block, after);
                    var addresses = Candidates.Addresses(before, block, after);
                    for (var i = 0; i < 64 && start + i < text.Length; i++)
                    {
                        Assert.Equal(NumberWindow.Read(text, start + i), NumberWindow.Of(before, block, after, i));
                        Assert.Equal(Candidates.IsNumber(text, start + i), (numbers >> i & 1) == 1);
                        Assert.Equal(Candidates.IsAddress(text, start + i), (addresses >> i & 1) == 1);
                    }
                }
            },
            iter: 3_000);
    }

    [Fact]
    public void A_survey_of_stretches_finds_the_candidates_of_each_block()
    {
        Gen.Select(_text, Gen.Int[0, 300]).Sample(
            (part, times) =>
            {
                var text = Enumerable.Repeat(part, times).SelectMany(p => p).ToArray();
                var stretch = new Stretch();
                for (var start = 0; start < text.Length; start += Stretch.Length)
                {
                    stretch.Survey(text, start);
                    var places = stretch.Places.ToArray().Select(Stretch.Read).ToHashSet();
                    var expected = new HashSet<(int, bool)>();
                    var secrets = 0UL;
                    for (var at = start; at < text.Length && at < start + Stretch.Length; at += ByteClasses.Width)
                    {
                        var (before, block, after) = (Classes(text, at - 64), Classes(text, at), Classes(text, at + 64));
                        Assert.Equal(block, stretch.Block((at - start) / 64));
                        var (ones, pairs) = (block.At | Candidates.Numbers(before, block, after), Candidates.Addresses(before, block, after));
                        for (var i = 0; i < 64; i++)
                        {
                            _ = (ones >> i & 1) == 1 && expected.Add((at - start + i, false));
                            _ = (pairs >> i & 1) == 1 && expected.Add((at - start + i, true));
                        }
                        secrets |= (SecretPlaces.MayHold(before, block, after) ? 1UL : 0) << ((at - start) / 64);
                        Assert.Equal(NumberWindow.Read(text, at), stretch.Window(at - start));
                    }
                    Assert.Equal(expected.Count, stretch.Places.Length);
                    Assert.True(expected.SetEquals(places));
                    Assert.Equal(secrets, stretch.Secrets);
                }
            },
            iter: 300);
    }

    [Fact]
    public void What_is_no_candidate_would_find_nothing_more()
    {
        _text.Sample(
            text =>
            {
                var (everywhere, candidates) = (new List<Finding>(), new List<Finding>());
                for (var at = 0; at < text.Length; at++)
                {
                    if (text[at] is >= (byte)'0' and <= (byte)'9' && (at == 0 || text[at - 1] is < (byte)'0' or > (byte)'9'))
                    {
                        NumberVerifier.Verify(text, at, NumberWindow.Read(text, at), new char[NumberVerifier.BufferLength], everywhere);
                        if (Candidates.IsNumber(text, at))
                        {
                            NumberVerifier.Verify(text, at, NumberWindow.Read(text, at), new char[NumberVerifier.BufferLength], candidates);
                        }
                    }
                }

                var kept = candidates.Select(f => (f.Type, f.Start, f.Length)).ToHashSet();
                Assert.DoesNotContain(everywhere, f => !kept.Contains((f.Type, f.Start, f.Length)));
            },
            iter: 3_000);
    }

    [Fact]
    public void The_window_of_words_says_what_the_plain_search_says()
    {
        var types = DetectionTypes.All.Where(t => t.ContextWords.Count > 0).ToArray();
        var prepared = types.Select(t => new ContextWords(t.ContextWords)).ToArray();
        var words = OneOf(types.SelectMany(t => t.ContextWords).Append("version").Append("order").Append("x").ToArray());
        Gen.Select(words.Array[0, 8], words.Array[0, 4], OneOf(" ", ",", "_", "1", "", " :"), (before, after, joint) => (string.Join(joint, before), string.Join(joint, after))).Sample(
            t =>
            {
                var head = Encoding.UTF8.GetBytes(t.Item1 + " ");
                byte[] text = [.. head, .. "123456789"u8, .. Encoding.UTF8.GetBytes(" " + t.Item2), .. new byte[t.Item1.Length % 2 * 30]];
                var window = new ContextWindow(text, head.Length, head.Length + 9);
                var foreseen = new ContextWindow(text, head.Length, head.Length + 9);
                foreseen.Expect(ContextWords.Union(prepared));
                for (var i = 0; i < types.Length; i++)
                {
                    Assert.Equal(Context.HasWord(text, head.Length, head.Length + 9, types[i].ContextWords), window.Has(prepared[i]));
                    Assert.Equal(window.Has(prepared[i]), foreseen.Has(prepared[i]));
                    var alone = new ContextWindow(text, head.Length, head.Length + 9);
                    alone.Expect(ContextWords.Union([prepared[i]]));
                    Assert.Equal(window.Has(prepared[i]), alone.Has(prepared[i]));
                    Assert.Equal(window.IsContrary(), alone.IsContrary());
                }
                Assert.Equal(Context.IsContrary(text, head.Length), window.IsContrary());
            },
            iter: 2_000);
    }

    [Fact]
    public void Area_codes_say_what_the_numbering_plans_say()
    {
        Gen.Select(Gen.Int[2_000_000, 9_999_999], Gen.Int[100, 999]).Sample(
            pair =>
            {
                var digits = $"{pair.Item2}{pair.Item1}";
                if (TelephonePlans.IsNorthAmerican(digits))
                {
                    Assert.True(TelephonePlans.IsValid("+1" + digits, null), digits);
                }
            },
            iter: 2_000);
    }

    [Fact]
    public void Secrets_that_are_found_when_asked_for_are_found_without_asking()
    {
        var asked = new Detector(new DetectorOptions { Types = ["SECRET"] });
        var plain = new Detector();
        using var stream = new GZipStream(File.OpenRead(SharedData.Require("pii/gitleaks_vectors.json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var (found, missed) = (0, new List<string>());
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("polarity").GetString() == "positive"))
        {
            var text = item.GetProperty("text").GetString()!;
            if (asked.Scan(text).Count > 0)
            {
                found++;
                if (!plain.Scan(text).Any(f => f.Type.StartsWith("SECRET_", StringComparison.Ordinal)))
                {
                    missed.Add(item.GetProperty("rule").GetString()!);
                }
            }
        }

        Assert.True(missed.Count <= found / 100, $"{missed.Count} of {found}: {string.Join(", ", missed.GroupBy(m => m).Select(g => $"{g.Key} {g.Count()}"))}");
    }

    [Theory]
    [InlineData("call (415) 555-2671 now", "PHONE")]
    [InlineData("AA:BB:CC:DD:EE:0F joined", "MAC")]
    public void Layouts_that_begin_with_a_sign_or_a_letter_are_found(string text, string type)
    {
        Assert.Contains(new Detector().Scan(text), f => f.Type == type);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static ByteClasses Classes(byte[] text, int start)
    {
        var block = new byte[64];
        if (start >= 0 && start < text.Length)
        {
            text.AsSpan(start, Math.Min(64, text.Length - start)).CopyTo(block);
        }
        return ByteClasses.OfScalar(block);
    }
}
