namespace Bylaw.Samples.CreditScoring;

/// <summary>Writes the trained model as ONNX: a tree ensemble (ai.onnx.ml) and the calibration behind it.</summary>
internal static class OnnxExport
{
    private const long Float = 1;

    public static byte[] Write(LoanModel model)
    {
        var graph = new OnnxMessage()
            .Message(1, Trees(model))
            .Message(1, Node("Mul", ["raw", "scale"], "scaled"))
            .Message(1, Node("Add", ["scaled", "shift"], "logit"))
            .Message(1, Node("Sigmoid", ["logit"], "score"))
            .Text(2, "loan-score")
            .Message(5, Constant("scale", (float)-model.Slope))
            .Message(5, Constant("shift", (float)-model.Offset))
            .Message(11, Value("features", LoanModel.Features.Length))
            .Message(12, Value("score", 1));
        return new OnnxMessage()
            .Whole(1, 8)
            .Text(2, "bylaw-samples")
            .Whole(5, 1)
            .Message(7, graph)
            .Message(8, new OnnxMessage().Text(1, "").Whole(2, 17))
            .Message(8, new OnnxMessage().Text(1, "ai.onnx.ml").Whole(2, 3))
            .Message(14, new OnnxMessage().Text(1, "features").Text(2, string.Join(',', LoanModel.Features)))
            .ToArray();
    }

    private static OnnxMessage Trees(LoanModel model)
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
        return Node("TreeEnsembleRegressor", ["features"], "raw", "ai.onnx.ml")
            .Message(5, OnnxMessage.Attribute("n_targets", 1))
            .Message(5, OnnxMessage.Attribute("post_transform", "NONE"))
            .Message(5, OnnxMessage.Attribute("base_values", [(float)model.Trees.Bias]))
            .Message(5, OnnxMessage.Attribute("nodes_treeids", trees))
            .Message(5, OnnxMessage.Attribute("nodes_nodeids", nodes))
            .Message(5, OnnxMessage.Attribute("nodes_featureids", features))
            .Message(5, OnnxMessage.Attribute("nodes_modes", modes))
            .Message(5, OnnxMessage.Attribute("nodes_values", values))
            .Message(5, OnnxMessage.Attribute("nodes_truenodeids", yes))
            .Message(5, OnnxMessage.Attribute("nodes_falsenodeids", no))
            .Message(5, OnnxMessage.Attribute("target_treeids", leafTrees))
            .Message(5, OnnxMessage.Attribute("target_nodeids", leafNodes))
            .Message(5, OnnxMessage.Attribute("target_ids", leafTrees.Select(_ => 0L)))
            .Message(5, OnnxMessage.Attribute("target_weights", leafWeights));

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

    private static OnnxMessage Node(string type, string[] inputs, string output, string? domain = null)
    {
        var node = new OnnxMessage();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }
        node.Text(2, output).Text(3, output).Text(4, type);
        return domain is null ? node : node.Text(7, domain);
    }

    private static OnnxMessage Constant(string name, float value) => new OnnxMessage().Whole(1, 1).Whole(2, Float).Real(4, value).Text(8, name);

    private static OnnxMessage Value(string name, long width)
    {
        var shape = new OnnxMessage().Message(1, new OnnxMessage().Text(2, "rows")).Message(1, new OnnxMessage().Whole(1, width));
        return new OnnxMessage().Text(1, name).Message(2, new OnnxMessage().Message(1, new OnnxMessage().Whole(1, Float).Message(2, shape)));
    }
}
