using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests.Api;
using Xunit;

namespace TrialData.Web.Tests.Edc;

public sealed class RandomisingFromAnEdc
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Plays_the_four_requests_of_the_client(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();

        var registration = await EdcClient.LookUpAsync(web.Address, $"edc/{proof.Secret.Text}", EdcTrial.StudyOid);
        Assert.Equal(200, registration.Status);
        Assert.Equal(
            ("ACTIVE", EdcTrial.StudyOid, "http://edc.example.org/LibreClinica/rest2/openrosa/S_TEST", $"http://{web.Address.Authority}/edc"),
            (registration["status"], registration["studyOid"], registration["instanceUrl"], registration["url"]));
        Assert.Contains("Cache-Control: no-store", registration.Head, StringComparison.Ordinal);

        var client = new EdcClient(web.Address, registration["username"]!, registration["password"]!);
        var none = await client.FindAsync("SS_0001");
        Assert.Equal((404, null), (none.Status, none["code"]));
        Assert.Equal("Nobody called SS_0001 has been randomised.", none["error"]);
        Assert.True((await client.AddSiteAsync("S1")).IsSuccess);
        var randomised = await client.RandomiseAsync("SS_0001", questions: "&question1=Male&question2=3");
        Assert.Equal(200, randomised.Status);

        var stored = Assert.Single(await AllocationsAsync(web));
        Assert.Equal((stored.Arm, "age=old|sex=male|site=S1"), (randomised["code"], stored.Stratum));
        Assert.Equal($"{{\"code\":\"{stored.Arm}\"}}", randomised.Body);
        Assert.Equal((200, stored.Arm), ((await client.FindAsync("SS_0001")).Status, (await client.FindAsync("SS_0001"))["code"]));
        Assert.Equal(randomised.Body, (await client.RandomiseAsync("SS_0001", questions: "&question1=Male&question2=3")).Body);
    }

    [Theory, OnSqlite]
    public async Task Behind_a_proxy_the_client_is_sent_where_the_program_was_told_that_it_is(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol, publicAddress: "https://trials.example.org/");
        var proof = await web.Trial.RegisterAsync();

        Assert.Equal("https://trials.example.org/edc", (await EdcClient.LookUpAsync(web.Address, $"edc/{proof.Secret.Text}", EdcTrial.StudyOid))["url"]);
    }

    [Theory, OnSqlite]
    public async Task A_name_that_nobody_set_up_is_not_taken_from_a_proxy(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();
        using var client = web.Nobody();
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "elsewhere.example");

        var answer = await client.GetStringAsync(new Uri($"/edc/{proof.Secret.Text}/app/rest/oc/se_randomizations?studyoid={EdcTrial.StudyOid}", UriKind.Relative));

        Assert.Contains($"\"url\":\"http://{web.Address.Authority}/edc\"", answer, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task After_a_time_out_the_client_asks_again_and_gets_one_code(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var client = await ClientAsync(web);

        for (var i = 0; i < 10; i++)
        {
            var identifier = FormattableString.Invariant($"SS_{i}");
            await client.RandomiseAndHangUpAsync(identifier);

            // As the client does: what is there, else randomise. Whether the first request was done by now or never came to it is left open.
            var found = await client.FindAsync(identifier);
            var code = found.IsSuccess ? found["code"] : (await client.RandomiseAsync(identifier))["code"];
            Assert.Equal(code, (await client.RandomiseAsync(identifier))["code"]);
        }

        Assert.Equal(10, (await AllocationsAsync(web)).Count);
        Assert.Equal(10, (await web.Trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger("TEST"))).Value.Entries);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Fifty_requests_at_once_for_one_and_for_fifty_participants(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var client = await ClientAsync(web);

        var same = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.RandomiseAsync("SS_0")));
        var different = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => client.RandomiseAsync(FormattableString.Invariant($"SS_{i}"))));

        Assert.Single(same.Select(heard => heard.Body).Distinct());
        Assert.All(different, heard => Assert.Equal(200, heard.Status));
        Assert.Equal(51, (await AllocationsAsync(web)).Count);
        Assert.Equal(51, (await web.Trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger("TEST"))).Value.Entries);
    }

    [Theory, OnSqlite]
    public async Task Refuses_with_an_error_and_never_with_a_code(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var client = await ClientAsync(web);
        Assert.True((await client.RandomiseAsync("SS_1")).IsSuccess);

        foreach (var (asked, status, reason) in new (Task<Heard>, int, string)[]
        {
            (client.RandomiseAsync("SS_1", site: "S2"), 422, "edc.other-site"),
            (client.RandomiseAsync("SS_1", questions: "&question1=Male&question2=1"), 422, "edc.other-answers"),
            (client.RandomiseAsync("SS_2", questions: "&question1=Female"), 422, "edc.other-questions"),
            (client.RandomiseAsync("SS_2", questions: "&question1=Female&question2=9"), 422, "edc.no-level"),
            (client.RandomiseAsync("SS_2", questions: "&question1&question2=1"), 422, "edc.no-level"),
            (client.RandomiseAsync("SS_2", user: "eva%40example.org"), 422, "request.invalid"),
            (client.RandomiseAsync("SS%202"), 422, "request.invalid"),
            (client.RandomiseAsync(string.Empty), 422, "request.invalid"),
            (client.RandomiseAsync("SS_2", site: "S3"), 404, "site.not-found"),
            (client.AddSiteAsync("S3"), 404, "site.not-found"),
            (client.FindAsync(string.Empty), 404, "edc.identifier-not-found"),
        })
        {
            var heard = await asked;
            Assert.Equal((status, reason, null), (heard.Status, heard["reason"], heard["code"]));
            Assert.NotEmpty(heard["error"]!);
        }

        foreach (var (heard, status, reason) in new[]
        {
            (await client.PostAsync("randomise", "identifier=" + new string('x', 17 * 1024)), 413, "http.body-too-large"),
            (await client.PostAsync("randomise", "identifier=SS_2", "application/x-www-form-urlencoded; charset=utf-7"), 415, "http.media-type"),
            (await client.PostAsync("randomise", "{}", "application/json"), 415, "http.media-type"),
            (await client.PostAsync("randomisation", "identifier=SS_1"), 405, "http.method-not-allowed"),
            (await client.PostAsync("elsewhere", "identifier=SS_1"), 404, "http.not-found"),
        })
        {
            Assert.Equal((status, reason, null), (heard.Status, heard["reason"], heard["code"]));
            Assert.NotEmpty(heard["error"]!);
        }

        Assert.Single(await AllocationsAsync(web));
    }

    [Theory, OnSqlite]
    public async Task A_wrong_secret_another_study_and_another_name_are_told_nothing(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();

        var wrong = await EdcClient.LookUpAsync(web.Address, "edc/tde_0123", EdcTrial.StudyOid);
        var other = await EdcClient.LookUpAsync(web.Address, $"edc/{proof.Secret.Text}", "S_OTHER");
        Assert.Equal((404, wrong.Body), (wrong.Status, other.Body));
        Assert.Equal(404, other.Status);

        foreach (var client in new[]
        {
            new EdcClient(web.Address, proof.Name, "tde_0123"), new EdcClient(web.Address, "openclinica", proof.Secret.Text), new EdcClient(web.Address, string.Empty, string.Empty),
        })
        {
            Assert.Equal(401, (await client.FindAsync("SS_1")).Status);
            Assert.Equal(401, (await client.AddSiteAsync("S1")).Status);
            Assert.Equal(401, (await client.RandomiseAsync("SS_1")).Status);
        }

        Assert.Empty(await AllocationsAsync(web));
    }

    [Theory, OnSqlite]
    public async Task Credentials_and_tokens_do_not_open_each_other_s_doors(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();
        var token = await web.TokenAsync("researcher S1", Permission.Randomise);

        using var asToken = web.With(proof.Secret.Text);
        Assert.Equal((HttpStatusCode.Unauthorized, "access.no-token"), await asToken.GetAsync(new Uri("/api/v1/trials/TEST/participants", UriKind.Relative)).ProblemAsync());
        using var asBasic = web.Nobody();
        asBasic.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{proof.Name}:{proof.Secret.Text}")));
        Assert.Equal((HttpStatusCode.Unauthorized, "access.no-token"), await asBasic.GetAsync(new Uri("/api/v1/trials/TEST/participants", UriKind.Relative)).ProblemAsync());

        Assert.Equal(401, (await new EdcClient(web.Address, "researcher S1", token.Text).RandomiseAsync("SS_1")).Status);
        using var bearer = web.With(token.Text);
        using var answer = await bearer.GetAsync(new Uri("/edc/api/randomisation?identifier=SS_1", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (answer.StatusCode, Assert.Single(answer.Headers.WwwAuthenticate).Scheme));
        Assert.Equal(404, (await EdcClient.LookUpAsync(web.Address, $"edc/{token.Text}", EdcTrial.StudyOid)).Status);
    }

    [Theory, OnSqlite]
    public async Task Another_study_s_credential_finds_nobody_of_this_one(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var own = await ClientAsync(web);
        Assert.True((await own.RandomiseAsync("SS_1")).IsSuccess);
        _ = (await web.Trial.AskAsync<CreateTrial, TrialCreated>(
            "founder", new CreateTrial(JsonEdit.With(EdcTrial.Protocol, "code", "\"OTHER\"")))).Value;
        _ = (await web.Trial.AskAsync<GrantRole, GrantedRole>(
            "founder", new GrantRole("OTHER", "admin", Role.RandomisationAdministrator, SiteCode: null, TrialHost.FirstDay))).Value;
        var registered = (await web.Trial.AskAsync<RegisterEdc, RegisteredEdc>(
            "admin", new RegisterEdc("OTHER", EdcTrial.Name, EdcTrial.StudyOid, web.Trial.Clock.GetUtcNow().AddDays(1)))).Value;
        var foreign = new EdcClient(web.Address, registered.Name, registered.Secret.Text);

        var known = await foreign.FindAsync("SS_1");
        var unknown = await foreign.FindAsync("SS_2");

        Assert.Equal((404, unknown.Body.Replace("SS_2", "SS_1", StringComparison.Ordinal)), (known.Status, known.Body));
    }

    [Theory, OnSqlite]
    public async Task After_ten_wrong_secrets_a_name_waits_and_others_do_not(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();
        var guessing = new EdcClient(web.Address, "guess", "tde_0123");

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(401, (await guessing.FindAsync("SS_1")).Status);
        }

        Assert.Equal(429, (await guessing.FindAsync("SS_1")).Status);
        Assert.Equal(404, (await new EdcClient(web.Address, proof.Name, proof.Secret.Text).FindAsync("SS_1")).Status);
    }

    // Each attempt leaves an event in the trail.
    [Theory, OnSqlite]
    public async Task After_fifty_wrong_secrets_under_ever_new_names_an_address_waits(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();
        var client = new EdcClient(web.Address, proof.Name, proof.Secret.Text);
        Assert.True((await client.RandomiseAsync("SS_1")).IsSuccess);

        var statuses = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            statuses.Add((await new EdcClient(web.Address, FormattableString.Invariant($"guess{i}"), "tde_0123").FindAsync("SS_1")).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(401, 50), .. Enumerable.Repeat(429, 10)], statuses);
        Assert.True((await client.RandomiseAsync("SS_2")).IsSuccess);
    }

    // Whoever knows the name of a credential, and sits behind the same proxy, must not keep its EDC from randomising.
    [Theory, OnSqlite]
    public async Task A_secret_that_was_right_once_does_not_wait_for_others_who_guess_under_its_name(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);
        var proof = await web.Trial.RegisterAsync();
        var client = new EdcClient(web.Address, proof.Name, proof.Secret.Text);
        Assert.True((await client.RandomiseAsync("SS_1")).IsSuccess);
        for (var i = 0; i < 10; i++)
        {
            // An identifier that cannot be read is turned away before the secret is looked at, and counts too.
            Assert.Equal(i % 2 == 0 ? 401 : 422, (await new EdcClient(web.Address, proof.Name, "tde_0123").RandomiseAsync(i % 2 == 0 ? "SS_2" : "SS%202")).Status);
            Assert.Equal(404, (await EdcClient.LookUpAsync(web.Address, "edc/tde_0123", EdcTrial.StudyOid)).Status);
        }

        Assert.Equal(429, (await new EdcClient(web.Address, proof.Name, "tde_0123").RandomiseAsync("SS%202")).Status);
        Assert.Equal(429, (await EdcClient.LookUpAsync(web.Address, "edc/tde_0123", EdcTrial.StudyOid)).Status);
        Assert.True((await client.RandomiseAsync("SS_2")).IsSuccess);
        Assert.True((await EdcClient.LookUpAsync(web.Address, $"edc/{proof.Secret.Text}", EdcTrial.StudyOid)).IsSuccess);

        _ = (await web.Trial.AskAsync<RevokeEdcCredential, RevokedEdcCredential>("admin", new RevokeEdcCredential("TEST", proof.Name))).Value;
        Assert.Equal(401, (await client.RandomiseAsync("SS_3")).Status);
    }

    // The address of the look-up holds a secret, and the framework would write every address to the log.
    [Theory, OnSqlite]
    public async Task The_address_of_a_request_is_not_logged(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine, EdcTrial.Protocol);

        var log = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        Assert.False(log.IsEnabled(LogLevel.Information));
    }

    private static async Task<EdcClient> ClientAsync(OnTheWeb web)
    {
        var proof = await web.Trial.RegisterAsync();
        return new EdcClient(web.Address, proof.Name, proof.Secret.Text);
    }

    private static async Task<IReadOnlyList<ListedAllocation>> AllocationsAsync(OnTheWeb web) =>
        (await web.Trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations("TEST"))).Value.Allocations;
}
