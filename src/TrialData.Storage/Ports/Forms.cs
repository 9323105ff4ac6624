using System.Globalization;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Forms(StoreSession session) : IForms
{
    private static readonly SqlFile FindVisitInTrial = SqlFile.Named("capture/FindVisitInTrial");
    private static readonly SqlFile FindVisitAtSites = SqlFile.Named("capture/FindVisitAtSites");
    private static readonly SqlFile FindFormAtVisit = SqlFile.Named("capture/FindFormAtVisit");
    private static readonly SqlFile FindFormInLog = SqlFile.Named("capture/FindFormInLog");
    private static readonly SqlFile CurrentAnswers = SqlFile.Named("capture/CurrentAnswers");
    private static readonly SqlFile SavedForms = SqlFile.Named("capture/SavedForms");
    private static readonly SqlFile AddForm = SqlFile.Named("capture/AddForm");
    private static readonly SqlFile MoveFormVersion = SqlFile.Named("capture/MoveFormVersion");
    private static readonly SqlFile AddAnswer = SqlFile.Named("capture/AddAnswer");
    private static readonly SqlFile LastInstanceAtVisit = SqlFile.Named("capture/LastInstanceAtVisit");
    private static readonly SqlFile LastVersionAtVisit = SqlFile.Named("capture/LastVersionAtVisit");
    private static readonly SqlFile LastInstanceInLog = SqlFile.Named("capture/LastInstanceInLog");
    private static readonly SqlFile HistoryAtVisit = SqlFile.Named("capture/HistoryAtVisit");
    private static readonly SqlFile HistoryInLog = SqlFile.Named("capture/HistoryInLog");
    private static readonly SqlFile CountHistoryAtVisit = SqlFile.Named("capture/CountHistoryAtVisit");
    private static readonly SqlFile CountHistoryInLog = SqlFile.Named("capture/CountHistoryInLog");
    private static readonly SqlFile CountFilledInAtVisit = SqlFile.Named("capture/CountFilledInAtVisit");
    private static readonly SqlFile CountFilledInInLog = SqlFile.Named("capture/CountFilledInInLog");
    private static readonly SqlFile AnswersAtVisits = SqlFile.Named("capture/AnswersAtVisits");
    private static readonly SqlFile ScoresOfForm = SqlFile.Named("capture/ScoresOfForm");
    private static readonly SqlFile VoidForm = SqlFile.Named("capture/VoidForm");
    private static readonly SqlFile AddScore = SqlFile.Named("capture/AddScore");

    public Task<VisitOfParticipant?> FindVisitAsync(long participantId, string visitCode, SiteScope scope, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<VisitOfParticipant>(
            scope.AllSites ? FindVisitInTrial : FindVisitAtSites,
            new { ParticipantId = participantId, Code = visitCode, scope.TrialId, scope.SiteIds },
            cancellation);

    public async Task<SavedForm?> FindAsync(FormPlace place, CancellationToken cancellation)
    {
        var form = await session.SingleOrDefaultAsync<FormRow>(place.VisitId is null ? FindFormInLog : FindFormAtVisit, place, cancellation);
        if (form is null)
        {
            return null;
        }

        var rows = await session.QueryAsync<CurrentRow>(CurrentAnswers, new { form.FormId }, cancellation);
        return new SavedForm(
            form.FormId,
            place.Code,
            form.Version,
            form.CompletedOn,
            rows.Where(row => row.Value is not null).ToDictionary(row => row.Item, row => row.Value!, StringComparer.Ordinal),
            rows.Where(row => row.Missing is not null).ToDictionary(row => row.Item, row => Enum.Parse<Missing>(row.Missing!), StringComparer.Ordinal))
        {
            Mode = form.Mode is null ? null : Enum.Parse<CaptureMode>(form.Mode),
            SavedAt = form.SavedAt,
        };
    }

    public Task<IReadOnlyList<SavedFormOfVisit>> SavedAsync(long participantId, CancellationToken cancellation) =>
        session.QueryAsync<SavedFormOfVisit>(SavedForms, new { ParticipantId = participantId }, cancellation);

    public Task<int> LastInstanceAsync(FormPlace place, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<int>(place.VisitId is null ? LastInstanceInLog : LastInstanceAtVisit, place, cancellation);

    // An entry of a log gets a number that none had before.
    public async Task<int> LastVersionAsync(FormPlace place, CancellationToken cancellation) =>
        place.VisitId is null ? 0 : await session.SingleOrDefaultAsync<int>(LastVersionAtVisit, place, cancellation);

    public async Task<bool> WasFilledInAsync(FormPlace place, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<int>(place.VisitId is null ? CountFilledInInLog : CountFilledInAtVisit, place, cancellation) > 0;

    public Task<IReadOnlyList<AnswerAtVisit>> AnswersAsync(
        long participantId, IReadOnlyCollection<string> visitCodes, IReadOnlyCollection<string> formCodes, CancellationToken cancellation) =>
        session.QueryAsync<AnswerAtVisit>(
            AnswersAtVisits, new { ParticipantId = participantId, VisitCodes = visitCodes, FormCodes = formCodes }, cancellation);

    public async Task<IReadOnlyList<StoredScore>> ScoresAsync(long formId, int version, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ScoreRow>(ScoresOfForm, new { FormId = formId, Version = version }, cancellation);
        return rows.Select(row => row.ToScore()).ToList();
    }

    public async Task<IReadOnlyList<PastAnswer>> HistoryAsync(FormPlace place, string item, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<HistoryRow>(
            place.VisitId is null ? HistoryInLog : HistoryAtVisit,
            new { place.ParticipantId, place.VisitId, place.Code, place.Instance, Item = item },
            cancellation);
        return rows.Select(row => row.ToPastAnswer()).ToList();
    }

    public async Task<IReadOnlyDictionary<string, int>> CountHistoryAsync(FormPlace place, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<CountRow>(
            place.VisitId is null ? CountHistoryInLog : CountHistoryAtVisit,
            new { place.ParticipantId, place.VisitId, place.Code, place.Instance },
            cancellation);
        return rows.ToDictionary(row => row.Item, row => row.Given, StringComparer.Ordinal);
    }

    public Task VoidAsync(long formId, DateTimeOffset at, bool revealsArm, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Form, formId, revealsArm);
        return session.ExecuteAsync(VoidForm, new { FormId = formId, VoidedAt = at }, cancellation);
    }

    public async Task<long?> SaveAsync(FormSave save, CancellationToken cancellation)
    {
        var formId = save.FormId ?? await session.NextIdAsync(save.RevealsArm, cancellation);
        if (!await WriteFormAsync(formId, save, cancellation))
        {
            return null;
        }

        session.Touched.Add(VouchedRecords.Form, formId, save.RevealsArm);
        foreach (var (item, answer) in save.Answers)
        {
            await session.ExecuteAsync(
                AddAnswer,
                new
                {
                    FormId = formId,
                    Item = item,
                    FormVersion = save.Version,
                    answer.Value,
                    Missing = answer.Missing?.ToString(),
                    save.Reason,
                    save.AccountId,
                    save.SavedAt,
                },
                cancellation);
        }

        foreach (var score in save.Scores)
        {
            session.Touched.Add(VouchedRecords.Score, formId, save.RevealsArm);
            await session.ExecuteAsync(
                AddScore,
                new
                {
                    FormId = formId,
                    Code = score.Id,
                    FormVersion = save.Version,
                    InstrumentVersion = score.Version,
                    Value = score.Value?.ToString(CultureInfo.InvariantCulture),
                    score.ItemsUsed,
                    score.ItemsImputed,
                },
                cancellation);
        }

        return formId;
    }

    private async Task<bool> WriteFormAsync(long formId, FormSave save, CancellationToken cancellation)
    {
        var row = new
        {
            FormId = formId,
            save.Place.ParticipantId,
            save.Place.VisitId,
            save.Place.Code,
            save.Place.Instance,
            save.Instrument,
            save.InstrumentVersion,
            save.Version,
            save.CompletedOn,
            Mode = save.Mode?.ToString(),
            save.SavedAt,
        };
        if (save.FormId is not null)
        {
            return await session.ExecuteAsync(MoveFormVersion, row, cancellation) == 1;
        }

        try
        {
            await session.ExecuteAsync(AddForm, row, cancellation);
            return true;
        }
        catch (Exception fault) when (session.IsDuplicate(fault))
        {
            return false;
        }
    }

    private sealed record FormRow(long FormId, int Version, DateOnly? CompletedOn, string? Mode, DateTimeOffset SavedAt);

    private sealed record ScoreRow(string Code, int InstrumentVersion, string? Value, int ItemsUsed, int ItemsImputed)
    {
        public StoredScore ToScore() => new(
            Code, InstrumentVersion, Value is null ? null : decimal.Parse(Value, CultureInfo.InvariantCulture), ItemsUsed, ItemsImputed);
    }

    private sealed record CountRow(string Item, int Given);

    private sealed record HistoryRow(
        int FormVersion, string? Value, string? Missing, string? Reason, string SavedBy, DateTimeOffset SavedAt, DateTimeOffset? VoidedAt, bool IsByLink)
    {
        public PastAnswer ToPastAnswer() => new(
            FormVersion, Value, Missing is null ? null : Enum.Parse<Missing>(Missing), Reason, SavedBy, SavedAt, VoidedAt is not null, IsByLink);
    }

    private sealed record CurrentRow(string Item, string? Value, string? Missing);
}
