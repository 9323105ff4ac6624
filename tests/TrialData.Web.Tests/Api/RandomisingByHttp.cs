using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests.Api;

public sealed class RandomisingByHttp
{
    private const string Researcher = "researcher S1";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_the_allocation_and_gives_it_again(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync(Researcher, Permission.Randomise);

        using var answer = await client.RandomiseAsync(participant);
        var first = await answer.Content.ReadFromJsonAsync<AllocationBody>();
        var again = await client.AllocatedAsync(participant);
        using var reader = await web.AsAsync(Researcher);
        var read = await reader.GetFromJsonAsync<AllocationBody>(ApiCalls.AllocationOf(participant));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var stored = Assert.Single(await AllocationsAsync(web));
        Assert.Equal(("S1-0001", stored.Arm, TrialHost.FirstDay), (first!.Number, first.Arm, first.Day!.Value));
        Assert.Equal(first.Arm == "NEW" ? "New" : "Old", first.Label);
        Assert.Equal((first, first), (again, read));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_in_the_audit_under_the_id_that_the_answer_bears(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync(Researcher, Permission.Randomise);

        using var answer = await client.RandomiseAsync(participant);

        var page = (await web.Trial.AskAsync<ReadAudit, AuditPage>("founder", new ReadAudit(web.Trial.TrialCode, new AuditQuestion()))).Value;
        Assert.Contains(page.Events, entry => entry.UseCase == nameof(RandomiseParticipant) && entry.CorrelationId == Guid.Parse(Assert.Single(answer.Headers.GetValues("X-Request-ID"))));
    }

    [Theory, OnSqlite]
    public async Task A_client_that_hangs_up_during_the_draw_finds_one_allocation_when_it_asks_again(Engine engine)
    {
        using var sealer = new WaitingSealer();
        await using var web = await OnTheWeb.StartAsync(engine, replace: services => services.AddSingleton<ISealer>(sealer.Over));
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        var token = await web.TokenAsync(Researcher, Permission.Randomise);

        using (var line = await CallAsync(web, participant, token))
        {
            await sealer.Drawing.WaitAsync(TimeSpan.FromSeconds(30));
        }

        sealer.GoOn();
        using var client = web.With(token.Text);
        var allocated = await client.AllocatedAsync(participant);

        Assert.Equal(allocated, await client.AllocatedAsync(participant));
        Assert.Equal(allocated.Arm, Assert.Single(await AllocationsAsync(web)).Arm);
        Assert.Equal(1, await LedgerEntriesAsync(web));
    }

    [Theory, OnSqlite]
    public async Task A_client_that_never_read_the_answer_gets_the_same_when_it_asks_again(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        var token = await web.TokenAsync(Researcher, Permission.Randomise);

        using (var line = await CallAsync(web, participant, token))
        {
            // The first byte of an answer is on its way only after the commit.
            _ = await line.GetStream().ReadAsync(new byte[1]);
        }

        var stored = Assert.Single(await AllocationsAsync(web));
        using var client = web.With(token.Text);
        Assert.Equal(stored.Arm, (await client.AllocatedAsync(participant)).Arm);
        Assert.Equal(1, await LedgerEntriesAsync(web));
    }

    [Theory, OnSqlite]
    public async Task A_person_s_token_needs_the_own_password(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        _ = await Person.InviteAsync(web.Trial, "nurse", "nine yellow bicycles");
        _ = (await web.Trial.GrantAsync("nurse", Role.SiteResearcher, "S1")).Value;
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.AsAsync("nurse");

        var without = await client.RandomiseAsync(participant).ProblemAsync();
        var wrong = await client.PostAsJsonAsync(ApiCalls.AllocationOf(participant), new { password = "ten yellow bicycles" }).ProblemAsync();
        using var right = await client.PostAsJsonAsync(ApiCalls.AllocationOf(participant), new { password = "nine yellow bicycles" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "allocation.not-confirmed"), without);
        Assert.Equal(without, wrong);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory, OnSqlite]
    public async Task Refusals_are_problem_details_with_their_code(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        using var client = await web.AsAsync(Researcher, Permission.Randomise);
        var withoutBaseline = await web.Trial.EnrolAsync("S1");
        var screened = (await web.Trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "allocation.baseline-incomplete"), await client.RandomiseAsync(withoutBaseline).ProblemAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "participant.wrong-status"), await client.RandomiseAsync(screened).ProblemAsync());
        using var reader = await web.AsAsync(Researcher);
        Assert.Equal((HttpStatusCode.NotFound, "allocation.not-found"), await reader.GetAsync(ApiCalls.AllocationOf(withoutBaseline)).ProblemAsync());
    }

    [Theory, OnSqlite]
    public async Task A_closed_site_takes_in_nobody(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.AskAsync<CloseSite, Site>("founder", new CloseSite("TEST", "S1", TrialHost.FirstDay, "Enough"))).Value;
        using var client = await web.AsAsync(Researcher, Permission.Randomise);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "site.closed"), await client.RandomiseAsync(participant).ProblemAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Fifty_at_once_get_one_allocation_each(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        using var client = await web.AsAsync(Researcher, Permission.Randomise);
        var participants = new List<Guid>();
        for (var i = 0; i < 25; i++)
        {
            participants.Add(await web.Trial.EnrolWithBaselineAsync("S1"));
        }

        // Each twice, at the same time.
        var answers = await Task.WhenAll(participants.Concat(participants).Select(client.AllocatedAsync));

        Assert.Equal(answers[..25], answers[25..]);
        Assert.Equal(
            answers[..25].Select(answer => (answer.Number, answer.Arm)).Order(),
            (await AllocationsAsync(web)).Select(row => (row.Number, row.Arm)).Order());
        Assert.Equal(25, await LedgerEntriesAsync(web));
    }

    private static async Task<TcpClient> CallAsync(OnTheWeb web, Guid participant, ApiToken token)
    {
        var line = new TcpClient();
        await line.ConnectAsync(web.Address.Host, web.Address.Port);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {ApiCalls.AllocationOf(participant)} HTTP/1.1\r\nHost: {web.Address.Authority}\r\nAuthorization: Bearer {token.Text}\r\nContent-Length: 0\r\n\r\n"));
        return line;
    }

    private static async Task<IReadOnlyList<ListedAllocation>> AllocationsAsync(OnTheWeb web) =>
        (await web.Trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations(web.Trial.TrialCode))).Value.Allocations;

    private static async Task<long> LedgerEntriesAsync(OnTheWeb web) =>
        (await web.Trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(web.Trial.TrialCode))).Value.Entries;

    /// <summary>Holds the first draw until it is told to go on.</summary>
    private sealed class WaitingSealer : IDisposable
    {
        private readonly TaskCompletionSource drawing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim goOn = new();

        public Task Drawing => drawing.Task;

        public void GoOn() => goOn.Set();

        public ISealer Over(IServiceProvider services) => new Wrapped(this, new SealedByDataProtection(services.GetRequiredService<IDataProtectionProvider>()));

        public void Dispose() => goOn.Dispose();

        private sealed class Wrapped(WaitingSealer owner, SealedByDataProtection inner) : ISealer
        {
            public string Seal(byte[] secret) => inner.Seal(secret);

            public byte[] Unseal(string sealedSecret)
            {
                owner.drawing.TrySetResult();
                Assert.True(owner.goOn.Wait(TimeSpan.FromSeconds(60)));
                return inner.Unseal(sealedSecret);
            }
        }
    }
}
