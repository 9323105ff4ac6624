using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Pipeline;

public sealed class TheAuditTrail
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Holds_exactly_one_event_for_each_request_done_or_refused(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var opening = await RequestsAsync(host);
        var trial = new SmallTrial(host);

        await trial.PlayAsync();
        await trial.RevealAsync();

        var events = (await RequestsAsync(host)).ExceptBy(opening.Select(e => e["AuditEventId"]), e => e["AuditEventId"]).ToList();
        Assert.Equal(
            trial.Asked.Select(a => $"{a.UseCase} {a.Result}").Order(StringComparer.Ordinal),
            events.Select(e => $"{e["UseCase"]} {e["Result"]}").Order(StringComparer.Ordinal));
        AssertEachIsThere(opening.Concat(events).Where(e => e["Result"] is "done" or "backup.by-the-server"));
        AssertEachIsThere(events.Where(e => e["Result"] != "done"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Holds_no_arm_no_answer_and_no_secret_outside_the_restricted_partition(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var trial = new SmallTrial(host);

        await trial.PlayAsync();
        await trial.RevealAsync();

        var scheme = (await new RawStore(host.Location).RowsAsync("Scheme"))[0];
        var secret = host.Get<ISealer>().Unseal(scheme["SealedSecret"]!);
        string[] secrets = [.. trial.Secrets, scheme["SealedSecret"]!, Convert.ToHexStringLower(secret), Convert.ToBase64String(secret)];
        var texts = (await EventsAsync(host))
            .Where(e => !e["Chain"]!.StartsWith("restricted:", StringComparison.Ordinal))
            .SelectMany(e => e.Values)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.Empty(from text in texts from forbidden in secrets where text.Contains(forbidden, StringComparison.OrdinalIgnoreCase) select $"{forbidden} in {text}");
        Assert.DoesNotContain(texts, text => text is "yes" or "no");
    }

    private static Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> EventsAsync(TrialHost host) => new RawStore(host.Location).RowsAsync("AuditEvent");

    /// <summary>The events of requests, without those of single fields.</summary>
    private static async Task<List<IReadOnlyDictionary<string, string?>>> RequestsAsync(TrialHost host) =>
        (await EventsAsync(host)).Where(e => e["Field"] is null).ToList();

    private static void AssertEachIsThere(IEnumerable<IReadOnlyDictionary<string, string?>> events) =>
        Assert.Empty(UseCaseRegistration.UseCases()
            .Select(useCase => useCase.Request)
            .Where(request => !UseCaseAccess.Of(request).IsOpenToAll)
            .Select(request => request.Name)
            .Except(events.Select(e => e["UseCase"]), StringComparer.Ordinal));
}
