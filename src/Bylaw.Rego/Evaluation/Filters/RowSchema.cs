using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace Bylaw.Rego.Evaluation.Filters;

/// <summary>What kind of values a column holds, apart from null.</summary>
public enum ColumnType
{
    /// <summary>Text, compared by code point.</summary>
    Text,

    /// <summary>Whole or other numbers.</summary>
    Number,

    /// <summary>True and false.</summary>
    Boolean,
}

/// <summary>One column of a row.</summary>
/// <param name="Key">The key in Rego, below the row: <c>owner</c> in <c>input.row.owner</c>.</param>
/// <param name="Name">The column in the database, or the property of the class.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsNullable">Whether it may be null: in Rego its value is <c>null</c> then, and the key is there.</param>
public sealed record RowColumn(string Key, string Name, ColumnType Type, bool IsNullable = true);

/// <summary>The rows that a filter is made for: where they stand in the unknown input, and their columns. Every row has every column.</summary>
/// <param name="Root">The path of the row: <c>input.row</c>, or <c>input</c> itself.</param>
/// <param name="Columns">The columns.</param>
public sealed record RowSchema(string Root, ImmutableArray<RowColumn> Columns)
{
    /// <summary>Makes the schema of a class: its public properties of text, numbers and booleans.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="root">The path of the row.</param>
    /// <param name="naming">How the properties are called in Rego; null for camel case.</param>
    /// <returns>The schema; properties of other types are left out, so that a rule about one is refused.</returns>
    public static RowSchema Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        string root = "input", JsonNamingPolicy? naming = null)
    {
        naming ??= JsonNamingPolicy.CamelCase;
        var columns = ImmutableArray.CreateBuilder<RowColumn>();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            ColumnType? kind = Type.GetTypeCode(type) switch
            {
                _ when type.IsEnum => null,
                TypeCode.String => ColumnType.Text,
                TypeCode.Boolean => ColumnType.Boolean,
                >= TypeCode.SByte and <= TypeCode.Decimal => ColumnType.Number,
                _ => null,
            };
            if (kind is { } found && property.CanRead)
            {
                columns.Add(new RowColumn(naming.ConvertName(property.Name), property.Name, found, type != property.PropertyType || found == ColumnType.Text));
            }
        }
        return new RowSchema(root, columns.DrainToImmutable());
    }
}
