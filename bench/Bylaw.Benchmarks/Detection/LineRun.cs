using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Benchmarks.Detection;

/// <summary>Scans one line of many gigabytes and states time, memory and whether every value that hides in it was found.</summary>
internal static class LineRun
{
    private const int Every = 64 << 20;

    public static int Run(int gigabytes)
    {
        var length = gigabytes * 1_000_000_000L;
        using var line = new EndlessLine(length);
        var watch = Stopwatch.StartNew();
        var result = new DataScanner(new ScanOptions()).ScanStream(line, "line", CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var found = result.Counts.GetValueOrDefault("EMAIL");
        var whole = found == ((length - 1) / Every) + 1 && result.IsComplete && result.Bytes == length;
        Console.WriteLine($"one line of {gigabytes} GB: {seconds:F1} s, {gigabytes / seconds:F2} GB/s, peak {peak / 1e6:F0} MB, {found:N0} addresses {(whole ? "all found" : "MISSED")}");
        Console.WriteLine(JsonSerializer.Serialize(new { group = "detection", data = "line", gigabytes, seconds = Math.Round(seconds, 2), peak_mb = peak / 1_000_000, found, complete = whole }));
        return whole && peak < 500_000_000 ? 0 : 1;
    }

    /// <summary>Small words without a line end, and an address in each 64 MiB.</summary>
    private sealed class EndlessLine(long length) : Stream
    {
        private static readonly byte[] _block = Block();
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var place = (int)(_at % Every);
            var count = (int)Math.Min(Math.Min(buffer.Length, length - _at), Every - place);
            _block.AsSpan(place, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static byte[] Block()
        {
            var block = new byte[Every];
            Encoding.ASCII.GetBytes("mail anna.berg@example.org ").CopyTo(block, 0);
            var words = "of the long line no end is known and it goes on "u8;
            for (var at = 27; at < Every; at += words.Length)
            {
                words[..Math.Min(words.Length, Every - at)].CopyTo(block.AsSpan(at));
            }
            return block;
        }
    }
}
