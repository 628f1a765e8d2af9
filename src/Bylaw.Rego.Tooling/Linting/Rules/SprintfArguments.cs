using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Counts the verbs of a format string and the arguments given to it.</summary>
internal sealed class SprintfArguments : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3008", "the format wants {0} arguments, but {1} are given");

    public override DiagnosticKind Kind => _kind;

    public override void VisitTerm(TermSyntax term)
    {
        if (term is CallTerm { Function: VarTerm { Name: "sprintf" }, Arguments: [StringTerm format, ArrayTerm arguments] } call
            && CountVerbs(format.Value) is { } wanted && wanted != arguments.Items.Length)
        {
            Report(call.Span, null, null, wanted, arguments.Items.Length);
        }
        base.VisitTerm(term);
    }

    // Explicit indexes and stars make the count a matter of running it: no answer.
    private static int? CountVerbs(string format)
    {
        var count = 0;
        for (var i = format.IndexOf('%'); i >= 0 && i < format.Length; i = format.IndexOf('%', i + 1))
        {
            i++;
            while (i < format.Length && format[i] is '+' or '-' or '#' or ' ' or '0' or '.' or (>= '1' and <= '9'))
            {
                i++;
            }
            if (i >= format.Length || format[i] is '[' or '*')
            {
                return null;
            }
            count += format[i] == '%' ? 0 : 1;
            if (i + 1 >= format.Length)
            {
                break;
            }
        }
        return count;
    }
}
