namespace Bylaw.Detection.Scanning;

/// <summary>Adds findings by the numbers of their names.</summary>
internal static class FindingList
{
    /// <summary>Shape and check digits.</summary>
    public static readonly ushort ShapeCheck = Labels.Number("shape+check");

    /// <summary>Shape, check digits and a word near by.</summary>
    public static readonly ushort ShapeCheckContext = Labels.Number("shape+check+context");

    /// <summary>Check digits and a word near by.</summary>
    public static readonly ushort CheckContext = Labels.Number("check+context");

    /// <summary>Check digits alone.</summary>
    public static readonly ushort Check = Labels.Number("check");

    /// <summary>Adds a finding.</summary>
    public static void Put(this List<Finding> found, ushort type, int start, int length, double score, ushort evidence) => found.Add(new(type, start, length, score, evidence));

    /// <summary>Adds a finding by its names; for types that are rare.</summary>
    public static void Put(this List<Finding> found, string type, int start, int length, double score, string evidence) => found.Add(new(type, start, length, score, evidence));
}
