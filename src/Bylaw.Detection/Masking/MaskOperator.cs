namespace Bylaw.Detection.Masking;

/// <summary>Names what is put in the place of a value.</summary>
public enum MaskOperator
{
    /// <summary>Stars for all but the last four digits of a card, and for all else.</summary>
    Mask,

    /// <summary>The type in angle brackets, numbered by value: <c>&lt;EMAIL_1&gt;</c>.</summary>
    Replace,

    /// <summary>Nothing at all.</summary>
    Redact,

    /// <summary>A keyed hash (HMAC-SHA256): equal values stay equal; still personal data.</summary>
    Hmac,

    /// <summary>AES-256-GCM with a fresh nonce, as <c>ENC[keyid:base64]</c>.</summary>
    Encrypt,

    /// <summary>FF1 format-preserving encryption of the digits (at least six).</summary>
    Fpe,

    /// <summary>Dates moved by a constant number of days that the key decides.</summary>
    DateShift,

    /// <summary>A random token from a vault: equal values get equal tokens, and the vault gives them back.</summary>
    Token,
}
