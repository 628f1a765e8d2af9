using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Kubernetes;

/// <summary>Reads Compose files: one resource a service.</summary>
internal static class ComposeReader
{
    public static bool Looks(ConfigValue root) => root["services"] is { Kind: ConfigKind.Map } services && root["apiVersion"] is null
        && services.Entries.Any(s => s.Value["image"] is not null || s.Value["build"] is not null);

    public static InfraReading Read(ConfigValue root)
    {
        var resources = root["services"]!.Entries.Select(s => new InfraResource
        {
            Address = "services." + s.Key,
            NativeType = "compose/service",
            Format = "compose",
            Attributes = s.Value.Kind == ConfigKind.Map ? s.Value : ConfigValue.Map(ConfigMap.Empty, s.Value.Position),
            Position = s.Value.Position,
            Facts = Facts(s.Value),
        });
        return new InfraReading([.. resources], []);
    }

    private static ConfigMap Facts(ConfigValue service)
    {
        var facts = new ConfigMap.Builder();
        facts.Set("kind", ConfigValue.String("container"));
        facts.Set("privileged", ConfigValue.Boolean(service["privileged"] is { IsTrue: true }));
        facts.Set("read_only_fs", ConfigValue.Boolean(service["read_only"] is { IsTrue: true }));
        if (service["image"]?.AsString() is { } image)
        {
            facts.Set("digest_pinned", image.Contains("${", StringComparison.Ordinal)
                ? ConfigValue.Unknown($"`{image}` is given by the environment")
                : ConfigValue.Boolean(image.Contains("@sha256:", StringComparison.Ordinal)));
        }
        facts.Set("runs_as_root", service["user"]?.AsScalarText() is { } user
            ? ConfigValue.Boolean(user.Split(':')[0] is "root" or "0")
            : ConfigValue.Unknown("the image decides the user"));
        var limits = service["deploy"]?["resources"]?["limits"];
        facts.Set("cpu_limit", ConfigValue.Boolean((limits?["cpus"] ?? service["cpus"]) is { IsNull: false }));
        facts.Set("memory_limit", ConfigValue.Boolean((limits?["memory"] ?? service["mem_limit"]) is { IsNull: false }));
        // Ports without a host address listen on every interface of the machine.
        facts.Set("public_network", ConfigValue.Boolean((service["ports"]?.Items ?? []).Any(IsOpen)));
        return facts.Build();
    }

    private static bool IsOpen(ConfigValue port) => port.Kind == ConfigKind.Map
        ? port["published"] is not null && port["host_ip"]?.AsString() is not "127.0.0.1"
        : !(port.Text.StartsWith("127.", StringComparison.Ordinal) || port.Text.StartsWith("localhost:", StringComparison.Ordinal));
}
