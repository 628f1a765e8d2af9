using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Graphs given as an object from each node to its neighbours.</summary>
internal static class GraphBuiltins
{
    /// <summary>Returns the nodes that can be reached from the initial ones, these included where the graph has them.</summary>
    [Builtin(
        "graph.reachable",
        "(graph: object[any: any<array[any], set[any]>], initial: any<array[any], set[any]>) -> set[any]")]
    internal static RegoValue Reachable(BuiltinContext context, RegoObject graph, in RegoValue initial)
    {
        if (!AggregateBuiltins.TryGetItems(initial, out var first))
        {
            return context.FailOperand(2, initial, "{array, set}");
        }
        var reached = new SetBuilder();
        var queue = new Queue<RegoValue>(first.ToArray());
        while (queue.TryDequeue(out var node))
        {
            context.Spend();
            var edges = graph.Get(node);
            if (!edges.IsDefined || !reached.Add(node))
            {
                continue;
            }
            AggregateBuiltins.TryGetItems(edges, out var neighbours);
            context.Spend(neighbours.Length);
            foreach (ref readonly var neighbour in neighbours)
            {
                queue.Enqueue(neighbour);
            }
        }
        return reached.Build();
    }

    /// <summary>Returns the paths that begin at the initial nodes, each as long as it goes without coming back on itself.</summary>
    [Builtin(
        "graph.reachable_paths",
        "(graph: object[any: any<array[any], set[any]>], initial: any<array[any], set[any]>) -> set[array[any]]")]
    internal static RegoValue ReachablePaths(BuiltinContext context, RegoObject graph, in RegoValue initial)
    {
        if (!AggregateBuiltins.TryGetItems(initial, out var first))
        {
            return context.FailOperand(2, initial, "{array, set}");
        }
        var search = new PathSearch(context, graph);
        foreach (ref readonly var node in first)
        {
            search.Start(node);
        }
        return search.IsTooLarge ? context.Fail($"there are more than {PathSearch.MaxPaths} paths") : search.Found.Build();
    }

    /// <summary>Follows every path; a path ends at a node without neighbours, before one outside the graph, or before one it holds already.</summary>
    private sealed class PathSearch(BuiltinContext context, RegoObject graph)
    {
        public const int MaxPaths = 1_000_000;

        private readonly List<RegoValue> _path = [];
        private readonly HashSet<RegoValue> _onPath = [];

        public SetBuilder Found { get; } = new();

        public bool IsTooLarge { get; private set; }

        public void Start(in RegoValue node)
        {
            if (graph.Get(node).IsDefined)
            {
                Follow(node);
            }
        }

        private void Follow(in RegoValue node)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            context.Spend();
            IsTooLarge |= Found.Count > MaxPaths;
            var edges = graph.Get(node);
            if (!edges.IsDefined || IsTooLarge)
            {
                Commit();
                return;
            }
            _path.Add(node);
            _onPath.Add(node);
            AggregateBuiltins.TryGetItems(edges, out var neighbours);
            if (neighbours.IsEmpty)
            {
                Commit();
            }
            foreach (ref readonly var neighbour in neighbours)
            {
                if (_onPath.Contains(neighbour))
                {
                    Commit();
                }
                else
                {
                    Follow(neighbour);
                }
            }
            _path.RemoveAt(_path.Count - 1);
            _onPath.Remove(node);
        }

        private void Commit()
        {
            context.Spend(1 + _path.Count);
            Found.Add(RegoArray.Wrap([.. _path]));
        }
    }
}
