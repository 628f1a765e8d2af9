namespace Bylaw.Cli.Commands.Init;

/// <summary>A risk class that is proposed from domain, effect and jurisdiction. Code is never looked at for it, and a person confirms it.</summary>
/// <param name="Class">high, limited or minimal; what is prohibited is never proposed but asked.</param>
/// <param name="Point">The point of Annex III, or null.</param>
/// <param name="Why">The reason in a few words.</param>
internal sealed record RiskProposal(string Class, string? Point, string Why)
{
    /// <summary>The domains that a manifest knows, each with its point of Annex III where it has one.</summary>
    public static IReadOnlyDictionary<string, string?> Domains { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["none"] = null, ["credit"] = "5(b)", ["employment"] = "4(a)", ["education"] = "3(a)", ["health"] = "5(a)", ["insurance"] = "5(c)", ["housing"] = null,
        ["justice"] = "8(a)", ["law_enforcement"] = "6(a)", ["migration"] = "7(a)", ["biometrics"] = "1(a)", ["critical_infrastructure"] = "2", ["essential_public"] = "5(a)", ["elections"] = "8(b)",
    };

    /// <summary>Proposes a class.</summary>
    /// <param name="domain">In which domain the system helps to decide.</param>
    /// <param name="effect">What it does to a decision.</param>
    /// <param name="jurisdictions">Where it is used.</param>
    /// <param name="isUserFacing">Whether people deal with it.</param>
    public static RiskProposal For(string domain, string effect, IReadOnlyCollection<string> jurisdictions, bool isUserFacing)
    {
        var inUnion = jurisdictions.Contains("EU");
        if (Domains.TryGetValue(domain, out var point) && point is not null && effect != "none" && inUnion)
        {
            return new RiskProposal("high", point, $"AI Act Annex III {point}");
        }
        if (domain != "none" && effect is "materially_influences" or "solely_automated")
        {
            return new RiskProposal("high", null, $"it decides or helps to decide about people in {domain}");
        }
        return isUserFacing
            ? new RiskProposal("limited", null, "people deal with it directly")
            : new RiskProposal("minimal", null, "no domain of Annex III and nobody deals with it directly");
    }
}
