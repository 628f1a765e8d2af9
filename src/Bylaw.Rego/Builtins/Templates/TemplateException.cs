namespace Bylaw.Rego.Builtins.Templates;

/// <summary>Says that a template cannot be parsed or carried out.</summary>
internal sealed class TemplateException(string message) : Exception(message);
