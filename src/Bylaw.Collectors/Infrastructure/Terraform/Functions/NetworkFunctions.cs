using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Arithmetic on address prefixes, for both address families.</summary>
internal static class NetworkFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["cidrsubnet"] = new(3, 3, false, a => ConfigValue.String(Subnet(Parse(a[0]), HclConvert.Integer(a[1]), HclConvert.Integer(a[2])).ToString()));
        table["cidrhost"] = new(2, 2, false, a => ConfigValue.String(Host(Parse(a[0]), HclConvert.Integer(a[1]))));
        table["cidrnetmask"] = new(1, 1, false, a => ConfigValue.String(Parse(a[0]) is { Bits: 32 } prefix
            ? Prefix.Write(prefix.Mask, 32)
            : throw new HclEvaluationException("only IPv4 prefixes have a netmask")));
        table["cidrsubnets"] = new(1, int.MaxValue, false, Subnets);
    }

    private readonly record struct Prefix(BigInteger Address, int Length, int Bits)
    {
        public BigInteger Mask => ((BigInteger.One << Length) - 1) << (Bits - Length);

        public static string Write(BigInteger address, int bits)
        {
            var bytes = new byte[bits / 8];
            var raw = address.ToByteArray(isUnsigned: true, isBigEndian: true);
            raw.AsSpan(Math.Max(0, raw.Length - bytes.Length)).CopyTo(bytes.AsSpan(Math.Max(0, bytes.Length - raw.Length)));
            return new IPAddress(bytes).ToString();
        }

        public override string ToString() => Write(Address, Bits) + "/" + Length.ToString(CultureInfo.InvariantCulture);
    }

    private static Prefix Parse(ConfigValue value)
    {
        var parts = HclConvert.Text(value).Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new HclEvaluationException($"`{value.Text}` is no address prefix");
        }
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (length > bits)
        {
            throw new HclEvaluationException($"`{value.Text}` is no address prefix");
        }
        var number = new BigInteger(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        return new Prefix(number & (((BigInteger.One << length) - 1) << (bits - length)), length, bits);
    }

    private static Prefix Subnet(Prefix prefix, int newBits, int number)
    {
        var length = prefix.Length + newBits;
        if (newBits < 0 || length > prefix.Bits || number < 0 || number >= BigInteger.One << newBits)
        {
            throw new HclEvaluationException($"subnet {number} with {newBits} more bits does not fit into {prefix}");
        }
        return new Prefix(prefix.Address + ((BigInteger)number << (prefix.Bits - length)), length, prefix.Bits);
    }

    private static string Host(Prefix prefix, int number)
    {
        var size = BigInteger.One << (prefix.Bits - prefix.Length);
        var offset = number < 0 ? size + number : number;
        return offset >= 0 && offset < size
            ? Prefix.Write(prefix.Address + offset, prefix.Bits)
            : throw new HclEvaluationException($"host {number} does not fit into {prefix}");
    }

    private static ConfigValue Subnets(IReadOnlyList<ConfigValue> arguments)
    {
        var prefix = Parse(arguments[0]);
        var next = prefix.Address;
        var end = prefix.Address + (BigInteger.One << (prefix.Bits - prefix.Length));
        var items = ImmutableArray.CreateBuilder<ConfigValue>();
        foreach (var argument in arguments.Skip(1))
        {
            var length = prefix.Length + HclConvert.Integer(argument);
            if (length < prefix.Length || length > prefix.Bits)
            {
                throw new HclEvaluationException($"{argument.Text} more bits do not fit into {prefix}");
            }
            var size = BigInteger.One << (prefix.Bits - length);
            next = (next + size - 1) / size * size;
            if (next + size > end)
            {
                throw new HclEvaluationException($"the subnets do not fit into {prefix}");
            }
            items.Add(ConfigValue.String(new Prefix(next, length, prefix.Bits).ToString()));
            next += size;
        }
        return ConfigValue.List(items.ToImmutable());
    }
}
