using System.Text.RegularExpressions;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>Reads the packages that a project names or has locked.</summary>
internal static partial class DependencyReader
{
    /// <summary>Reads one file; null when it is no list of packages.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isLock">Whether it is a lock file, which also holds what others need.</param>
    public static IEnumerable<NamedUse>? Read(string path, string text, out bool isLock)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        isLock = name is "poetry.lock" or "uv.lock" or "pipfile.lock" or "package-lock.json" or "npm-shrinkwrap.json" or "yarn.lock" or "pnpm-lock.yaml" or "packages.lock.json" or "cargo.lock" or "go.sum";
        return name switch
        {
            "pyproject.toml" => PyProject(Parse(path, text)),
            "poetry.lock" or "uv.lock" => NamesOf("pypi", Parse(path, text)["package"]),
            "pipfile" => Keys("pypi", Parse(path, text), "packages", "dev-packages"),
            "pipfile.lock" => Keys("pypi", Parse(path, text), "default", "develop"),
            "environment.yml" or "environment.yaml" => Conda(Parse(path, text)),
            "setup.py" or "setup.cfg" => Each("pypi", Requirement(), text),
            "package.json" => Keys("npm", Parse(path, text), "dependencies", "devDependencies", "peerDependencies", "optionalDependencies"),
            "package-lock.json" or "npm-shrinkwrap.json" => NpmLock(Parse(path, text)),
            "yarn.lock" => Each("npm", Yarn(), text),
            "pnpm-lock.yaml" => Keys("npm", Parse(path, text), "packages").Select(u => u with { Name = Pnpm().Match(u.Name).Groups[1].Value }),
            "packages.lock.json" => NuGetLock(Parse(path, text)),
            "go.mod" => Each("go", GoMod(), text),
            "go.sum" => Each("go", GoSum(), text),
            "cargo.toml" => Keys("cargo", Parse(path, text), "dependencies", "dev-dependencies", "build-dependencies"),
            "cargo.lock" => NamesOf("cargo", Parse(path, text)["package"]),
            "pom.xml" => Each("java", Maven(), text),
            "build.gradle" or "build.gradle.kts" or "libs.versions.toml" => Each("java", Gradle(), text),
            "packages.config" or "directory.packages.props" or "directory.build.props" => Each("nuget", NuGet(), text),
            _ when name.EndsWith(".csproj", StringComparison.Ordinal) || name.EndsWith(".fsproj", StringComparison.Ordinal) || name.EndsWith(".vbproj", StringComparison.Ordinal) => Each("nuget", NuGet(), text),
            _ when name.EndsWith(".txt", StringComparison.Ordinal) && (name.Contains("requirements", StringComparison.Ordinal) || name.StartsWith("constraints", StringComparison.Ordinal)) => Each("pypi", Requirement(), text),
            _ => null,
        };
    }

    private static ConfigValue Parse(string path, string text)
    {
        IStructuredReader reader = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => new JsonReader(),
            ".yml" or ".yaml" => new YamlReader(),
            _ when Path.GetFileName(path).Equals("Pipfile.lock", StringComparison.OrdinalIgnoreCase) => new JsonReader(),
            _ => new TomlReader(),
        };
        return reader.Read(path, text, ReadLimits.Default).Input;
    }

    private static IEnumerable<NamedUse> PyProject(ConfigValue root)
    {
        var project = root["project"];
        var lists = new List<ConfigValue?> { project?["dependencies"] };
        lists.AddRange((project?["optional-dependencies"]?.Entries ?? ConfigMap.Empty).Select(e => e.Value));
        lists.AddRange((root["dependency-groups"]?.Entries ?? ConfigMap.Empty).Select(e => e.Value));
        foreach (var item in lists.Where(l => l is not null).SelectMany(l => l!.Items))
        {
            if (item.AsString() is { } text && Requirement().Match(text) is { Success: true } match)
            {
                yield return new NamedUse("pypi", match.Groups[1].Value, item.Position.Line);
            }
        }
        var poetry = root["tool"]?["poetry"];
        var tables = new List<ConfigValue?> { poetry?["dependencies"], poetry?["dev-dependencies"] };
        tables.AddRange((poetry?["group"]?.Entries ?? ConfigMap.Empty).Select(e => e.Value["dependencies"]));
        foreach (var (key, value) in tables.Where(t => t is not null).SelectMany(t => t!.Entries))
        {
            yield return new NamedUse("pypi", key, value.Position.Line);
        }
    }

    private static IEnumerable<NamedUse> Conda(ConfigValue root)
    {
        var items = root["dependencies"]?.Items ?? [];
        return items.Concat(items.SelectMany(i => i["pip"]?.Items ?? []))
            .Select(i => (Match: Requirement().Match((i.AsString() ?? "").Split("::")[^1]), i.Position.Line))
            .Where(m => m.Match.Success).Select(m => new NamedUse("pypi", m.Match.Groups[1].Value, m.Line));
    }

    private static IEnumerable<NamedUse> NpmLock(ConfigValue root) =>
        Keys("npm", root, "packages", "dependencies").Select(u => u with { Name = u.Name[(u.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) is var at and >= 0 ? at + 13 : 0)..] });

    private static IEnumerable<NamedUse> NuGetLock(ConfigValue root) =>
        (root["dependencies"]?.Entries ?? ConfigMap.Empty).SelectMany(f => f.Value.Entries).Select(p => new NamedUse("nuget", p.Key, p.Value.Position.Line));

    private static IEnumerable<NamedUse> Keys(string ecosystem, ConfigValue root, params string[] tables) =>
        tables.Select(t => root[t]).Where(t => t is not null).SelectMany(t => t!.Entries).Select(e => new NamedUse(ecosystem, e.Key, e.Value.Position.Line));

    private static IEnumerable<NamedUse> NamesOf(string ecosystem, ConfigValue? packages) =>
        (packages?.Items ?? []).Where(p => p["name"] is not null).Select(p => new NamedUse(ecosystem, p["name"]!.Text, p["name"]!.Position.Line));

    private static IEnumerable<NamedUse> Each(string ecosystem, Regex pattern, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length < 2000 && !line.TrimStart().StartsWith('#'))
            {
                foreach (Match match in pattern.Matches(line))
                {
                    yield return new NamedUse(ecosystem, match.Groups[1].Value, number);
                }
            }
        }
    }

    [GeneratedRegex("""^[\s'"]*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@'",]|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Requirement();

    [GeneratedRegex("""^"?((?:@[^/@"\s]+/)?[^@"\s]+)@""", RegexOptions.CultureInvariant)]
    private static partial Regex Yarn();

    [GeneratedRegex("^/?((?:@[^/@]+/)?[^@/(]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Pnpm();

    [GeneratedRegex("""^\s*(?:require\s+)?([\w.-]+\.[a-z]+/\S+)\s+v""", RegexOptions.CultureInvariant)]
    private static partial Regex GoMod();

    [GeneratedRegex(@"^([\w.-]+\.[a-z]+/\S+)\s+v[^/\s]+\s", RegexOptions.CultureInvariant)]
    private static partial Regex GoSum();

    [GeneratedRegex(@"<groupId>\s*([\w.-]+)\s*</groupId>", RegexOptions.CultureInvariant)]
    private static partial Regex Maven();

    [GeneratedRegex("""['"]([a-z][\w.-]*\.[\w.-]+):[\w.-]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Gradle();

    [GeneratedRegex("""(?:Include|Update|id)="([\w.-]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex NuGet();
}
