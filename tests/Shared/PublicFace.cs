using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Tests.Shared;

/// <summary>Writes the public types and members of an assembly, one a line, sorted.</summary>
internal static class PublicFace
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Write(Assembly assembly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes())
        {
            lines.Add($"{Name(type)} : {KindOf(type)}");
            foreach (var member in type.GetMembers(Declared))
            {
                if (LineOf(type, member) is { } line)
                {
                    lines.Add($"{Name(type)}.{line}");
                }
            }
        }
        return string.Concat(lines.Select(l => l + "\n"));
    }

    private static string? LineOf(Type type, MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field.Attributes) && !field.IsSpecialName => type.IsEnum ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}" : $"{field.Name} : {Name(field.FieldType)}",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsSeen) =>
            $"{property.Name}{Parameters(property.GetIndexParameters(), '[', ']')} : {Name(property.PropertyType)} {{{string.Concat(property.GetAccessors(nonPublic: true).Where(IsSeen).Select(Accessor))} }}",
        ConstructorInfo constructor when IsSeen(constructor) => $"new{Parameters(constructor.GetParameters(), '(', ')')}",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{method.Name}{Generics(method)}{Parameters(method.GetParameters(), '(', ')')} : {Name(method.ReturnType)}",
        EventInfo raised when raised.AddMethod is { } add && IsSeen(add) => $"event {raised.Name} : {Name(raised.EventHandlerType!)}",
        _ => null,
    };

    private static bool IsSeen(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // What the compiler makes for records is named so that nobody can write it.
    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<', StringComparison.Ordinal);

    private static string Accessor(MethodInfo method) =>
        method.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : method.ReturnType == typeof(void) ? " set;" : " get;";

    private static string KindOf(Type type)
    {
        var words = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? $"{words}, {Name(parent)}" : words;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(ParameterInfo[] parameters, char open, char close) => parameters.Length == 0 && open == '['
        ? ""
        : $"{open}{string.Join(", ", parameters.Select(p => $"{(p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.RawDefaultValue ?? "default"}" : "")}"))}{close}";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }
        if (type.IsGenericParameter)
        {
            return type.Name;
        }
        var text = new StringBuilder(type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace is "System" ? "" : type.Namespace + ".");
        text.Append(type.Name.Split('`')[0]);
        var arguments = type.GetGenericArguments();
        if (arguments.Length > 0 && type.Name.Contains('`', StringComparison.Ordinal))
        {
            text.Append('<').AppendJoin(", ", arguments.Select(Name)).Append('>');
        }
        return text.ToString();
    }
}
