using Bylaw.Rego.Annotations;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>
/// What one compilation leaves to the next: modules as they were planned, documents with their types, metadata as it was read. Whoever compiles takes
/// it out and puts back what came of it, so that a compilation that was broken off leaves nothing.
/// </summary>
internal sealed class KeptPlan
{
    private State? _state;
    private Dictionary<ModuleSyntax, AnnotationSet> _annotations = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets how many rules were taken as they were in the last compilation.</summary>
    public int TakenCount { get; private set; }

    /// <summary>Gets how many documents and functions had their types worked out in the last compilation.</summary>
    public int CheckedCount { get; private set; }

    /// <summary>Reads the metadata of modules; that of modules that were there before is taken as it was read.</summary>
    public AnnotationSet ReadAnnotations(IReadOnlyList<ModuleSyntax> modules) => AnnotationSet.Read(modules, ref _annotations);

    /// <summary>Takes out what the compilation before left; null for nothing.</summary>
    public State? Take()
    {
        var state = _state;
        (_state, TakenCount, CheckedCount) = (null, 0, 0);
        return state;
    }

    /// <summary>Leaves something to the next compilation.</summary>
    public void Put(State state, int taken, int checkedCount) => (_state, TakenCount, CheckedCount) = (state, taken, checkedCount);

    /// <summary>What is kept.</summary>
    /// <param name="Round">The number of the compilation.</param>
    /// <param name="Modules">The modules by their syntax.</param>
    /// <param name="Names">The first names of all rules of each package.</param>
    /// <param name="Root">The tree of packages and rules.</param>
    /// <param name="Groups">The documents and functions.</param>
    /// <param name="Numbers">Their numbers.</param>
    /// <param name="HasSchemas">Whether metadata told types.</param>
    public sealed record State(
        int Round,
        Dictionary<ModuleSyntax, PlannedModule> Modules,
        Dictionary<string, HashSet<string>> Names,
        RuleTreeNode Root,
        List<RuleGroup> Groups,
        GroupNumbers Numbers,
        bool HasSchemas);
}

/// <summary>Hands out the numbers of documents and functions; one that is kept keeps its number.</summary>
internal sealed class GroupNumbers
{
    private readonly Stack<int> _free = new();

    /// <summary>Gets a number above all that are in use.</summary>
    public int Bound { get; private set; }

    public int Next() => _free.TryPop(out var number) ? number : Bound++;

    /// <summary>Takes back the number of what is no longer there.</summary>
    public void Free(int number) => _free.Push(number);
}
