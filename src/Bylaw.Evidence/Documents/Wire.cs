using System.Globalization;

namespace Bylaw.Evidence.Documents;

/// <summary>Holds the wire forms that several parts of a document share.</summary>
internal static class Wire
{
    /// <summary>Writes a moment as RFC 3339 in UTC, with fractions only where there are any.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes an origin.</summary>
    public static string Name(EvidenceOrigin origin) => origin switch
    {
        EvidenceOrigin.Collected => "collected",
        EvidenceOrigin.Imported => "imported",
        EvidenceOrigin.Declared => "declared",
        EvidenceOrigin.Derived => "derived",
        EvidenceOrigin.Runtime => "runtime",
        _ => "attested",
    };

    /// <summary>Reads an origin that the schema has already accepted.</summary>
    public static EvidenceOrigin Origin(string name) => name switch
    {
        "collected" => EvidenceOrigin.Collected,
        "imported" => EvidenceOrigin.Imported,
        "declared" => EvidenceOrigin.Declared,
        "derived" => EvidenceOrigin.Derived,
        "runtime" => EvidenceOrigin.Runtime,
        _ => EvidenceOrigin.Attested,
    };
}
