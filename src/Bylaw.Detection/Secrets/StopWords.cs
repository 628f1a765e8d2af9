namespace Bylaw.Detection.Secrets;

/// <summary>Words that random values do not hold, and names whose values are public.</summary>
internal static class StopWords
{
    private static readonly string[] _inValues =
        ("abstract account address admin android article attribute auto background binary block build bundle button cache callback change channel chart class client cluster code color " +
        "column command comment common compile component config connect content control cookie count create custom data database debug default delete demo deploy description design detail " +
        "device dialog digest directory display docker document domain download dropdown dynamic editor element email enable encode engine entity error event example export feature " +
        "field file filter finance firebase folder format function gateway generate github google handler header heading height icon image import index input install instance integer item javascript " +
        "keyboard language layout library license light linux list load local location logger login manager map member memory menu message method migrat model module mongo monitor network node " +
        "notification number object option order output package page panel param parent parser password path payment permission platform player plugin policy popup position postgres preview print private " +
        "process product profile project property provider proxy public query queue random range react record redirect register release remote render report request require resource response result route " +
        "sample schema scope screen script search section select server service session setting shared signature simple single slider source spring stack state static status storage store stream string " +
        "style submit support switch symbol sync system table target task template terminal test text theme thread timeout timer title toggle toolbar tracking trans trigger type update upload url user " +
        "util valid value variable vector vendor version video view widget width window worker wrapper").Split(' ').Where(w => w.Length > 4).ToArray();

    private static readonly string[] _publicNames =
        ["public_key", "publictoken", "public_token", "credentialsid", "credentials_id", "credentialid", "access_id", "accessid", "vault_name", "keyvault", "publickey", "public-key", "key_id", "keyid", "key-id", "keyword", "keyboard", "author", "monkey", "turkey", "keyname", "key_name", "key-name", "keypath", "primary_key", "foreign_key",
         "partition_key", "sort_key", "cache_key", "cachekey", "rowkey", "i18n", "token_type", "token_url", "api_url", "api_version", "apiversion", "accessibility", "issuerkey", "integrity", "publickeytoken", "keyhash", "hashkey", "csrf", "accessor", "tokenizer"];

    /// <summary>Tells whether a value holds an ordinary word.</summary>
    public static bool Contain(ReadOnlySpan<char> value)
    {
        foreach (var word in _inValues)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Tells whether a name says that its value is no secret.</summary>
    public static bool IsPublicName(ReadOnlySpan<char> name)
    {
        foreach (var word in _publicNames)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
