using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Enrolment;

public sealed class InstantsAndDays
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Come_back_to_the_microsecond_and_to_the_day(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        host.Clock.MoveTo(new DateTimeOffset(2028, 2, 29, 23, 59, 59, TimeSpan.Zero));
        var typed = new DateTimeOffset(2027, 1, 5, 0, 30, 15, TimeSpan.FromHours(1)).AddTicks(1_234_567);
        var screened = (await host.ScreenAsync("S1")).Value.PublicId;
        var before = await FindAsync(host, screened);
        Assert.Equal(new DateOnly(2028, 2, 29), before.ScreenedOn);
        Assert.Null(before.ConsentedAt);

        var consenting = (await host.AskAsync<ScreenParticipant, ScreenedParticipant>(
            "researcher S1", new ScreenParticipant(host.TrialCode, "S1", TrialHost.FirstDay, TestProtocol.EligibleAnswers))).Value.PublicId;
        _ = (await host.AskAsync<RecordConsent, ConsentRecorded>(
            "researcher S1", new RecordConsent(host.TrialCode, consenting, TestProtocol.ConsentForm, typed))).Value;
        _ = (await host.AskAsync<EnrolParticipant, EnrolledParticipant>(
            "researcher S1", new EnrolParticipant(host.TrialCode, consenting, new DateOnly(2028, 2, 29)))).Value;

        var found = await FindAsync(host, consenting);
        Assert.Equal(TrialHost.FirstDay, found.ScreenedOn);
        Assert.Equal(new DateTimeOffset(2027, 1, 4, 23, 30, 15, TimeSpan.Zero).AddTicks(1_234_560), found.ConsentedAt);
        Assert.Equal(TimeSpan.Zero, found.ConsentedAt!.Value.Offset);
        Assert.Equal(new DateOnly(2028, 2, 29), found.EnrolledOn);
        Assert.Null(found.EndedOn);
    }

    private static async Task<Participant> FindAsync(TrialHost host, Guid id)
    {
        await using var scope = host.NewScope();
        var trial = await scope.ServiceProvider.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None);
        var participants = scope.ServiceProvider.GetRequiredService<IParticipants>();
        return (await participants.FindAsync(id, SiteScope.WholeTrial(trial!.TrialId), CancellationToken.None))!;
    }
}
