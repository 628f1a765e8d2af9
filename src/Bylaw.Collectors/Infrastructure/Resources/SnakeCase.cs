using System.Text;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Writes <c>CustomJWTAuthorizer</c> as <c>custom_jwt_authorizer</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && (!char.IsUpper(name[i - 1]) ? name[i - 1] is not ('_' or '-' or '.') : i + 1 < name.Length && char.IsLower(name[i + 1])))
            {
                result.Append('_');
            }
            result.Append(c == '-' ? '_' : char.ToLowerInvariant(c));
        }
        return result.ToString();
    }
}
