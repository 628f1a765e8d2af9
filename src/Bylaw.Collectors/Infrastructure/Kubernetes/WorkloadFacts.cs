using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Kubernetes;

/// <summary>States the hardening of a workload over all of its containers: the weakest container decides.</summary>
internal static class WorkloadFacts
{
    public static ConfigMap Of(string kind, ConfigValue root)
    {
        var facts = new ConfigMap.Builder();
        if (root["metadata"]?["labels"] is { Kind: ConfigKind.Map } labels)
        {
            facts.Set("tags", labels);
        }
        if (PodSpec(kind, root) is not { } pod)
        {
            facts.Set("kind", ConfigValue.String(kind switch
            {
                "Service" or "Ingress" => "network",
                "NetworkPolicy" => "network_policy",
                "Role" or "ClusterRole" or "RoleBinding" or "ClusterRoleBinding" or "ServiceAccount" => "identity",
                _ => "other",
            }));
            if (kind == "Service" && root["spec"]?["type"]?.AsString() is { } type)
            {
                facts.Set("public_ip", ConfigValue.Boolean(type == "LoadBalancer"));
            }
            return facts.Build();
        }
        facts.Set("kind", ConfigValue.String("container"));
        var containers = (pod["containers"]?.Items ?? []).AddRange(pod["initContainers"]?.Items ?? []);
        if (containers.IsEmpty)
        {
            return facts.Build();
        }
        var podContext = pod["securityContext"];
        facts.Set("runs_as_root", ConfigValue.Boolean(containers.Any(c => RunsAsRoot(c["securityContext"], podContext))));
        facts.Set("privileged", ConfigValue.Boolean(containers.Any(c => c["securityContext"]?["privileged"] is { IsTrue: true })));
        facts.Set("read_only_fs", ConfigValue.Boolean(containers.All(c => c["securityContext"]?["readOnlyRootFilesystem"] is { IsTrue: true })));
        facts.Set("digest_pinned", ConfigValue.Boolean(containers.All(c => c["image"]?.AsString()?.Contains("@sha256:", StringComparison.Ordinal) == true)));
        facts.Set("cpu_limit", ConfigValue.Boolean(containers.All(c => c["resources"]?["limits"]?["cpu"] is { IsNull: false })));
        facts.Set("memory_limit", ConfigValue.Boolean(containers.All(c => c["resources"]?["limits"]?["memory"] is { IsNull: false })));
        return facts.Build();
    }

    /// <summary>Without runAsNonRoot or a user the image decides, and most images are root; Kubernetes itself does not prevent it.</summary>
    private static bool RunsAsRoot(ConfigValue? own, ConfigValue? pod)
    {
        var user = (own?["runAsUser"] ?? pod?["runAsUser"])?.AsScalarText();
        return user is not null ? user == "0" : (own?["runAsNonRoot"] ?? pod?["runAsNonRoot"]) is not { IsTrue: true };
    }

    private static ConfigValue? PodSpec(string kind, ConfigValue root) => kind switch
    {
        "Pod" => root["spec"],
        "CronJob" => root["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"],
        "PodTemplate" => root["template"]?["spec"],
        _ => root["spec"]?["template"]?["spec"] is { } spec && spec["containers"] is not null ? spec : null,
    };
}
