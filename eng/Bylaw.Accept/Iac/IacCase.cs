namespace Bylaw.Accept.Iac;

/// <summary>One case: what names it, and what finds out whether it comes out as wanted.</summary>
/// <param name="Id">A name that stays the same over runs.</param>
/// <param name="Check">Returns null when all is as wanted, else what was wanted and what came.</param>
internal sealed record IacCase(string Id, Func<string?> Check)
{
    /// <summary>Begins the answer of a case whose wanted outcome we decline, with the reason after it.</summary>
    public const string Declined = "declined: ";

    /// <summary>Runs the case; an exception is an outcome like any other.</summary>
    public string? Run()
    {
        try
        {
            return Check();
        }
        catch (Exception fault)
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }
}
