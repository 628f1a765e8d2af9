using System.Collections.Immutable;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Init;

/// <summary>What a person says about a system, or what is proposed in their place.</summary>
internal sealed record InitAnswers
{
    public required string Id { get; init; }

    public string Purpose { get; init; } = "Say in one sentence what the system is for";

    public string? Owner { get; init; }

    public string Domain { get; init; } = "none";

    public string Effect { get; init; } = "informs";

    public bool IsUserFacing { get; init; }

    public ImmutableArray<string> Jurisdictions { get; init; } = ["EU"];

    public ImmutableArray<string> Roles { get; init; } = ["deployer"];

    /// <summary>Gets the names of what a person answered; the rest is only proposed.</summary>
    public ImmutableHashSet<string> Confirmed { get; init; } = [];

    /// <summary>Proposes all answers.</summary>
    public static InitAnswers Propose(string id, RepositoryScan found) => new() { Id = id, Owner = found.Owner, IsUserFacing = !found.Agents.IsEmpty };

    /// <summary>Asks in a terminal; an empty answer keeps what is proposed and its mark.</summary>
    public static InitAnswers Ask(IAnsiConsole console, InitAnswers proposed)
    {
        var confirmed = ImmutableHashSet.CreateBuilder<string>();
        var purpose = console.Prompt(new TextPrompt<string>("What is the system for? One sentence:").AllowEmpty());
        var owner = console.Prompt(new TextPrompt<string>($"Whom does one reach about it?{(proposed.Owner is null ? "" : $" [grey]({Markup.Escape(proposed.Owner)})[/]")}").AllowEmpty());
        var domain = Choose(console, "In which domain does it help to decide about people?", RiskProposal.Domains.Keys);
        var effect = Choose(console, "What does it do to a decision?", ["none", "informs", "materially_influences", "solely_automated"]);
        var facing = console.Confirm("Do people deal with it directly?", proposed.IsUserFacing);
        var places = console.Prompt(new TextPrompt<string>("Where is it used? [grey](EU, US-CO, US-NY-NYC …)[/]").DefaultValue("EU"));
        var roles = console.Prompt(new MultiSelectionPrompt<string>().Title("What are you to it?").AddChoices("provider", "deployer", "importer", "distributor"));
        confirmed.UnionWith(["decision_domain", "decision_effect", "user_facing", "jurisdictions", "operator_roles"]);
        if (purpose.Trim().Length > 0)
        {
            confirmed.Add("purpose");
        }
        if (owner.Trim().Length > 0)
        {
            confirmed.Add("owner");
        }
        return proposed with
        {
            Purpose = purpose.Trim().Length > 0 ? purpose.Trim() : proposed.Purpose,
            Owner = owner.Trim().Length > 0 ? owner.Trim() : proposed.Owner,
            Domain = domain,
            Effect = effect,
            IsUserFacing = facing,
            Jurisdictions = [.. places.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)],
            Roles = [.. roles],
            Confirmed = confirmed.ToImmutable(),
        };
    }

    private static string Choose(IAnsiConsole console, string title, IEnumerable<string> choices) =>
        console.Prompt(new SelectionPrompt<string>().Title(title).PageSize(14).AddChoices(choices));
}
