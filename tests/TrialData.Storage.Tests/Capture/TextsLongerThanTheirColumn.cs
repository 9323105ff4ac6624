using TrialData.Application.Capture;
using TrialData.Application.Exchange;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Capture;

/// <summary>SQLite would take them and SQL Server fault: both engines refuse them in the same words.</summary>
public sealed class TextsLongerThanTheirColumn
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_refused_as_a_reason(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolWithBaselineAsync("S1");

        var longest = await host.SaveAsync("researcher S1", participant, "baseline", "mood", 1, new string('x', 400), ("low", "4"));
        var longer = await host.SaveAsync("researcher S1", participant, "baseline", "mood", 2, new string('x', 401), ("low", "5"));

        Assert.Equal(2, longest.Value.Version);
        Assert.Equal("request.invalid", longer.Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_refused_as_the_reason_for_an_identifier(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolAsync("S1");
        var request = new SaveForm(
            host.TrialCode, participant, "baseline", "mood", 0, TrialHost.FirstDay,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3", ["note"] = "write to someone@example.org" });

        var longer = await host.AskAsync<SaveForm, FormSaved>("researcher S1", request with { IdentifierReason = new string('x', 401) });
        var longest = await host.AskAsync<SaveForm, FormSaved>("researcher S1", request with { IdentifierReason = new string('x', 400) });

        Assert.Equal("request.invalid", longer.Refusal?.Code);
        Assert.Equal(1, longest.Value.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_refused_as_the_name_of_a_file(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var request = TestImport.Of(host.TrialCode, "A,S1,NEW,3");

        var longer = await host.AskAsync<ImportFinishedTrial, ImportedTrial>("founder", request with { FileName = new string('x', 201) });
        var longest = await host.AskAsync<ImportFinishedTrial, ImportedTrial>("founder", request with { FileName = new string('x', 200) });

        Assert.Equal("request.invalid", longer.Refusal?.Code);
        Assert.Equal(1, longest.Value.Participants);
    }
}
