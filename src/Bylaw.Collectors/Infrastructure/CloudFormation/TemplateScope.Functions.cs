using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.CloudFormation;

/// <summary>The intrinsic functions. Each gives a value, an unknown, or null for "no value".</summary>
internal sealed partial class TemplateScope
{
    private ConfigValue? Call(string name, ConfigValue argument)
    {
        switch (name)
        {
            case "Ref":
                return Reference(Interpolate(argument.Text), argument.Position);
            case "Fn::GetAtt":
                return GetAttribute(argument);
            case "Fn::If":
                return If(argument);
            case "Fn::Sub":
                return Substitute(argument);
            case "Fn::Equals" or "Fn::Not" or "Fn::And" or "Fn::Or" or "Fn::Contains" or "Fn::EachMemberEquals" or "Fn::EachMemberIn" or "Fn::ValueOf" or "Fn::ValueOfAll" or "Fn::RefAll":
                return Decide(name, argument);
            case "Fn::Condition":
                return Condition(argument.Text);
            case "Fn::ImportValue":
                return ConfigValue.Unknown("imported from another stack", argument.Position, isReference: true);
            case "Fn::GetAZs" or "Fn::Cidr" or "Fn::GetStackOutput":
                return ConfigValue.Unknown($"{name} of the deployment", argument.Position, isReference: true);
            case "Fn::Transform":
                return ConfigValue.Unknown("made by a macro", argument.Position);
        }
        var resolved = Resolve(argument);
        if (resolved is null || resolved.IsUnknown)
        {
            return resolved;
        }
        return name switch
        {
            "Fn::Join" => Join(resolved),
            "Fn::Select" => Select(resolved),
            "Fn::Split" => Split(resolved),
            "Fn::FindInMap" => FindInMap(resolved),
            "Fn::Base64" => resolved,
            "Fn::Length" => resolved.Kind == ConfigKind.List ? ConfigValue.Number(resolved.Items.Length) : Wrong(name, argument),
            "Fn::ToJsonString" => Hcl.HclConvert.HoldsUnknown(resolved, out var unknown) ? ConfigValue.Unknown(unknown.Text) : ConfigValue.String(ConfigJson.Write(resolved)),
            _ => UnknownFunction(name, argument),
        };
    }

    private ConfigValue UnknownFunction(string name, ConfigValue argument)
    {
        Report($"`{name}` is no intrinsic function that is known here", argument.Position, isFatal: false);
        return ConfigValue.Unknown($"{name} is not computed", argument.Position);
    }

    private ConfigValue Wrong(string name, ConfigValue argument)
    {
        Report($"`{name}` has the wrong kind of arguments", argument.Position, isFatal: false);
        return ConfigValue.Unknown($"{name} cannot be computed", argument.Position);
    }

    private ConfigValue GetAttribute(ConfigValue argument)
    {
        var resource = argument.Kind == ConfigKind.List ? argument.Items.FirstOrDefault()?.Text : argument.Text.Split('.')[0];
        return root["Resources"]?[Interpolate(resource ?? string.Empty)] is not null
            ? ConfigValue.Unknown($"known after apply of {resource}", argument.Position, isReference: true, resource)
            : ConfigValue.Unknown($"`{resource}` is not declared in this template", argument.Position);
    }

    private ConfigValue? If(ConfigValue argument)
    {
        if (argument.Items is not [var condition, var then, var otherwise])
        {
            return Wrong("Fn::If", argument);
        }
        var decided = Condition(condition.Text);
        if (!decided.IsUnknown)
        {
            return Resolve(decided.IsTrue ? then : otherwise);
        }
        var (a, b) = (Resolve(then), Resolve(otherwise));
        if (a is null && b is null)
        {
            return null;
        }
        var agree = a is not null && b is not null && !Hcl.HclConvert.HoldsUnknown(a, out _) && Hcl.HclConvert.AreEqual(a, b);
        return agree ? a : ConfigValue.Unknown(decided.Text, argument.Position);
    }

    private ConfigValue Decide(string name, ConfigValue argument)
    {
        if (name == "Fn::Equals")
        {
            // "No value" equals nothing but itself.
            var sides = argument.Items.Select(i => Resolve(i) ?? ConfigValue.Null()).ToList();
            return sides is not [var left, var right]
                ? Wrong(name, argument)
                : Hcl.HclConvert.HoldsUnknown(left, out var unknown) || Hcl.HclConvert.HoldsUnknown(right, out unknown)
                    ? ConfigValue.Unknown(unknown.Text)
                    : ConfigValue.Boolean(left.AsScalarText() is { } text ? text == right.AsScalarText() : Hcl.HclConvert.AreEqual(left, right));
        }
        if (name is not ("Fn::Not" or "Fn::And" or "Fn::Or"))
        {
            return ConfigValue.Unknown($"{name} is decided at deployment");
        }
        var parts = argument.Items.Select(Truth).ToList();
        if (name == "Fn::Not")
        {
            return parts is [var only] ? only.IsUnknown ? only : ConfigValue.Boolean(!only.IsTrue) : Wrong(name, argument);
        }
        var decisive = name == "Fn::Or";
        if (parts.Any(p => !p.IsUnknown && p.IsTrue == decisive))
        {
            return ConfigValue.Boolean(decisive);
        }
        return parts.FirstOrDefault(p => p.IsUnknown) ?? ConfigValue.Boolean(!decisive);
    }

    private ConfigValue Truth(ConfigValue value) => value["Condition"]?.AsString() is { } name && value.Entries.Count == 1
        ? Condition(name)
        : AsTruth(Resolve(value) ?? ConfigValue.Unknown("no value"));

    private ConfigValue Join(ConfigValue argument)
    {
        if (argument.Items is not [var separator, var list])
        {
            return Wrong("Fn::Join", argument);
        }
        if (Hcl.HclConvert.HoldsUnknown(list, out var unknown))
        {
            return ConfigValue.Unknown(unknown.Text, argument.Position, unknown.IsReference, unknown.Target);
        }
        return ConfigValue.String(string.Join(separator.Text, list.Items.Select(i => i.Text)), argument.Position);
    }

    private ConfigValue Select(ConfigValue argument)
    {
        if (argument.Items is not [var index, var list])
        {
            return Wrong("Fn::Select", argument);
        }
        if (index.IsUnknown || list.IsUnknown)
        {
            return index.IsUnknown ? index : list;
        }
        return int.TryParse(index.Text, out var at) && at >= 0 && at < list.Items.Length ? list.Items[at] : ConfigValue.Unknown("the list is shorter than the index");
    }

    private ConfigValue Split(ConfigValue argument) => argument.Items switch
    {
        [var separator, { Kind: ConfigKind.String } text] when separator.Text.Length > 0 =>
            ConfigValue.List([.. text.Text.Split(separator.Text).Select(p => ConfigValue.String(p, text.Position))], text.Position),
        [_, { IsUnknown: true } unknown] => unknown,
        _ => Wrong("Fn::Split", argument),
    };

    private ConfigValue FindInMap(ConfigValue argument)
    {
        if (argument.Items.Length < 3)
        {
            return Wrong("Fn::FindInMap", argument);
        }
        if (argument.Items.Take(3).FirstOrDefault(i => i.IsUnknown) is { } unknown)
        {
            return ConfigValue.Unknown(unknown.Text, argument.Position);
        }
        var found = root["Mappings"]?[argument.Items[0].Text]?[argument.Items[1].Text]?[argument.Items[2].Text];
        return found ?? (argument.Items.Length > 3 ? argument.Items[3]["DefaultValue"] : null)
            ?? ConfigValue.Unknown("the mapping has no such entry", argument.Position);
    }

    private ConfigValue Substitute(ConfigValue argument)
    {
        if (argument.Kind == ConfigKind.Map && Resolve(argument) is { IsUnknown: true } or { Kind: ConfigKind.Map, Entries: [{ Key: "*" }] })
        {
            return ConfigValue.Unknown("made by a macro", argument.Position);
        }
        var text = argument.Kind == ConfigKind.List ? argument.Items.FirstOrDefault()?.AsString() : argument.AsString();
        if (text is null)
        {
            return Wrong("Fn::Sub", argument);
        }
        var names = argument.Items.Length > 1 ? argument.Items[1].Entries : ConfigMap.Empty;
        var result = new StringBuilder();
        ConfigValue? unknown = null;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                result.Append(text, at, text.Length - at);
                break;
            }
            result.Append(text, at, open - at);
            var name = text[(open + 2)..close].Trim();
            at = close + 1;
            if (name.StartsWith('!'))
            {
                result.Append("${").Append(name, 1, name.Length - 1).Append('}');
                continue;
            }
            var value = names.TryGet(name, out var given) ? Resolve(given)
                : name.Contains('.', StringComparison.Ordinal) && !name.StartsWith("AWS::", StringComparison.Ordinal) ? GetAttribute(ConfigValue.String(name, argument.Position))
                : Reference(name, argument.Position);
            if (value?.AsScalarText() is { } known)
            {
                result.Append(known);
            }
            else
            {
                unknown = value ?? ConfigValue.Unknown("no value");
            }
        }
        return unknown is null
            ? ConfigValue.String(result.ToString(), argument.Position)
            : ConfigValue.Unknown(unknown.Text, argument.Position, unknown.IsReference, unknown.Target);
    }
}
