using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bylaw.Rego.Generators;

/// <summary>
/// Makes the class <c>BuiltinCatalog</c> of an assembly, in the namespace named after the assembly: a look-up from a built-in's name to its
/// definition, with operand checks in OPA's words. Nothing is looked up by reflection, so it runs under native AOT, and a definition is
/// made only when its name is first asked for.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuiltinGenerator : IIncrementalGenerator
{
    private const string AttributeName = "Bylaw.Rego.Builtins.BuiltinAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            AttributeName,
            static (node, _) => node is MethodDeclarationSyntax,
            static (found, cancellation) => Read(found, cancellation));
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Assembly");
        context.RegisterSourceOutput(methods.Collect().Combine(assembly), static (output, input) => Emit(output, input.Left, input.Right));
    }

    private static BuiltinMethod Read(GeneratorAttributeSyntaxContext found, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)found.TargetSymbol;
        var location = found.TargetNode.GetLocation();
        return MethodReader.Read(method, found.Attributes[0], location, cancellation);
    }

    private static void Emit(SourceProductionContext output, ImmutableArray<BuiltinMethod> methods, string assemblyName)
    {
        foreach (var method in methods.Where(m => m.Fault is not null))
        {
            output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.BadDeclaration, method.Location, method.Name, method.Fault));
        }
        var sound = methods.Where(m => m.Fault is null).OrderBy(m => m.Name, System.StringComparer.Ordinal).ToList();
        foreach (var repeated in sound.GroupBy(m => m.Name).Where(g => g.Count() > 1))
        {
            output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.BadDeclaration, repeated.Last().Location, repeated.Key, "it is declared twice"));
        }
        var distinct = sound.GroupBy(m => m.Name).Select(g => g.First()).ToList();
        if (distinct.Count > 0)
        {
            output.AddSource("BuiltinCatalog.g.cs", SourceText.From(CatalogWriter.Write(distinct, assemblyName), Encoding.UTF8));
        }
    }
}
