using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Bylaw.Rego.Generators;

/// <summary>Reads a declared method and finds what is wrong with its declaration.</summary>
internal static class MethodReader
{
    private const string ValueType = "Bylaw.Rego.Values.RegoValue";
    private const string ContextType = "Bylaw.Rego.Builtins.BuiltinContext";
    private const string SpanType = "System.ReadOnlySpan<Bylaw.Rego.Values.RegoValue>";

    public static BuiltinMethod Read(IMethodSymbol method, AttributeData attribute, Location location, CancellationToken cancellation)
    {
        var name = attribute.ConstructorArguments[0].Value as string ?? "";
        var signature = attribute.ConstructorArguments[1].Value as string ?? "";
        var parameters = method.Parameters;
        var takesContext = parameters.Length > 0 && NameOf(parameters[0].Type) == ContextType;
        var operandParameters = takesContext ? parameters.RemoveAt(0) : parameters;
        var isVariadic = operandParameters.Length == 1 && NameOf(operandParameters[0].Type) == SpanType;
        var operandTypes = SplitOperands(signature);
        var fault = FindFault(method, name, operandTypes, operandParameters, isVariadic, out var result);
        var operands = fault is null && !isVariadic
            ? operandParameters.Select((p, i) => FormOf(p.Type, operandTypes!.Value[i])!.Value).ToImmutableArray()
            : [];
        return new BuiltinMethod(name, location, fault)
        {
            Signature = signature,
            Target = $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{method.Name}",
            Summary = ReadSummary(method, cancellation),
            Effect = Named(attribute, "Effect") is int effect ? effect : 0,
            Infix = Named(attribute, "Infix") as string,
            IsRelation = Named(attribute, "Relation") is true,
            IsDeprecated = Named(attribute, "Deprecated") is true,
            TakesContext = takesContext,
            IsVariadic = isVariadic,
            Operands = operands,
            Result = result,
        };
    }

    private static string? FindFault(
        IMethodSymbol method,
        string name,
        ImmutableArray<string>? operandTypes,
        ImmutableArray<IParameterSymbol> parameters,
        bool isVariadic,
        out ResultForm result)
    {
        result = ResultForm.Value;
        if (name.Length == 0)
        {
            return "it has no name";
        }
        if (operandTypes is not { } types)
        {
            return "its signature must begin with its operands in parentheses";
        }
        if (!method.IsStatic || method.IsGenericMethod || method.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected)
        {
            return "its method must be static, not generic, and reachable from its assembly";
        }
        if (ResultOf(method.ReturnType) is not { } form)
        {
            return $"its method returns {method.ReturnType.ToDisplayString()}, which is no Rego value";
        }
        result = form;
        if (isVariadic)
        {
            return null;
        }
        if (types.Length != parameters.Length)
        {
            return $"its signature has {types.Length} operands but its method takes {parameters.Length}";
        }
        var unknown = parameters.FirstOrDefault(p => FormOf(p.Type, "") is null || p.RefKind is not (RefKind.None or RefKind.In));
        return unknown is null ? null : $"parameter `{unknown.Name}` has a type that no operand can be handed over as";
    }

    private static OperandForm? FormOf(ITypeSymbol type, string regoType) => NameOf(type) switch
    {
        ValueType => regoType == "number" ? OperandForm.Number : OperandForm.Value,
        "string" => OperandForm.String,
        "long" => OperandForm.Int64,
        "bool" => OperandForm.Boolean,
        "Bylaw.Rego.Values.RegoArray" => OperandForm.Array,
        "Bylaw.Rego.Values.RegoObject" => OperandForm.Object,
        "Bylaw.Rego.Values.RegoSet" => OperandForm.Set,
        _ => null,
    };

    private static ResultForm? ResultOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return FormOf(nullable.TypeArguments[0], "") is OperandForm.Boolean or OperandForm.Int64 ? ResultForm.NullableStruct : null;
        }
        return FormOf(type, "") switch
        {
            null => null,
            OperandForm.Value => ResultForm.Value,
            _ => type.NullableAnnotation == NullableAnnotation.Annotated ? ResultForm.NullableReference : ResultForm.Convertible,
        };
    }

    private static string NameOf(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString();

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>Splits <c>(a: number, b: any&lt;null, string&gt;) -> any</c> into the types of its operands; null when there are no parentheses.</summary>
    private static ImmutableArray<string>? SplitOperands(string signature)
    {
        if (!signature.StartsWith("("))
        {
            return null;
        }
        var types = ImmutableArray.CreateBuilder<string>();
        var depth = 0;
        var start = 1;
        for (var i = 0; i < signature.Length; i++)
        {
            var c = signature[i];
            if (c is '(' or '<' or '[')
            {
                depth++;
            }
            else if (c is ')' or '>' or ']')
            {
                depth--;
            }
            if ((c == ',' && depth == 1) || (c == ')' && depth == 0))
            {
                var operand = signature.Substring(start, i - start).Trim();
                if (operand.Length > 0)
                {
                    types.Add(operand.Substring(operand.IndexOf(':') + 1).Trim());
                }
                start = i + 1;
            }
            if (depth == 0)
            {
                return types.ToImmutable();
            }
        }
        return null;
    }

    /// <summary>Reads the summary as one paragraph of Markdown.</summary>
    private static string ReadSummary(IMethodSymbol method, CancellationToken cancellation)
    {
        var xml = method.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrEmpty(xml))
        {
            return "";
        }
        try
        {
            var summary = XElement.Parse(xml!).Element("summary");
            return summary is null ? "" : string.Join(" ", ToMarkdown(summary).Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
        }
        catch (System.Xml.XmlException)
        {
            return ""; // The compiler itself reports a comment that is no XML.
        }
    }

    private static string ToMarkdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { Name.LocalName: "paramref" } reference:
                    text.Append('`').Append(reference.Attribute("name")?.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement other:
                    text.Append(ToMarkdown(other));
                    break;
            }
        }
        return text.ToString();
    }
}
