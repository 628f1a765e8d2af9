using Bylaw.Rego.Builtins.Templates;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Built-ins that fill templates.</summary>
internal static class TemplateBuiltins
{
    /// <summary>Fills a template in the language of Go's <c>text/template</c>; variables that are missing read <c>&lt;undefined&gt;</c>.</summary>
    [Builtin("strings.render_template", "(value: string, vars: object[string: any]) -> string")]
    internal static RegoValue RenderTemplate(BuiltinContext context, string value, RegoObject vars)
    {
        try
        {
            return TemplateRun.Render(value, vars, context);
        }
        catch (TemplateException error)
        {
            return context.Fail($"template: {error.Message}");
        }
    }
}
