using FsCheck;
using FsCheck.Fluent;
using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Model;

/// <summary>Random sequences of calls give the same answers on paper and on every engine, and leave the same behind.</summary>
public sealed class RandomCalls
{
    private const int Calls = 400;

    private static readonly string[] Sites = ["S1", "S2"];
    private static readonly string?[] Notes = [null, "slept well", "slept badly"];

    [Theory]
    [InlineData(Engine.Sqlite, 1)]
    [InlineData(Engine.Sqlite, 20261120)]
    [InlineData(Engine.Sqlite, 31)]
    [InlineData(Engine.Sqlite, 4711)]
    [InlineData(Engine.Sqlite, 987654321)]
    public Task Agree(Engine engine, int seed) => AgreeAsync(engine, seed);

    [Theory, OnSqlServer]
    public async Task Agree_on_a_server(Engine engine)
    {
        foreach (var seed in new[] { 1, 20261120, 31, 4711, 987654321 })
        {
            await AgreeAsync(engine, seed);
        }
    }

    private static async Task AgreeAsync(Engine engine, int seed)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(TestImport.ProtocolOfItsOwn))).Value;
        var paper = new TrialOnPaper();
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var wished = Gen.Choose(0, int.MaxValue - 1).Sample(Calls, new Rnd((ulong)seed), 0).ToList();
        var answers = new List<string>();

        for (var i = 0; i < wished.Count; i++)
        {
            var (said, expected) = await CallAsync(host, paper, ids, new Dice(wished[i]));
            Assert.True(said == expected, FormattableString.Invariant($"Seed {seed}, call {i}: the store said '{said}', the rules say '{expected}'."));
            answers.Add(expected);
        }

        // A sequence that only meets refusals would prove little.
        Assert.Contains(answers, a => a is "NEW" or "OLD");
        Assert.Contains(answers, a => a == "version 2");
        Assert.Contains(answers, a => a == "form.reason-needed");
        await AssertSameIsLeftAsync(host, paper);
    }

    private static async Task<(string Said, string Expected)> CallAsync(TrialHost host, TrialOnPaper paper, Dictionary<string, Guid> ids, Dice dice)
    {
        var call = dice.Next(20);
        if (call < 1 || paper.People.Count == 0)
        {
            var (site, isEligible) = (Sites[dice.Next(2)], dice.Next(5) > 0);
            var screened = await host.ScreenAsync(site, ("adult", isEligible ? "yes" : "no"));
            ids[screened.Value.Number] = screened.Value.PublicId;
            return (screened.Value.Number, paper.Screen(site, isEligible));
        }

        var person = paper.People[^(1 + dice.Next(Math.Min(3, paper.People.Count)))];
        var id = ids[person.Number];
        var other = Sites.Single(s => s != person.Site);
        return call switch
        {
            < 4 => (Text(await host.ConsentAsync(person.Site, id), c => c.Number), TrialOnPaper.Consent(person)),
            < 7 => (Text(await EnrolAsync(host, person.Site, id), e => e.Number), TrialOnPaper.Enrol(person)),
            < 15 => await SaveAsync(host, person, id, dice),
            < 17 => await RandomiseAsync(host, paper, person, id),
            17 => dice.Next(3) > 0 ? (Text(await host.RandomiseAsync(other, id), a => a.Arm), "participant.not-found") : await EndAsync(host, person, id),
            18 => (Text(await host.ConsentAsync(other, id), c => c.Number), "participant.not-found"),
            // Its first row is written before the second turns out to be faulty.
            _ => (Text(await TestImport.IntoAsync(host, TestImport.TrialOfItsOwn, "A,S1,NEW,3", "B,S1,NEW,11"), _ => "imported"), "import.faulty-file"),
        };
    }

    private static async Task<(string Said, string Expected)> SaveAsync(TrialHost host, PersonOnPaper person, Guid id, Dice dice)
    {
        var visit = dice.Next(4) > 0 ? "baseline" : "m6";
        var low = new[] { "3", "4", "11" }[dice.Next(3)];
        var note = Notes[dice.Next(3)];
        var version = person.Versions.GetValueOrDefault(visit) + (dice.Next(5) == 0 ? 1 : 0);
        var hasReason = dice.Next(2) == 0;
        (string, string)[] answers = note is null ? [("low", low)] : [("low", low), ("note", note)];
        var saved = await host.SaveAsync($"researcher {person.Site}", id, visit, "mood", version, hasReason ? "said anew" : null, answers);
        return (
            Text(saved, s => FormattableString.Invariant($"version {s.Version}")),
            TrialOnPaper.Save(person, visit, version, low, note, hasReason));
    }

    private static async Task<(string Said, string Expected)> RandomiseAsync(TrialHost host, TrialOnPaper paper, PersonOnPaper person, Guid id)
    {
        var said = Text(await host.RandomiseAsync(person.Site, id), a => a.Arm);
        return (said, paper.Randomise(person, said));
    }

    private static async Task<(string Said, string Expected)> EndAsync(TrialHost host, PersonOnPaper person, Guid id)
    {
        var ended = await host.AskAsync<EndParticipation, EndedParticipation>(
            $"researcher {person.Site}", new EndParticipation(host.TrialCode, id, TrialHost.FirstDay, EndReason.LostToFollowUp));
        return (Text(ended, e => e.Number), TrialOnPaper.End(person));
    }

    private static Task<Outcome<EnrolledParticipant>> EnrolAsync(TrialHost host, string site, Guid id) =>
        host.AskAsync<EnrolParticipant, EnrolledParticipant>($"researcher {site}", new EnrolParticipant(host.TrialCode, id, TrialHost.FirstDay));

    private static async Task AssertSameIsLeftAsync(TrialHost host, TrialOnPaper paper)
    {
        var store = new RawStore(host.Location);
        var people = await store.QueryAsync<PersonRow>("SELECT Number, Status, CASE WHEN EndedOn IS NULL THEN '' ELSE ' ended' END AS Ended FROM Participant");
        Assert.Equal(
            paper.People.Select(p => $"{p.Number} {p.Status}{(p.HasEnded ? " ended" : string.Empty)}").Order(StringComparer.Ordinal),
            people.Select(p => $"{p.Number} {p.Status}{p.Ended}").Order(StringComparer.Ordinal));

        var answers = await store.QueryAsync<AnswerRow>("""
            SELECT p.Number, v.Code, a.Item, a.Value
            FROM Answer AS a
            INNER JOIN Form AS f ON f.FormId = a.FormId
            INNER JOIN Visit AS v ON v.VisitId = f.VisitId
            INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
            WHERE a.Value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM Answer AS n WHERE n.FormId = a.FormId AND n.Item = a.Item AND n.FormVersion > a.FormVersion)
            """);
        var onPaper = from person in paper.People from visit in person.Answers from answer in visit.Value select $"{person.Number} {visit.Key} {answer.Key}={answer.Value}";
        Assert.Equal(onPaper.Order(StringComparer.Ordinal), answers.Select(a => $"{a.Number} {a.Code} {a.Item}={a.Value}").Order(StringComparer.Ordinal));

        var verified = await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None);
        Assert.Null(verified.Refusal);
    }

    private static string Text<TResult>(Outcome<TResult> outcome, Func<TResult, string> done) =>
        outcome.Refusal is { } refusal ? refusal.Code : done(outcome.Value);

    private sealed record PersonRow(string Number, string Status, string Ended);

    private sealed record AnswerRow(string Number, string Code, string Item, string Value);

    /// <summary>Several small numbers out of one random one.</summary>
    private sealed class Dice(int thrown)
    {
        private int left = thrown;

        public int Next(int sides)
        {
            (left, var side) = Math.DivRem(left, sides);
            return side;
        }
    }
}
