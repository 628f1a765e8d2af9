using System.Collections.Immutable;
using Bylaw.Collectors.Models.Formats;
using Bylaw.Metrics.Trees;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Reads the trees out of an ONNX file, so that what they do can be computed instead of probed.</summary>
/// <remarks>
/// Source: operators TreeEnsembleClassifier and TreeEnsembleRegressor of ai.onnx.ml, versions 1 to 3. Of two classes the leaves hold the weight of the second less that of the first.
/// What stands before and behind the trees in the graph is not read: whoever uses them must first see that they tell what the model says (`TreeModel` does).
/// </remarks>
internal static class OnnxTrees
{
    private const int MostNodes = 2_000_000;
    private const int MaxDepth = 1000;

    /// <summary>Reads the trees of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why there are none, when the answer is null; null for a model without trees.</param>
    /// <returns>The trees with the columns they ask for by index; null when there is not exactly one ensemble of a form that is known.</returns>
    public static TreeEnsemble? TryRead(string path, out string? reason)
    {
        reason = null;
        try
        {
            using var stream = File.OpenRead(path);
            var found = new List<Dictionary<string, OnnxAttribute>>();
            Graphs(new ProtobufReader(stream, stream.Length), found);
            if (found.Count == 1)
            {
                return Build(found[0], out reason);
            }
            reason = found.Count == 0 ? null : $"the model holds {found.Count} tree ensembles";
        }
        catch (InvalidDataException error)
        {
            reason = $"the trees cannot be read: {error.Message}";
        }
        return null;
    }

    private static void Graphs(ProtobufReader model, List<Dictionary<string, OnnxAttribute>> found)
    {
        while (model.NextField())
        {
            if (model.Field != 7)
            {
                continue;
            }
            var graph = model.Message();
            while (graph.NextField())
            {
                if (graph.Field == 1 && Node(graph.Message()) is { } trees)
                {
                    found.Add(trees);
                }
            }
        }
    }

    private static Dictionary<string, OnnxAttribute>? Node(ProtobufReader node)
    {
        var name = "";
        var attributes = new Dictionary<string, OnnxAttribute>(StringComparer.Ordinal);
        while (node.NextField())
        {
            if (node.Field == 4)
            {
                name = node.Text();
            }
            else if (node.Field == 5)
            {
                var attribute = OnnxAttribute.Read(node.Message(), MostNodes);
                attributes[attribute.Name] = attribute;
            }
        }
        return name is "TreeEnsembleClassifier" or "TreeEnsembleRegressor" ? attributes : null;
    }

    private static TreeEnsemble? Build(Dictionary<string, OnnxAttribute> attributes, out string? reason)
    {
        reason = null;
        ImmutableArray<long> Ints(string name) => attributes.TryGetValue(name, out var a) ? a.Ints : [];
        ImmutableArray<float> Floats(string name) => attributes.TryGetValue(name, out var a) ? a.Floats : [];
        var isClassifier = attributes.ContainsKey("class_treeids");
        var prefix = isClassifier ? "class" : "target";
        ImmutableArray<long> trees = Ints("nodes_treeids"), nodes = Ints("nodes_nodeids"), features = Ints("nodes_featureids"), yes = Ints("nodes_truenodeids"), no = Ints("nodes_falsenodeids");
        var thresholds = Floats("nodes_values");
        ImmutableArray<string> modes = attributes.TryGetValue("nodes_modes", out var m) ? m.Texts : [];
        ImmutableArray<long> leafTrees = Ints($"{prefix}_treeids"), leafNodes = Ints($"{prefix}_nodeids"), classes = Ints($"{prefix}_ids");
        var weights = Floats($"{prefix}_weights");
        if (trees.IsEmpty || new[] { nodes.Length, features.Length, yes.Length, no.Length, thresholds.Length, modes.Length }.Any(l => l != trees.Length)
            || leafTrees.Length != weights.Length || leafNodes.Length != weights.Length || classes.Length != weights.Length)
        {
            reason = "the lists of the tree ensemble have different lengths, or numbers of another kind";
            return null;
        }
        if (modes.FirstOrDefault(mode => mode is not ("LEAF" or "BRANCH_LEQ" or "BRANCH_LT" or "BRANCH_GTE" or "BRANCH_GT")) is { } odd)
        {
            reason = $"the trees ask by {odd}";
            return null;
        }
        if (attributes.TryGetValue("aggregate_function", out var sum) && sum.Texts is [var how] && how is not ("SUM" or "AVERAGE") || classes.Any(c => c is < 0 or > 1))
        {
            reason = "the trees add up to something other than one score";
            return null;
        }
        // With weights of one class alone that class is the score; with two, the second less the first.
        var both = classes.Contains(0) && classes.Contains(1);
        var values = new Dictionary<(long, long), double>();
        for (var index = 0; index < weights.Length; index++)
        {
            var key = (leafTrees[index], leafNodes[index]);
            values[key] = values.GetValueOrDefault(key) + (both && classes[index] == 0 ? -weights[index] : weights[index]);
        }
        var places = Enumerable.Range(0, trees.Length).GroupBy(i => trees[i]);
        return new TreeEnsemble(places.Select(p => Order([.. p])));

        ImmutableArray<TreeNode> Order(int[] own)
        {
            var byId = own.ToDictionary(i => nodes[i]);
            var roots = own.Select(i => nodes[i]).Except(own.Where(i => modes[i] != "LEAF").SelectMany(i => new[] { yes[i], no[i] })).ToArray();
            if (roots.Length != 1)
            {
                throw new InvalidDataException("a tree without a single root");
            }
            var ordered = new List<TreeNode>();
            Place(roots[0], 0);
            return [.. ordered];

            int Place(long id, int depth)
            {
                if (!byId.TryGetValue(id, out var i) || depth > MaxDepth || ordered.Count > own.Length)
                {
                    throw new InvalidDataException("a tree that is no tree");
                }
                var at = ordered.Count;
                ordered.Add(default);
                if (modes[i] == "LEAF")
                {
                    ordered[at] = TreeNode.Leaf(values.GetValueOrDefault((trees[i], id)));
                    return at;
                }
                // x < t is x ≤ the float before t; x > t and x ≥ t are their opposites with the branches the other way round.
                var swap = modes[i] is "BRANCH_GTE" or "BRANCH_GT";
                double threshold = modes[i] is "BRANCH_LT" or "BRANCH_GTE" ? MathF.BitDecrement(thresholds[i]) : thresholds[i];
                var left = Place(swap ? no[i] : yes[i], depth + 1);
                var right = Place(swap ? yes[i] : no[i], depth + 1);
                ordered[at] = new((int)features[i], threshold, left, right, 0);
                return at;
            }
        }
    }
}
