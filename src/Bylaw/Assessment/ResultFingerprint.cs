using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Assessment;

/// <summary>Names a finding so that the same one is known again in a later run.</summary>
public static class ResultFingerprint
{
    /// <summary>Names a finding by control, subject, fields and message: a changed value is another finding.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="finding">The finding.</param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public static string Exact(string control, string subject, RuleFinding finding) => Hash(control, subject, finding, finding.Message);

    /// <summary>Names a finding by what stays the same when lines move and numbers change, as code scanners want it.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="finding">The finding.</param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public static string Lasting(string control, string subject, RuleFinding finding)
    {
        var words = new StringBuilder(finding.Message.Length);
        var isInNumber = false;
        foreach (var c in finding.Message)
        {
            var isNumber = char.IsAsciiDigit(c) || (isInNumber && c is '.' or ',');
            if (!isNumber || !isInNumber)
            {
                words.Append(isNumber ? '#' : c);
            }
            isInNumber = isNumber;
        }
        return Hash(control, subject, finding, words.ToString());
    }

    private static string Hash(string control, string subject, RuleFinding finding, string message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{control}\0{subject}\0{string.Join(',', finding.Fields)}\0{message}")))[..32];
}
