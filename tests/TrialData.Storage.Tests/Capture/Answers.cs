using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Capture;

/// <summary>What a person typed comes back as it was.</summary>
public sealed class Answers
{
    private const int Texts = 100;
    private const int LongestText = 1024 * 1024;

    // Not letters of an answer: controls and halves of pairs, which are refused.
    private static readonly Gen<string> AnyText =
        Gen.OneOf(Gen.Choose(0x20, 0x7E), Gen.Choose(0xA0, 0x2FFF), Gen.Choose(0xE000, 0xFFFD), Gen.Choose(0x1F300, 0x1FAFF), Gen.Choose(0x10000, 0x10FFFF))
            .Select(char.ConvertFromUtf32)
            .ListOf()
            .Select(letters => string.Concat(letters))
            .Where(text => !string.IsNullOrWhiteSpace(text));

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_every_kind_of_text_come_back_unchanged(Engine engine)
    {
        string[] hostile =
        [
            "<script>alert('x')</script>", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "'; DROP TABLE Answer; --", "\"quoted\" and 'quoted'", "%_[!",
            "first line\nsecond line\n\n\tindented", "\u05E9\u05DC\u05D5\u05DD \u202Eabc\u202C \u0645\u0631\u062D\u0628\u0627", "\U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F44D\U0001F3FE",
            "e\u0301 is not \u00E9", "\uFEFFmark", "\uFFFD", "null", "NULL", "0", "-0", "1e5", "2027-01-04", new string('x', LongestText),
        ];
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        foreach (var text in hostile)
        {
            await form.SaveAsync(("low", "3"), ("note", text));
            Assert.Equal(text, (await form.FindAsync()).Answers["note"]);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_random_letters_of_all_scripts_come_back_unchanged(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        foreach (var text in AnyText.Sample(Texts, new Rnd(20261003), Texts))
        {
            await form.SaveAsync(("low", "3"), ("note", text));
            Assert.Equal(text, (await form.FindAsync()).Answers["note"]);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keep_their_blanks_and_their_line_ends(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        const string text = "  one\r\ntwo\rthree\n\u2028four\t ";
        await form.SaveAsync(("low", "3"), ("note", text));

        Assert.Equal(text, (await form.FindAsync()).Answers["note"]);
    }

    /// <summary>No document, export or terminal carries them unharmed: they are told back by item, value and reason, and a draft keeps them.</summary>
    [Theory, OnSqlite, OnSqlServer]
    public async Task With_a_letter_that_no_text_can_hold_are_refused_by_item_value_and_reason(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        foreach (var text in new[] { "nul\0", "\u0007bell", "escape \u001B[31m" })
        {
            var refused = (await form.TryAsync(("low", "3"), ("note", text))).Refusal;

            Assert.Equal("form.invalid", refused?.Code);
            var fault = Assert.Single(refused!.Faults);
            Assert.Equal(("note", text), (fault.Place, fault.Value));
            Assert.NotEmpty(fault.Reason);
            Assert.Equal(0, await new RawStore(host.Location).CountAsync("Answer"));
            await form.KeepDraftAsync(text);
            Assert.Equal(text, await form.DraftAsync());
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task With_half_of_a_letter_are_refused_as_a_draft_too(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        foreach (var text in new[] { "half \uD83D", "\uDE00 half" })
        {
            Assert.Equal("form.invalid", (await form.TryAsync(("low", "3"), ("note", text))).Refusal?.Code);
            Assert.Equal("request.invalid", (await form.TryDraftAsync(text)).Refusal?.Code);
        }

        await form.KeepDraftAsync("whole \U0001F600, and \uFFFD");
        Assert.Equal("whole \U0001F600, and \uFFFD", await form.DraftAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_current_in_their_latest_version(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        await form.SaveAsync(("low", "3"), ("note", "first"));
        await form.SaveAsync(("low", "3"), ("note", "second"), ("since", "2020-02-29"));
        await form.SaveAsync(("low", "4"), ("note", "second"), ("since", "2020-02-29"));

        var saved = await form.FindAsync();
        Assert.Equal(3, saved.Version);
        Assert.Equal(["low=4", "note=second", "since=2020-02-29"], saved.Answers.Select(a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_are_taken_back_are_gone_and_their_rows_stay(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        await form.SaveAsync(("low", "3"), ("note", "a slip"));
        await form.SaveAsync(("low", "3"));
        Assert.Equal(["low"], (await form.FindAsync()).Answers.Keys);

        await form.SaveAsync(("low", "3"), ("note", "meant after all"));
        Assert.Equal("meant after all", (await form.FindAsync()).Answers["note"]);
        var rows = (await new RawStore(host.Location).RowsAsync("Answer")).Where(r => r["Item"] == "note").OrderBy(r => r["FormVersion"], StringComparer.Ordinal);
        Assert.Equal(["a slip", null, "meant after all"], rows.Select(r => r["Value"]));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_stay_the_same_get_no_second_row(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var form = await MoodFormAsync(host);

        await form.SaveAsync(("low", "3"), ("note", "the same"));
        await form.SaveAsync(("low", "3"), ("note", "the same"));

        Assert.Equal(2, await new RawStore(host.Location).CountAsync("Answer"));
        Assert.Equal(1, (await form.FindAsync()).Version);
    }

    private static async Task<MoodForm> MoodFormAsync(TrialHost host) => new(host, await host.EnrolAsync("S1"));

    /// <summary>The mood form of one participant, saved through the use case and read through the port.</summary>
    private sealed class MoodForm(TrialHost host, Guid participant)
    {
        private int version;

        public async Task SaveAsync(params (string Item, string Answer)[] answers) => version = (await TryAsync(answers)).Value.Version;

        public Task<Outcome<FormSaved>> TryAsync(params (string Item, string Answer)[] answers) =>
            host.AskAsync<SaveForm, FormSaved>("researcher S1", new SaveForm(
                host.TrialCode, participant, "baseline", "mood", version, TrialHost.FirstDay,
                answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal), "said anew", "letters drawn at random"));

        public async Task KeepDraftAsync(string note) => _ = (await TryDraftAsync(note)).Value;

        public Task<Outcome<KeptDraft>> TryDraftAsync(string note) => host.AskAsync<KeepDraft, KeptDraft>("researcher S1", new KeepDraft(
            host.TrialCode, participant, "baseline", "mood", version, new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = note }));

        public async Task<string> DraftAsync() => (await host.AskAsync<FindDraft, FoundDraft>(
            "researcher S1", new FindDraft(host.TrialCode, participant, "baseline", "mood"))).Value.Draft.Content.Answers["note"];

        public async Task<SavedForm> FindAsync()
        {
            await using var scope = host.NewScope();
            var ports = scope.ServiceProvider;
            var trial = await ports.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None);
            var sites = SiteScope.WholeTrial(trial!.TrialId);
            var found = await ports.GetRequiredService<IParticipants>().FindAsync(participant, sites, CancellationToken.None);
            var forms = ports.GetRequiredService<IForms>();
            var visit = await forms.FindVisitAsync(found!.ParticipantId, "baseline", sites, CancellationToken.None);
            return (await forms.FindAsync(new FormPlace(found.ParticipantId, visit!.VisitId, "mood"), CancellationToken.None))!;
        }
    }
}
