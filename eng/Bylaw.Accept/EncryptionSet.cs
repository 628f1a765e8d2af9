using System.Text.Json;
using Bylaw.Detection.Encryption;

namespace Bylaw.Accept;

/// <summary>Columns labelled by how they are protected: <c>encryption_columns.json[.gz]</c>.</summary>
internal sealed class EncryptionSet : IAcceptanceSet
{
    public string Name => "encryption";

    public string Summary => "columns in the clear, encoded, hashed, encrypted, masked or tokenised: the verdict on each";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var file in VectorFile.Find(folder, "encryption_columns"))
        {
            using var document = VectorFile.Read(file);
            var root = document.RootElement;
            var columns = (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("columns")).EnumerateArray()
                .Select(c => (Name: c.GetProperty("column").GetString()!, Wanted: c.GetProperty("verdict").GetString()!, Values: c.GetProperty("values").EnumerateArray().Select(v => v.GetString()!).ToList()))
                .ToList();
            foreach (var (name, wanted, values) in columns)
            {
                // The columns stand in one table, so a hash is tried against the clear values beside it.
                var others = columns.Where(c => c.Name != name).SelectMany(c => c.Values);
                var protection = ColumnJudge.Judge(name, values, others);
                var actual = ColumnProtection.Name(protection.Verdict);
                if (Agrees(wanted, actual))
                {
                    tally.Pass();
                }
                else
                {
                    tally.Fail(name, $"wanted {wanted}, got {actual}: {protection.Reason}");
                }
            }
        }
        return Task.CompletedTask;
    }

    /// <summary>A token is a pseudonym in the six verdicts; a keyed hash without an attested key cannot be told from a cipher and must be UNKNOWN.</summary>
    private static bool Agrees(string wanted, string actual) =>
        wanted == actual || (wanted == "TOKENISED" && actual == "PSEUDONYMISED") || (wanted == "PSEUDONYMISED" && actual == "UNKNOWN");
}
