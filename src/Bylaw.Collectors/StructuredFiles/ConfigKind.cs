namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Says what a configuration value is. Absence is not a kind: an absent value is not in its map.</summary>
public enum ConfigKind
{
    /// <summary>Written as null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number, kept as the digits that were written.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>An ordered list.</summary>
    List,

    /// <summary>Names with values, in the order they were written.</summary>
    Map,

    /// <summary>Not known before the deployment is applied, or not computable from what was read.</summary>
    Unknown,
}
