using System.Collections.Immutable;
using YamlDotNet.Core;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads YAML 1.2 (<c>on</c> and <c>no</c> are text) with the place of every value; several documents give several roots.</summary>
/// <remarks>Aliases are shared and counted at their full size, so a file that would unfold into billions of values is refused.</remarks>
public sealed class YamlReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "yaml";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits) => Read(file, text, limits, tags: null);

    /// <summary>Reads YAML, giving a meaning to application tags such as <c>!Ref</c>.</summary>
    /// <param name="file">The name that positions bear.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="tags">Makes a value of a tag and the value it stands before; null leaves tags out.</param>
    /// <returns>The values and the problems.</returns>
    internal StructuredDocument Read(string file, string text, ReadLimits limits, Func<string, ConfigValue, ConfigValue>? tags)
    {
        var roots = ImmutableArray.CreateBuilder<ConfigValue>();
        var composer = new YamlComposer(file, text.TrimStart('\uFEFF'), limits, tags);
        try
        {
            while (composer.TryReadDocument(out var root))
            {
                roots.Add(root);
            }
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, roots.ToImmutable(), composer.Problems.Add(fault.ToProblem()));
        }
        catch (YamlException fault)
        {
            var place = new SourcePosition(file, (int)fault.Start.Line, (int)fault.Start.Column, (int)fault.End.Line, (int)fault.End.Column);
            return new StructuredDocument(file, Name, roots.ToImmutable(), composer.Problems.Add(new ConfigProblem(Plain(fault.Message), place)));
        }
        catch (InvalidOperationException)
        {
            var place = new SourcePosition(file, 1, 1, 1, 1);
            return new StructuredDocument(file, Name, roots.ToImmutable(), composer.Problems.Add(new ConfigProblem("a list or mapping that was opened with `[` or `{` is not closed", place)));
        }
        if (roots.Count == 0)
        {
            roots.Add(ConfigValue.Null());
        }
        return new StructuredDocument(file, Name, roots.ToImmutable(), composer.Problems);
    }

    /// <summary>The library writes its own place in front of its message.</summary>
    private static string Plain(string message)
    {
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (colon < 0 ? message : message[(colon + 3)..]).TrimEnd('.');
    }
}
