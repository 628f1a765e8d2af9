using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Finds calls of the built-in behind <c>in</c>.</summary>
internal sealed class MemberCalls : SyntaxWalker
{
    private bool _found;

    public static bool AreIn(ModuleSyntax module)
    {
        var calls = new MemberCalls();
        calls.VisitModule(module);
        return calls._found;
    }

    public override void VisitTerm(TermSyntax term)
    {
        _found |= term is CallTerm && InfixCalls.Desugar(term) is MembershipTerm;
        base.VisitTerm(term);
    }
}
