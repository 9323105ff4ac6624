using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Scores a CSV file of one instrument's answers, one form to a row, in constant memory. Needs no store.</summary>
/// <param name="Version">The definition's version; null for the newest released one.</param>
/// <param name="Input">Columns named like the items, among any others, which are copied through. An empty field is unanswered.</param>
/// <param name="Output">The file, then for each score its value, how many items made it, how many of them were filled in, and why there is none.</param>
[OpenToAll]
public sealed record ScoreFile(string Instrument, int? Version, string FileName, Stream Input, Stream Output);

/// <param name="Scores">How many scores each form has; 0 for a log, whose answers are checked and copied.</param>
public sealed record ScoredFile(string Instrument, int Version, long Forms, int Scores);

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
        await using var file = new CsvFile(request.Input, ',', faults);
        var forms = 0L;
        using (var writer = new ScoredCsv(instrument, request.Output, faults))
        {
            while (await file.ReadAsync(cancellation))
            {
                writer.Write(file.Header!, file.Row);
                forms++;
            }

            if (file.Header is null && faults.Count == 0)
            {
                faults.Add(new Fault("row 1", Value: null, "is missing: the file is empty"));
            }
            else if (faults.Count == 0)
            {
                writer.WriteHeaderOfNoRows(file.Header!);
            }
        }

        return faults.Count > 0
            ? new FileNotScored(request.FileName, faults.Count) { Faults = faults.First }
            : new ScoredFile(instrument.Id, instrument.Version, forms, instrument.Scores.Count);
    }
}
