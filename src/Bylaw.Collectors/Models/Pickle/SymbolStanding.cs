namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Says what is known about an imported name.</summary>
internal enum SymbolStanding
{
    /// <summary>Neither list holds the name: nobody has shown that it is safe.</summary>
    Unlisted,

    /// <summary>Safe with any arguments, as long as these hold only safe names too.</summary>
    Safe,

    /// <summary>Safe only in the one use that the machine checks, such as <c>getattr</c> on a safe name.</summary>
    Conditional,

    /// <summary>Known to run code, start programs, read or write files, or open connections.</summary>
    Dangerous,
}
