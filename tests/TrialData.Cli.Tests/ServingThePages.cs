using System.Net;
using System.Net.Sockets;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ServingThePages : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Says_where_to_begin_and_answers_there()
    {
        var port = FreePort();
        using var pages = line.Start("serve", "--port", FormattableString.Invariant($"{port}"));
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var said = await pages.StandardOutput.ReadLineAsync(patience.Token);
            var address = await pages.StandardOutput.ReadLineAsync(patience.Token);
            using var browser = new HttpClient();
            var page = await browser.GetStringAsync(new Uri(address!), patience.Token);

            Assert.Equal($"There is no store at {line.StoreFile} yet. Begin one, or look at the demonstration, at", said);
            Assert.StartsWith(FormattableString.Invariant($"http://localhost:{port}/start?code="), address, StringComparison.Ordinal);
            Assert.Contains("Make the demonstration", page, StringComparison.Ordinal);
        }
        finally
        {
            pages.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
