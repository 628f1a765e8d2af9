using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Says what names mean. It gets whole dotted paths, so that a value that nobody asks for need not be computed.</summary>
internal interface IHclScope
{
    /// <summary>Finds the value of the longest known beginning of a path.</summary>
    /// <param name="path">The root name and the attribute names after it; at least one.</param>
    /// <param name="position">Where the path is written.</param>
    /// <param name="value">The value of the beginning.</param>
    /// <param name="taken">How many names of the path the value stands for; at least 1.</param>
    /// <returns>False when the root name means nothing here.</returns>
    bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [NotNullWhen(true)] out ConfigValue? value, out int taken);

    /// <summary>Calls a function that the language core does not know.</summary>
    /// <returns>The result, or null when there is no such function.</returns>
    ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position);
}
