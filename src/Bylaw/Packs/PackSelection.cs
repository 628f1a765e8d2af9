using System.Collections.Immutable;
using Bylaw.Rego.Syntax;

namespace Bylaw.Packs;

/// <summary>Chooses the files of rules that a system's packs need: their controls, helpers, and all that these refer to, however indirectly.</summary>
internal static class PackSelection
{
    /// <summary>Returns the modules to compile, in their order.</summary>
    /// <param name="rules">All files of rules.</param>
    /// <param name="packs">All packs.</param>
    /// <param name="enabled">Ids of the packs that a system is held to.</param>
    public static List<ModuleSyntax> Choose(IReadOnlyList<ReadRule> rules, IReadOnlyDictionary<string, Pack> packs, IEnumerable<string> enabled)
    {
        var wanted = enabled.Select(packs.GetValueOrDefault).OfType<Pack>().SelectMany(p => p.Controls).ToHashSet(StringComparer.Ordinal);
        var chosen = new bool[rules.Count];
        var open = new Queue<int>();
        for (var i = 0; i < rules.Count; i++)
        {
            // What states no control is a helper, or a person's own: it is always there.
            if (rules[i].Control is not { } control || wanted.Contains(control.Id))
            {
                Take(i);
            }
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var next))
        {
            foreach (var path in References.Of(rules[next].Module).Where(p => seen.Add(string.Join('\0', p))))
            {
                for (var i = 0; i < rules.Count; i++)
                {
                    if (!chosen[i] && Meet(path, rules[i].Module.Package.Path))
                    {
                        Take(i);
                    }
                }
            }
        }
        return [.. rules.Where((_, i) => chosen[i]).Select(r => r.Module)];

        void Take(int number)
        {
            chosen[number] = true;
            open.Enqueue(number);
        }
    }

    /// <summary>A path leads to a package when either begins with the other: <c>data.a</c> reads all packages below it.</summary>
    private static bool Meet(ImmutableArray<string> path, ImmutableArray<string> package)
    {
        var shorter = Math.Min(path.Length, package.Length);
        return path.AsSpan(0, shorter).SequenceEqual(package.AsSpan(0, shorter));
    }

    /// <summary>Collects the paths below <c>data</c> that a module names, as far as they are constant.</summary>
    private sealed class References : SyntaxWalker
    {
        private readonly List<ImmutableArray<string>> _paths = [];

        public static List<ImmutableArray<string>> Of(ModuleSyntax module)
        {
            var references = new References();
            references._paths.Add(module.Package.Path); // other files may be of the same package
            references.VisitModule(module);
            return references._paths;
        }

        public override void VisitImport(ImportSyntax import)
        {
            ArgumentNullException.ThrowIfNull(import);
            VisitTerm(import.Reference);
        }

        public override void VisitTerm(TermSyntax term)
        {
            if (term is RefTerm { Head: VarTerm { Name: "data" } } reference)
            {
                _paths.Add([.. reference.Operands.Select(o => (o.Term as StringTerm)?.Value).TakeWhile(n => n is not null).Select(n => n!)]);
                foreach (var operand in reference.Operands)
                {
                    VisitTerm(operand.Term);
                }
                return;
            }
            if (term is VarTerm { Name: "data" })
            {
                _paths.Add([]); // everything
            }
            base.VisitTerm(term);
        }
    }
}
