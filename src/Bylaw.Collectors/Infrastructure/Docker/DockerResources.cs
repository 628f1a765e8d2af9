using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Docker;

/// <summary>States what image a Dockerfile builds: its bases and their pins, and the user it runs as.</summary>
internal static class DockerResources
{
    public static InfraReading Read(string file, ImmutableArray<DockerInstruction> instructions)
    {
        var stages = new List<(string Name, string Image, SourcePosition Place)>();
        DockerInstruction? user = null;
        var list = ImmutableArray.CreateBuilder<ConfigValue>();
        foreach (var instruction in instructions)
        {
            list.Add(DockerfileReader.ToValue(instruction, Math.Max(0, stages.Count - 1)));
            if (instruction.Command == "from" && instruction.Values is [var image, ..])
            {
                var name = instruction.Values is [_, var word, var given] && word.Equals("as", StringComparison.OrdinalIgnoreCase)
                    ? given
                    : stages.Count.ToString(CultureInfo.InvariantCulture);
                stages.Add((name, image, instruction.Position));
                user = null;
            }
            else if (instruction.Command == "user")
            {
                user = instruction;
            }
        }
        var attributes = new ConfigMap.Builder();
        attributes.Set("instructions", ConfigValue.List(list.ToImmutable()));
        var bases = stages.Where(s => !stages.Any(o => o.Name == s.Image) && s.Image != "scratch").ToList();
        attributes.Set("base_images", ConfigValue.List([.. bases.Select(b => ConfigValue.String(b.Image, b.Place))]));
        if (user is not null)
        {
            attributes.Set("user", ConfigValue.String(user.Values.FirstOrDefault() ?? string.Empty, user.Position));
        }
        var facts = new ConfigMap.Builder();
        facts.Set("kind", ConfigValue.String("image"));
        facts.Set("digest_pinned", Pinned(bases.Select(b => b.Image)));
        facts.Set("runs_as_root", RunsAsRoot(user, bases.Count));
        return new InfraReading(
            [new InfraResource
            {
                Address = file,
                NativeType = "dockerfile",
                Format = "dockerfile",
                Attributes = ConfigValue.Map(attributes.Build()),
                Position = instructions[0].Position.To(instructions[^1].Position),
                Facts = facts.Build(),
            }], []);
    }

    private static ConfigValue Pinned(IEnumerable<string> images) =>
        images.FirstOrDefault(i => i.Contains('$', StringComparison.Ordinal)) is { } variable && !variable.Contains("@sha256:", StringComparison.Ordinal)
            ? ConfigValue.Unknown($"`{variable}` is given at build time")
            : ConfigValue.Boolean(images.All(i => i.Contains("@sha256:", StringComparison.Ordinal)));

    /// <summary>Without USER the base image decides, which this file does not show.</summary>
    private static ConfigValue RunsAsRoot(DockerInstruction? user, int baseCount)
    {
        if (user?.Values.FirstOrDefault() is not { } name)
        {
            return baseCount == 0 ? ConfigValue.Boolean(true) : ConfigValue.Unknown("the base image decides the user");
        }
        return name.Contains('$', StringComparison.Ordinal)
            ? ConfigValue.Unknown($"`{name}` is given at build time", user.Position)
            : ConfigValue.Boolean(name.Split(':')[0] is "root" or "0", user.Position);
    }
}
