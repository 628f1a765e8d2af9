using Bylaw.Testing;

namespace Bylaw.Samples.CreditScoring;

/// <summary>Writes the trained model as ONNX: a tree ensemble (ai.onnx.ml) and the calibration behind it.</summary>
internal static class OnnxExport
{
    public static byte[] Write(LoanModel model)
    {
        var writer = Trees(new OnnxWriter("bylaw-samples", "loan-score"), model);
        return writer
            .Node("Mul", "", ["raw", "scale"], ["scaled"])
            .Node("Add", "", ["scaled", "shift"], ["logit"])
            .Node("Sigmoid", "", ["logit"], ["score"])
            .Constant("scale", [1], [(float)-model.Slope])
            .Constant("shift", [1], [(float)-model.Offset])
            .Input("features", OnnxWriter.Float, -1, LoanModel.Features.Length)
            .Output("score", OnnxWriter.Float, -1, 1)
            .Version(1)
            .Property("features", string.Join(',', LoanModel.Features))
            .ToBytes();
    }

    private static OnnxWriter Trees(OnnxWriter writer, LoanModel model)
    {
        var (trees, nodes, features, yes, no) = (new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<long>());
        var (modes, values) = (new List<string>(), new List<float>());
        var (leafTrees, leafNodes, leafWeights) = (new List<long>(), new List<long>(), new List<float>());
        for (var t = 0; t < model.Trees.Trees.Count; t++)
        {
            var tree = model.Trees.Trees[t];
            var weight = model.Trees.TreeWeights[t];
            // Inner nodes keep their numbers; a leaf, which ML.NET numbers by ~index, follows them.
            long Number(int child) => child >= 0 ? child : tree.NumberOfNodes + ~child;
            for (var n = 0; n < tree.NumberOfNodes; n++)
            {
                Add(t, n, tree.NumericalSplitFeatureIndexes[n], "BRANCH_LEQ", tree.NumericalSplitThresholds[n], Number(tree.LeftChild[n]), Number(tree.RightChild[n]));
            }
            for (var l = 0; l < tree.NumberOfLeaves; l++)
            {
                Add(t, tree.NumberOfNodes + l, 0, "LEAF", 0, 0, 0);
                leafTrees.Add(t);
                leafNodes.Add(tree.NumberOfNodes + l);
                leafWeights.Add((float)(tree.LeafValues[l] * weight));
            }
        }
        return writer.Node("TreeEnsembleRegressor", "ai.onnx.ml", ["features"], ["raw"], attributes => attributes
            .Int("n_targets", 1)
            .Text("post_transform", "NONE")
            .Floats("base_values", [(float)model.Trees.Bias])
            .Ints("nodes_treeids", trees)
            .Ints("nodes_nodeids", nodes)
            .Ints("nodes_featureids", features)
            .Texts("nodes_modes", modes)
            .Floats("nodes_values", values)
            .Ints("nodes_truenodeids", yes)
            .Ints("nodes_falsenodeids", no)
            .Ints("target_treeids", leafTrees)
            .Ints("target_nodeids", leafNodes)
            .Ints("target_ids", [.. leafTrees.Select(_ => 0L)])
            .Floats("target_weights", leafWeights));

        void Add(long tree, long node, long feature, string mode, float value, long whenTrue, long whenFalse)
        {
            trees.Add(tree);
            nodes.Add(node);
            features.Add(feature);
            modes.Add(mode);
            values.Add(value);
            yes.Add(whenTrue);
            no.Add(whenFalse);
        }
    }
}
