using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Looks into chat templates, which some loaders run without a sandbox.</summary>
internal static partial class TemplateCheck
{
    public static void Report(FormatReading file, string name, string template)
    {
        if (Escape().Match(template) is { Success: true } match)
        {
            file.Find(ModelFindingSeverity.High, "template-reaches-code", name, $"the chat template uses `{match.Value}`, with which a template reaches Python's own objects");
        }
    }

    [GeneratedRegex(@"__(class|globals|builtins|import|subclasses|mro|base|bases|init|dict|getattribute|code|reduce)__|\bcycler\.|\bjoiner\.__|\b(os|subprocess|sys)\.(system|popen|Popen|run|modules)\b|\battr\(\s*['""]_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
