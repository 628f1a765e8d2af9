using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Kubernetes;

/// <summary>Reads Kubernetes objects, plain or rendered by kustomize or Helm, one or many in a file, lists unfolded.</summary>
internal static class KubernetesReader
{
    public static bool Looks(ConfigValue root) => root["apiVersion"]?.AsString() is not null && root["kind"]?.AsString() is not null;

    public static InfraReading Read(IEnumerable<ConfigValue> roots)
    {
        var resources = ImmutableArray.CreateBuilder<InfraResource>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        foreach (var root in roots.SelectMany(Unfold))
        {
            if (root.IsNull)
            {
                continue;
            }
            if (!Looks(root))
            {
                problems.Add(new ConfigProblem("a document is no Kubernetes object: it has no apiVersion and kind", root.Position, IsFatal: false));
                continue;
            }
            resources.Add(Make(root));
        }
        return new InfraReading(resources.ToImmutable(), problems.ToImmutable());
    }

    private static IEnumerable<ConfigValue> Unfold(ConfigValue root) =>
        root["kind"]?.AsString() is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && root["items"] is { Kind: ConfigKind.List } items ? items.Items : [root];

    private static InfraResource Make(ConfigValue root)
    {
        var kind = root["kind"]!.Text;
        var name = root["metadata"]?["name"]?.AsScalarText() ?? root["metadata"]?["generateName"]?.AsScalarText() ?? "unnamed";
        var space = root["metadata"]?["namespace"]?.AsScalarText();
        return new InfraResource
        {
            Address = space is null ? $"{kind}/{name}" : $"{space}/{kind}/{name}",
            NativeType = $"{root["apiVersion"]!.Text}/{kind}",
            Format = "kubernetes",
            Attributes = root,
            Position = root.Position,
            Facts = WorkloadFacts.Of(kind, root),
        };
    }
}
