using System.Net;
using System.Net.Sockets;

namespace TrialData.Web.Ground;

/// <summary>By what senders are told apart where requests are counted.</summary>
internal static class SenderAddress
{
    // Whoever has an address of the sixth version has a whole network of them.
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return string.Empty;
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4().ToString();
        }

        var network = address.GetAddressBytes();
        Array.Clear(network, network.Length / 2, network.Length / 2);
        return new IPAddress(network).ToString();
    }
}
