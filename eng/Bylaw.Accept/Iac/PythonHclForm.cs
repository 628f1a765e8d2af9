using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Writes a tree in the form of the other parser: every attribute in a list, expressions as <c>${text}</c>, words of Python for literals.</summary>
internal sealed class PythonHclForm(HclFile file)
{
    private readonly string _text = file.Source.Text;

    public ConfigValue File() => Body(file.Body, depth: 0);

    private ConfigValue Body(HclBody body, int depth)
    {
        var entries = new ConfigMap.Builder();
        foreach (var attribute in body.Attributes)
        {
            entries.Set(attribute.Name, ConfigValue.List([Value(attribute.Value)]));
        }
        foreach (var block in body.Blocks)
        {
            entries.Set(block.Type, ConfigValue.List((entries.Get(block.Type)?.Items ?? []).Add(Block(block, depth))));
        }
        return ConfigValue.Map(entries.Build());
    }

    private ConfigValue Block(HclBlock block, int depth)
    {
        var value = Body(block.Body, depth + 1);
        if (depth == 0)
        {
            var place = file.At(block.Span);
            value = With(With(value, "__start_line__", place.Line), "__end_line__", place.EndLine);
        }
        foreach (var label in block.Labels.Reverse())
        {
            var wrapped = new ConfigMap.Builder();
            wrapped.Set(label, value);
            value = ConfigValue.Map(wrapped.Build());
        }
        return value;
    }

    private static ConfigValue With(ConfigValue map, string name, int number)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in map.Entries)
        {
            entries.Set(key, value);
        }
        entries.Set(name, ConfigValue.Number(number));
        return ConfigValue.Map(entries.Build());
    }

    private ConfigValue Value(HclExpression expression) => expression switch
    {
        HclLiteral literal => literal.Value,
        HclParentheses { Inner: HclTemplate inner } => Value(inner),
        HclTemplate template => ConfigValue.String(Raw(template)),
        HclTuple tuple => ConfigValue.List([.. tuple.Items.Select(Value)]),
        HclObject map => Map(map),
        HclParentheses inner => ConfigValue.String("${" + Text(inner.Inner) + "}"),
        _ => ConfigValue.String("${" + Text(expression) + "}"),
    };

    private ConfigValue Map(HclObject map)
    {
        var entries = new ConfigMap.Builder();
        foreach (var item in map.Items)
        {
            entries.Set(Key(item.Key), Value(item.Value));
        }
        return ConfigValue.Map(entries.Build());
    }

    private string Key(HclExpression key) => key is HclTemplate template ? Raw(template) : Text(key);

    /// <summary>The characters between the quotes, as they stand in the file; a heredoc's text without its last line break.</summary>
    private string Raw(HclTemplate template) => template.IsHeredoc
        ? string.Concat(template.Parts.Select(p => p is HclTemplateText text ? text.Text : "${" + Text(((HclInterpolation)p).Value) + "}")).TrimEnd('\n')
        : _text[(template.Span.Start + 1)..(template.Span.End - 1)];

    private string Text(HclExpression expression) => expression switch
    {
        HclLiteral { Value.Kind: ConfigKind.Boolean } literal => literal.Value.IsTrue ? "True" : "False",
        HclLiteral { Value.Kind: ConfigKind.Null } => "None",
        HclLiteral literal => literal.Value.Text,
        HclTemplate template => "\"" + Raw(template) + "\"",
        HclVariable variable => variable.Name,
        HclGetAttribute step => $"{Text(step.Target)}.{step.Name}",
        HclIndex { IsLegacy: true } index => $"{Text(index.Target)}[{Text(index.Key)}]",
        HclIndex index => $"{Text(index.Target)}[{Text(index.Key)}]",
        HclSplatItem => string.Empty,
        HclSplat splat => Text(splat.Target) + (splat.IsFull ? "[*]" : ".*") + Text(splat.Each),
        HclParentheses inner => $"({Text(inner.Inner)})",
        HclUnary unary => unary.Operator + Text(unary.Operand),
        HclBinary binary => $"{Text(binary.Left)} {binary.Operator} {Text(binary.Right)}",
        HclConditional c => $"{Text(c.Condition)} ? {Text(c.Then)} : {Text(c.Else)}",
        HclCall call => $"{call.Name}({string.Join(",", call.Arguments.Select(Text))}{(call.ExpandsLast ? "..." : string.Empty)})",
        HclTuple tuple => "[" + string.Join(", ", tuple.Items.Select(Quoted)) + "]",
        HclObject map => "{" + string.Join(", ", map.Items.Select(i => $"'{Key(i.Key)}': {Quoted(i.Value)}")) + "}",
        HclFor loop => For(loop),
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    /// <summary>A value inside a list or an object is written as Python writes a string.</summary>
    private string Quoted(HclExpression value) => value switch
    {
        HclLiteral or HclObject or HclTuple => Text(value),
        HclTemplate template => $"'{Raw(template)}'",
        _ => $"'${{{Text(value)}}}'",
    };

    private string For(HclFor loop)
    {
        var names = loop.KeyName is null ? loop.ValueName : $"{loop.KeyName}, {loop.ValueName}";
        var condition = loop.Condition is null ? string.Empty : $" if {Text(loop.Condition)}";
        var head = $"for {names} in {Text(loop.Collection)} : ";
        return loop.Key is null
            ? $"[{head}{Text(loop.Value)}{condition}]"
            : $"{{{head}{Text(loop.Key)} => {Text(loop.Value)}{(loop.Groups ? "..." : string.Empty)}{condition}}}";
    }
}
