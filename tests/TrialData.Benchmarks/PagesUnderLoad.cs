extern alias web;

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrialData.Application.Administration;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>
/// The pages of a site under load, with a SQLite file behind them: one participant and the list of work asked for by 50 connections of wrk, a
/// form saved by 10 people at once, and a page that does nothing in the same run. Load and program share the machine.
/// </summary>
internal static partial class PagesUnderLoad
{
    private const int Participants = 400;
    private const int Writers = 10;
    private const int SavesByWriter = 30;
    private const string Password = "nine yellow bicycles";
    private const string Cookie = "__Host-trialdata";

    private static readonly KeyValuePair<string, string>[] Typed =
    [
        new("CompletedOn.day", "4"), new("CompletedOn.month", "1"), new("CompletedOn.year", "2027"), new("a.low", "7"), new("Reason", "Misread"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task RunAsync()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participants = new List<Guid>();
        while (participants.Count < Participants)
        {
            participants.Add(await trial.EnrolWithBaselineAsync("S1"));
        }

        foreach (var participant in participants.Take(Participants / 2))
        {
            _ = (await trial.RandomiseAsync("S1", participant)).Value;
        }

        await ColdStartAsync(trial);
        await using var program = new WebApplicationFactory<web::Program>().WithWebHostBuilder(host => host
            .UseContentRoot(AppContext.BaseDirectory)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("rateLimits", "off")
            .UseSetting("store", trial.Location.Target)
            .UseSetting("keys", KeysOf(trial))
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(trial.Clock)));
        program.UseKestrel();
        program.StartServer();
        var address = $"http://localhost:{program.ClientOptions.BaseAddress.Port.ToString(CultureInfo.InvariantCulture)}";

        var cookie = await SignedInAsync(trial, "reader");
        var empty = await EmptyPageAsync();
        await using (empty)
        {
            Wrk("an empty page", empty.Urls.First() + "/empty", cookie);
        }

        Wrk("a participant", $"{address}/trials/TEST/participants/{participants[0]:D}", cookie);
        Wrk("the list of work", address + "/", cookie);
        Wrk("the list of participants", address + "/trials/TEST/participants", cookie);
        await SavesAsync(trial, address, participants);
    }

    private static string KeysOf(TrialHost trial) => Path.Combine(trial.Folder.FullName, "keys");

    private static async Task<string> SignedInAsync(TrialHost trial, string name)
    {
        var person = await Person.InviteAsync(trial, name, Password);
        _ = (await trial.GrantAsync(name, Role.SiteResearcher, "S1")).Value;
        return $"{Cookie}={(await person.SetUpAsync()).SignedIn.Session.Text}";
    }

    private static async Task<WebApplication> EmptyPageAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();

        // Not beside the program's own pages, whose frame it would be given.
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Bare");
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync();
        return app;
    }

    private static void Wrk(string what, string address, string cookie)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "percentiles.lua");
        try
        {
            // Once to warm up, once to count.
            _ = Output("wrk", "-t2", "-c50", "-d3s", "-H", $"Cookie: {cookie}", address);
            Console.WriteLine($"{what}, 50 connections: {Output("wrk", "-t2", "-c50", "-d10s", "-s", script, "-H", $"Cookie: {cookie}", address).Split("== ")[^1].Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"{what}: LEFT OUT, wrk is not installed (apt-get install wrk)");
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static async Task SavesAsync(TrialHost trial, string address, List<Guid> participants)
    {
        var browsers = new List<HttpClient>();
        for (var writer = 0; writer < Writers; writer++)
        {
            var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
            browser.DefaultRequestHeaders.Add("Cookie", await SignedInAsync(trial, string.Create(CultureInfo.InvariantCulture, $"writer {writer}")));
            browsers.Add(browser);
        }

        var times = await Task.WhenAll(browsers.Select((browser, writer) => Task.Run(() => SaveAsync(browser, participants.GetRange(writer * SavesByWriter, SavesByWriter)))));
        var all = times.SelectMany(each => each).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a form saved by {Writers} writers: {all.Count} saves, p50 {At(all, 0.5):F0} ms, p95 {At(all, 0.95):F0} ms, max {At(all, 1):F0} ms"));
    }

    private static double At(List<TimeSpan> times, double share) => times[(int)Math.Ceiling(share * times.Count) - 1].TotalMilliseconds;

    /// <summary>Opens the form of each participant, changes an answer and saves it; the saving is timed.</summary>
    private static async Task<List<TimeSpan>> SaveAsync(HttpClient browser, List<Guid> participants)
    {
        var times = new List<TimeSpan>();
        foreach (var participant in participants)
        {
            var form = new Uri($"/trials/TEST/participants/{participant:D}/visits/baseline/mood", UriKind.Relative);
            using var opened = await browser.GetAsync(new Uri(form + "?change=true", UriKind.Relative));
            var html = await opened.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            var fields = Hidden().Matches(html).Concat(Token().Matches(html))
                .DistinctBy(field => field.Groups["name"].Value)
                .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
                .Concat(Typed);
            using var body = new FormUrlEncodedContent(fields);
            using var request = new HttpRequestMessage(HttpMethod.Post, form) { Content = body };
            request.Headers.Add("Cookie", string.Join("; ", opened.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Concat(browser.DefaultRequestHeaders.GetValues("Cookie"))));
            var sent = Stopwatch.GetTimestamp();
            using var saved = await browser.SendAsync(request);
            _ = await saved.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(sent));
            if (saved.StatusCode != HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException($"The form was not saved: {saved.StatusCode}.");
            }
        }

        return times;
    }

    /// <summary>From the start of a process to its first page.</summary>
    private static async Task ColdStartAsync(TrialHost trial)
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var program = Path.GetFullPath(Path.Combine(own, "..", "..", "TrialData.Web", Path.GetFileName(own), "TrialData.Web.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://localhost:5987", "--store", trial.Location.Target, "--keys", KeysOf(trial)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            using var browser = new HttpClient { BaseAddress = new Uri("http://localhost:5987") };
            while (!await AnswersAsync(browser))
            {
                if (Stopwatch.GetElapsedTime(started) > Patience)
                {
                    throw new InvalidOperationException("The program did not start.");
                }

                await Task.Delay(20);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold start to first page: {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s"));
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient browser)
    {
        try
        {
            using var answer = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative));
            return answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex("<input name=\"(?<name>__RequestVerificationToken)\" type=\"hidden\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
