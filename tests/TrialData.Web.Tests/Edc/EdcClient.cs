using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TrialData.Web.Tests.Edc;

/// <summary>
/// The four requests of the randomisation client of OpenClinica 3 and LibreClinica, written out as it puts them on the line. It is
/// not that client: the real one has not been run against this program.
/// </summary>
internal sealed class EdcClient(Uri address, string name, string secret)
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>From the setting <c>moduleManager</c>, in which the secret is a part of the address; the instance's own address goes unescaped.</summary>
    public static Task<Heard> LookUpAsync(Uri address, string module, string study) => SendAsync(
        address,
        $"GET /{module}/app/rest/oc/se_randomizations?studyoid={study}&instanceurl=http://edc.example.org/LibreClinica/rest2/openrosa/{study} HTTP/1.1\r\n"
        + $"Accept: application/json, application/*+json\r\nHost: {address.Authority}\r\nConnection: close\r\nUser-Agent: Apache-HttpClient/4.2.1 (java 1.5)\r\n\r\n");

    public Task<Heard> FindAsync(string identifier) => SendAsync(
        address,
        $"GET /edc/api/randomisation?identifier={identifier} HTTP/1.1\r\n"
        + $"Accept: text/plain, application/json, */*\r\nAuthorization: {Basic()}\r\nContent-Type: application/x-www-form-urlencoded\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n");

    public Task<Heard> AddSiteAsync(string site) => PostAsync("sites", $"siteIdentifier={site}&name=St.+Mary%27s&timezone=America%2FNew_York");

    public Task<Heard> RandomiseAsync(string identifier, string site = "S1", string user = "dr.x", string questions = "&question1=Female&question2=1") =>
        PostAsync("randomise", $"identifier={identifier}&siteIdentifier={site}&user={user}{questions}");

    /// <summary>Sends the request and hangs up without reading what comes back, as after a time-out.</summary>
    public async Task RandomiseAndHangUpAsync(string identifier)
    {
        using var line = await CallAsync(address, Post("randomise", $"identifier={identifier}&siteIdentifier=S1&user=dr.x&question1=Female&question2=1"));
    }

    public Task<Heard> PostAsync(string path, string body, string type = Form) => SendAsync(address, Post(path, body, type));

    private string Post(string path, string body, string type = Form) =>
        $"POST /edc/api/{path} HTTP/1.1\r\nAccept: text/plain, application/json, */*\r\nAuthorization: {Basic()}\r\n"
        + string.Create(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")
        + $"Host: {address.Authority}\r\nConnection: close\r\n\r\n{body}";

    private string Basic() => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{name}:{secret}"));

    private static async Task<Heard> SendAsync(Uri address, string request)
    {
        using var line = await CallAsync(address, request);
        using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();
        var (head, body) = (answer.Split("\r\n\r\n", 2)[0], answer.Split("\r\n\r\n", 2)[1]);
        return new Heard(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, Unchunked(head, body));
    }

    private static async Task<TcpClient> CallAsync(Uri address, string request)
    {
        var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port);
        await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        return line;
    }

    // Each answer is one object in one line: what is between the sizes of its chunks.
    private static string Unchunked(string head, string body) =>
        head.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? string.Concat(body.Split("\r\n").Where((_, i) => i % 2 == 1)) : body;
}

internal sealed record Heard(int Status, string Head, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A text of the JSON object; null where it has none of that name.</summary>
    public string? this[string property] =>
        JsonDocument.Parse(Body).RootElement.TryGetProperty(property, out var value) ? value.ToString() : null;
}
