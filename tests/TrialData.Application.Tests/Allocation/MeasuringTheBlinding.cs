using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Blinding;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class MeasuringTheBlinding
{
    private static readonly string Protocol = TestProtocol.Json
        .Replace("""{ "form": "rating" },""", """{ "form": "rating" }, { "form": "guess", "required": false },""", StringComparison.Ordinal)
        .Replace(
            "\"forms\": [\n",
            """
            "forms": [
            { "code": "guess", "label": "Guess", "filledBy": ["assessor"], "blindedRater": true, "items": [
              { "code": "arm", "label": "Which arm", "type": "choice", "choices": [
                { "value": "NEW", "label": "New" }, { "value": "OLD", "label": "Old" }, { "value": "unknown", "label": "Cannot say" }] } ] },

            """,
            StringComparison.Ordinal);

    // Twelve participants, six in each arm, as blocks have it. NEW: 3 right, 1 wrong, 2 unknown; OLD: 2 right, 3 wrong, 1 unknown.
    private static readonly string[] GuessedOfNew = ["NEW", "NEW", "NEW", "OLD", "unknown", "unknown"];
    private static readonly string[] GuessedOfOld = ["OLD", "OLD", "NEW", "NEW", "NEW", "unknown"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Compares_guesses_with_arms_visit_by_visit(Engine engine)
    {
        await using var trial = await PlayedAsync(engine);

        var measured = (await MeasureAsync(trial, "founder")).Value;

        Assert.Equal(("guess", "arm"), (measured.Form, measured.Item));
        var visit = Assert.Single(measured.Visits);
        Assert.Equal([("NEW", 3, 1, 2), ("OLD", 2, 3, 1)], visit.Arms.Select(arm => (arm.Arm, arm.Right, arm.Wrong, arm.DoNotKnow)));

        // Bang 2004: (right - wrong) / all, with variance (p(1-p) + q(1-q) + 2pq) / n.
        Assert.Equal(2.0 / 6, visit.Arms[0].Bang.Estimate, 1e-12);
        Assert.Equal(-1.0 / 6, visit.Arms[1].Bang.Estimate, 1e-12);
        Assert.Equal(Math.Sqrt(((3.0 * 3) + (1 * 5) + (2 * 3 * 1)) / 36 / 6), visit.Arms[0].Bang.StandardError, 1e-12);

        // James 1996 by hand: 9 of 12 guessed, 4 of these wrong. Po = 0.5 * 4/12 / (9/12) = 2/9; guesses NEW 6, OLD 3; arms NEW 4, OLD 5:
        // Pe = 0.5 * (6*5 + 3*4) / 81 = 7/27; kappa = (2/9) / (7/27) - 1 = -1/7; index = (1 + 1/4 - 3/4 * 1/7) / 2 = 4/7.
        Assert.Equal(4.0 / 7, visit.James!.Estimate, 1e-12);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Leaves_out_who_withdrew_the_data_and_takes_the_answer_that_stands(Engine engine)
    {
        await using var trial = await PlayedAsync(engine);
        var rows = (await trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations(trial.TrialCode))).Value.Allocations;
        var (gone, corrected) = (rows.First(row => row.Arm == "NEW"), rows.First(row => row.Arm == "OLD"));
        _ = (await trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            "researcher S1", new WithdrawParticipant(trial.TrialCode, gone.ParticipantId, WithdrawalKind.Consent, TrialHost.FirstDay, DataUse.NoFurtherUse))).Value;
        _ = (await trial.SaveAsync("assessor S1", corrected.ParticipantId, "m6", "guess", 1, "Slip of the pen", ("arm", "unknown"))).Value;

        var visit = Assert.Single((await MeasureAsync(trial, "founder")).Value.Visits);

        Assert.Equal([("NEW", 2, 1, 2), ("OLD", 1, 3, 2)], visit.Arms.Select(arm => (arm.Arm, arm.Right, arm.Wrong, arm.DoNotKnow)));
    }

    [Fact]
    public async Task Says_where_one_arm_has_no_guess_yet()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, Protocol);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        _ = (await trial.SaveAsync("assessor S1", participant, "m6", "guess", expectedVersion: 0, ("arm", "NEW"))).Value;

        var measured = (await MeasureAsync(trial, "founder")).Value;

        Assert.Equal((0, "m6"), (measured.Visits.Count, Assert.Single(measured.WithoutIndex)));
    }

    [Theory]
    [InlineData("researcher S1")]
    [InlineData("investigator S1")]
    [InlineData("assessor S1")]
    [InlineData("admin")]
    public async Task Is_for_those_alone_who_analyse_by_arm(string who)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, Protocol);

        Assert.Equal("access.not-permitted", (await MeasureAsync(trial, who)).Refusal?.Code);
    }

    [Fact]
    public async Task Needs_an_item_with_an_answer_for_each_arm()
    {
        await using var none = await TrialHost.OpenAsync(Engine.Sqlite);
        await using var renamed = await TrialHost.OpenAsync(
            Engine.Sqlite, Protocol.Replace("\"value\": \"NEW\"", "\"value\": \"intervention\"", StringComparison.Ordinal).Replace("\"value\": \"OLD\"", "\"value\": \"control\"", StringComparison.Ordinal));
        var meaning = new Dictionary<string, string>(StringComparer.Ordinal) { ["intervention"] = "NEW", ["control"] = "OLD" };

        Assert.Equal("blinding.no-guess", (await MeasureAsync(none, "founder")).Refusal?.Code);
        Assert.Equal("blinding.no-guess", (await MeasureAsync(renamed, "founder")).Refusal?.Code);
        Assert.False((await renamed.AskAsync<MeasureBlinding, MeasuredBlinding>("founder", new MeasureBlinding(renamed.TrialCode, Meaning: meaning))).IsRefused);
        meaning["control"] = "ODD";
        Assert.Equal("blinding.no-guess", (await renamed.AskAsync<MeasureBlinding, MeasuredBlinding>("founder", new MeasureBlinding(renamed.TrialCode, Meaning: meaning))).Refusal?.Code);
    }

    private static async Task<TrialHost> PlayedAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine, Protocol, seal: false);
        await trial.SealAsync(JsonEdit.With(TestProtocol.Design, "blockSizes", "[12]"));
        var (ofNew, ofOld) = (new Queue<string>(GuessedOfNew), new Queue<string>(GuessedOfOld));
        for (var i = 0; i < GuessedOfNew.Length + GuessedOfOld.Length; i++)
        {
            var participant = await trial.EnrolWithBaselineAsync("S1");
            var arm = (await trial.RandomiseAsync("S1", participant)).Value.Arm;
            var guess = (arm == "NEW" ? ofNew : ofOld).Dequeue();
            _ = (await trial.SaveAsync("assessor S1", participant, "m6", "guess", expectedVersion: 0, ("arm", guess))).Value;
        }

        return trial;
    }

    private static Task<Outcome<MeasuredBlinding>> MeasureAsync(TrialHost trial, string who) =>
        trial.AskAsync<MeasureBlinding, MeasuredBlinding>(who, new MeasureBlinding(trial.TrialCode));
}
