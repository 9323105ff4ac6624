using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Scores a CSV file of one instrument's answers, one form to a row, in constant memory. Needs no store.</summary>
/// <param name="Version">The definition's version; null for the newest released one.</param>
/// <param name="Input">Columns named like the items, among any others, which are copied through. An empty field is unanswered.</param>
/// <param name="Output">
/// The file, then for each score its value, the band of it where the definition has bands, how many items made it, how many of them
/// were filled in, and why there is none.
/// </param>
[OpenToAll]
public sealed record ScoreFile(string Instrument, int? Version, string FileName, Stream Input, Stream Output)
{
    /// <summary>
    /// Where the rows are visits of participants: each score gets its change since the participant's first day beside it, and each
    /// criterion that must last whether it has. Null to score each row by itself.
    /// </summary>
    public VisitColumns? Visits { get; init; }
}

/// <summary>The columns that make a row one visit of a participant.</summary>
/// <param name="Id">Whose it is; the rows are sorted by it.</param>
/// <param name="Day">When it was, yyyy-MM-dd; empty for a visit that did not take place.</param>
public sealed record VisitColumns(string Id, string Day);

/// <param name="Scores">How many scores each form has; 0 for a log, whose answers are checked and copied.</param>
/// <param name="Participants">Whose forms they are; null where each was scored by itself.</param>
public sealed record ScoredFile(string Instrument, int Version, long Forms, int Scores, long? Participants = null);

public sealed record SameFile(string FileName)
    : Refusal("scoring.same-file", $"{FileName} is the file to score: it would be overwritten. Name another one to write.");

public sealed record NoSuchInstrument(string Instrument, int? Version)
    : Refusal("instrument.not-found", Invariant($"There is no released instrument {Instrument}{(Version is null ? string.Empty : Invariant($" version {Version}"))}."));

public sealed record FileNotScored(string FileName, int Count)
    : Refusal("scoring.faulty-file", Invariant($"{FileName} was not scored: {Count} {(Count == 1 ? "fault" : "faults")}."));

public sealed class ScoreFileHandler : IUseCase<ScoreFile, ScoredFile>
{
    public async Task<Outcome<ScoredFile>> HandleAsync(ScoreFile request, CancellationToken cancellation)
    {
        if (DefinitionCatalogue.Shipped.Find(request.Instrument, request.Version) is not { } instrument)
        {
            return new NoSuchInstrument(request.Instrument, request.Version);
        }

        var faults = new FaultList();
        await using var file = new CsvFile(request.Input, ScoredCsv.Delimiter, faults);
        var forms = 0L;
        ScoredVisits? visits;
        using (var csv = new ScoredCsv(instrument, request.Output, faults))
        {
            visits = request.Visits is { } columns ? new ScoredVisits(instrument, columns, csv, faults) : null;
            IScoredRows rows = visits is null ? new ScoredRows(instrument, csv, faults) : visits;
            var isRow = await file.ReadAsync(cancellation);
            if (file.Header is { } header && csv.IsParted(header))
            {
                rows.Begin(header);
                for (; isRow; isRow = await file.ReadAsync(cancellation))
                {
                    rows.Take(header, file.Row);
                    forms++;
                }
            }
            else if (file.Header is null && faults.Count == 0)
            {
                faults.Add(new Fault("row 1", Value: null, "is missing: the file is empty"));
            }

            rows.Finish();
        }

        return faults.Count > 0
            ? new FileNotScored(request.FileName, faults.Count).Listing(faults.First, faults.Count)
            : new ScoredFile(instrument.Id, instrument.Version, forms, instrument.Scores.Count, visits?.Participants);
    }
}
