using Bylaw.Rego.Types;

namespace Bylaw.Rego.Planning;

/// <content>What is known of the variables of a rule, for those who ask afterwards.</content>
internal sealed partial class TypeChecker
{
    /// <summary>Works out the types of a rule's variables again; the groups that it refers to have been checked.</summary>
    public IEnumerable<(Variable Variable, RegoType Type)> VariablesOf(RulePlan rule)
    {
        Enter(rule);
        foreach (var parameter in rule.Parameters)
        {
            Match(parameter, Infer(parameter));
        }
        foreach (var branch in rule.Branches)
        {
            CheckBody(branch.Body);
            Infer(branch.Value);
        }
        foreach (var variable in rule.Variables)
        {
            if (!variable.IsGenerated && _variables[variable.Index] is { } type)
            {
                yield return (variable, type);
            }
        }
    }
}
