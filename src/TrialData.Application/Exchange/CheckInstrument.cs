using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Checks a definition file as loading would, and against the file released under its name. Needs no store.</summary>
[OpenToAll]
public sealed record CheckInstrument(string FileName, string Json);

public sealed record CheckedInstrument(string Id, int Version, string Status, string? OpenQuestion, int Items, IReadOnlyList<string> Scores);

public sealed record FaultyInstrument(string FileName, int Count)
    : Refusal("instrument.faulty-file", Invariant($"{FileName} is no sound definition: {Count} {(Count == 1 ? "fault" : "faults")}."));

public sealed class CheckInstrumentHandler : IUseCase<CheckInstrument, CheckedInstrument>
{
    public Task<Outcome<CheckedInstrument>> HandleAsync(CheckInstrument request, CancellationToken cancellation)
    {
        var reading = InstrumentDefinition.Parse(request.Json, DefinitionCatalogue.Shipped.FindValueSet);
        var faults = reading.Faults.Select(fault => new Fault(fault.Path, fault.Value, fault.Reason)).ToList();
        if (faults.Count == 0 && DefinitionCatalogue.IsChanged(reading.Value, request.Json))
        {
            faults.Add(new Fault("$", Value: null, Invariant($"was changed after {reading.Value.Id} version {reading.Value.Version} was released: a correction is a new version")));
        }

        return Task.FromResult<Outcome<CheckedInstrument>>(faults.Count > 0
            ? new FaultyInstrument(request.FileName, faults.Count).Listing(faults)
            : Described(reading.Value));
    }

    private static CheckedInstrument Described(InstrumentDefinition definition) => new(
        definition.Id,
        definition.Version,
        definition.Status.ToString(),
        definition.OpenQuestion,
        definition.Items.Count,
        [.. definition.Scores.Select(score => score.Id)]);
}
