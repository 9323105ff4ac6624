extern alias web;

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>
/// 50 callers at once who each randomise one participant after the other, over HTTP to a real port with a SQLite file behind it, from the
/// first byte sent to the last received: token, use case, draw, ledger, audit and commit included. Callers and program share the machine.
/// </summary>
internal static class RandomisingOverHttp
{
    private const int Callers = 50;
    private const int CallsByToken = 20;
    private const int CallsByPassword = 2;
    private const int WarmUp = 10;
    private const string Password = "nine yellow bicycles";

    private static readonly string[] Sites = ["S1", "S2"];

    public static async Task RunAsync()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        await using var program = new WebApplicationFactory<web::Program>().WithWebHostBuilder(host => host
            .UseContentRoot(AppContext.BaseDirectory)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("store", trial.Location.Target)
            .UseSetting("keys", Path.Combine(trial.Folder.FullName, "keys"))
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(trial.Clock)));
        program.UseKestrel();
        program.StartServer();

        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => CallerAsync(trial, program.ClientOptions.BaseAddress, number)));
        var waiting = new List<Queue<Guid>>();
        for (var number = 0; number < Callers; number++)
        {
            waiting.Add(await EnrolAsync(trial, SiteOf(number), WarmUp + CallsByToken + CallsByPassword));
        }

        _ = await SeriesAsync(callers, waiting, WarmUp, caller => caller.ByToken, body: null);
        Print("by a token made to randomise", await SeriesAsync(callers, waiting, CallsByToken, caller => caller.ByToken, body: null));
        Print("confirmed by password", await SeriesAsync(callers, waiting, CallsByPassword, caller => caller.ByAccount, new { password = Password }));
        await CheckAsync(trial, Callers * (WarmUp + CallsByToken + CallsByPassword));
    }

    private static string SiteOf(int number) => Sites[number % Sites.Length];

    private static async Task<Caller> CallerAsync(TrialHost trial, Uri address, int number)
    {
        var name = FormattableString.Invariant($"caller {number}");
        _ = await Person.InviteAsync(trial, name, Password);
        _ = (await trial.GrantAsync(name, Role.SiteResearcher, SiteOf(number))).Value;
        return new Caller(await ClientAsync([Permission.Randomise]), await ClientAsync(permissions: null));

        async Task<HttpClient> ClientAsync(IReadOnlyList<Permission>? permissions)
        {
            var request = new CreateApiToken(permissions is null ? "all" : "randomise", permissions, trial.Clock.GetUtcNow().AddDays(30), Password);
            var token = (await trial.AskAsync<CreateApiToken, CreatedApiToken>(name, request)).Value.Token;
            return new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Text) } };
        }
    }

    private static async Task<Queue<Guid>> EnrolAsync(TrialHost trial, string site, int count)
    {
        var enrolled = new Queue<Guid>();
        while (enrolled.Count < count)
        {
            enrolled.Enqueue(await trial.EnrolWithBaselineAsync(site));
        }

        return enrolled;
    }

    private static async Task<Series> SeriesAsync(
        IReadOnlyList<Caller> callers, List<Queue<Guid>> waiting, int calls, Func<Caller, HttpClient> client, object? body)
    {
        var processorBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(callers.Select((caller, number) => Task.Run(async () =>
        {
            var own = new List<TimeSpan>();
            for (var call = 0; call < calls; call++)
            {
                var address = new Uri($"/api/v1/trials/TEST/participants/{waiting[number].Dequeue():D}/allocation", UriKind.Relative);
                var asked = Stopwatch.GetTimestamp();
                using var answer = body is null ? await client(caller).PostAsync(address, content: null) : await client(caller).PostAsJsonAsync(address, body);
                _ = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                own.Add(Stopwatch.GetElapsedTime(asked));
            }

            return own;
        })));
        var whole = Stopwatch.GetElapsedTime(started);
        var processor = Process.GetCurrentProcess().TotalProcessorTime - processorBefore;
        return new Series([.. times.SelectMany(each => each).Order()], whole, processor);
    }

    private static void Print(string what, Series series) => Console.WriteLine(FormattableString.Invariant(
        $"{what}: {series.Times.Count} calls by {Callers} callers, p50 {series.At(0.5):F0} ms, p95 {series.At(0.95):F0} ms, max {series.At(1):F0} ms, {series.Times.Count / series.Whole.TotalSeconds:F0} a second, {series.Processor / series.Times.Count / TimeSpan.FromMilliseconds(1):F1} ms of processor time a call on {series.Processor / series.Whole:F1} of {Environment.ProcessorCount} cores"));

    /// <summary>Each participant was allocated once, and the ledger counts them without a gap: replayed from the revealed secret, each entry follows from those before.</summary>
    private static async Task CheckAsync(TrialHost trial, int expected)
    {
        var allocations = (await trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations(trial.TrialCode))).Value.Allocations;
        var lines = (await trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(trial.TrialCode))).Value.Lines;
        var secret = await RevealAsync(trial);
        var replay = (await trial.AskAsync<VerifyLedger, LedgerVerification>("founder", new VerifyLedger(lines, secret))).Value;
        var audit = await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("benchmark"), new VerifyAudit(), CancellationToken.None);
        var distinct = allocations.Select(each => each.ParticipantId).Distinct().Count();
        var isWhole = distinct == expected && allocations.Count == expected && replay is { Fault: null } && replay.Entries == expected && !audit.IsRefused;
        Console.WriteLine(FormattableString.Invariant($"{allocations.Count} allocations of {distinct} participants; replayed from the secret: {replay.Entries} ledger entries, {replay.Fault ?? "no fault"}; audit trail: {audit.Refusal?.Message ?? "holds"}"));
        if (!isWhole)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Expected {expected} of each, and no fault."));
        }
    }

    /// <summary>By the two whom it takes.</summary>
    private static async Task<string> RevealAsync(TrialHost trial)
    {
        foreach (var site in Sites)
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over"))).Value;
        }

        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        return (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
    }

    private sealed record Caller(HttpClient ByToken, HttpClient ByAccount);

    /// <param name="Times">In ascending order.</param>
    private sealed record Series(IReadOnlyList<TimeSpan> Times, TimeSpan Whole, TimeSpan Processor)
    {
        /// <summary>The time within which that share of the calls was answered, in milliseconds.</summary>
        public double At(double share) => Times[(int)Math.Ceiling(share * Times.Count) - 1].TotalMilliseconds;
    }
}
