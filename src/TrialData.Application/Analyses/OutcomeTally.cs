using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Analyses;

/// <summary>Recorded outcomes and events of one outcome at one visit in one site and arm.</summary>
public readonly record struct OutcomeCount(int Recorded, int Events)
{
    public static OutcomeCount operator +(OutcomeCount left, OutcomeCount right) =>
        new(left.Recorded + right.Recorded, left.Events + right.Events);
}

/// <summary>Counts outcomes in one pass over the values: memory grows with participants, not with answers.</summary>
internal sealed class OutcomeTally
{
    private const char Separator = '\u001F';

    private readonly TrialProtocol protocol;
    private readonly Dictionary<long, AnalysisParticipant> allocated;
    private readonly List<(OutcomeDefinition Outcome, List<string> Visits)> asked;
    private readonly List<(MeasureDefinition Measure, List<string> Visits)> measured;
    private readonly Dictionary<(string Outcome, string Visit, string Site, string Arm), OutcomeCount> counts = [];
    private readonly Dictionary<(string Measure, string Visit, string Arm), List<double>> numbers = [];
    private readonly Dictionary<(string Visit, string Arm), int> attended = [];
    private readonly SortedDictionary<string, byte[]> digests = new(StringComparer.Ordinal);
    private readonly HashSet<(string Form, string Name, string Value)> unknowns;

    public OutcomeTally(TrialProtocol protocol, AnalysisSpecification specification, IReadOnlyList<AnalysisParticipant> participants)
    {
        this.protocol = protocol;
        allocated = participants.Where(p => p.Arm is not null && !p.IsDataWithdrawn).ToDictionary(p => p.ParticipantId);
        asked = specification.Outcomes
            .Where(o => specification.Analyses.Any(a => string.Equals(a.Outcome, o.Id, StringComparison.Ordinal)))
            .Select(o => (o, SpecificationLoader.VisitsOf(o.Rule, protocol).Select(v => v.Code).ToList()))
            .ToList();
        measured = specification.Measures.Select(m => (m, SpecificationLoader.VisitsOf(m, protocol).Select(v => v.Code).ToList())).ToList();
        Forms = asked.SelectMany(a => a.Outcome.Rule.Forms).Concat(measured.SelectMany(m => m.Measure.Forms)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        unknowns = (from form in protocol.Forms
                    from item in form.Items
                    from choice in item.Choices
                    where choice.Missing
                    select (form.Code, item.Code, choice.Value)).ToHashSet();
        foreach (var participant in participants)
        {
            digests[participant.Number] = DigestOf(participant, []);
        }
    }

    /// <summary>The forms whose answers and scores the outcomes read.</summary>
    public IReadOnlyList<string> Forms { get; }

    public IReadOnlyList<string> VisitsOf(string outcome) =>
        asked.Single(a => string.Equals(a.Outcome.Id, outcome, StringComparison.Ordinal)).Visits;

    public OutcomeCount Count(string outcome, string visit, string site, string arm) =>
        counts.GetValueOrDefault((outcome, visit, site, arm));

    public IReadOnlyList<string> VisitsOf(MeasureDefinition measure) => measured.Single(m => m.Measure == measure).Visits;

    /// <summary>The numbers of a measure, in no order that matters.</summary>
    public IReadOnlyList<double> Numbers(string measure, string visit, string arm) => numbers.GetValueOrDefault((measure, visit, arm)) ?? [];

    public int Attended(string visit, string arm) => attended.GetValueOrDefault((visit, arm));

    /// <summary>SHA-256 over everybody screened in order of their number, each with site, arm, status and the values used, in a fixed order.</summary>
    public string DataSha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in digests.Values)
        {
            hash.AppendData(digest);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async Task ReadAsync(IAsyncEnumerable<AnalysisValue> values, CancellationToken cancellation)
    {
        var current = new List<AnalysisValue>();
        await foreach (var value in values.WithCancellation(cancellation))
        {
            if (current.Count > 0 && current[0].ParticipantId != value.ParticipantId)
            {
                Close(current);
            }

            current.Add(value);
        }

        Close(current);
    }

    private void Close(List<AnalysisValue> values)
    {
        if (values.Count > 0 && allocated.TryGetValue(values[0].ParticipantId, out var participant))
        {
            digests[participant.Number] = DigestOf(participant, values);
            Tally(participant, values);
        }

        values.Clear();
    }

    private void Tally(AnalysisParticipant participant, List<AnalysisValue> values)
    {
        var arm = participant.Arm!;
        foreach (var visit in values.Select(v => v.Visit).Distinct(StringComparer.Ordinal))
        {
            attended[(visit, arm)] = Attended(visit, arm) + 1;
        }

        var answers = values
            .Where(v => !unknowns.Contains((v.Form, v.Name, v.Value)))
            .ToDictionary(v => new AnswerKey(v.Visit, v.Form, v.Name), v => v.Value);
        TallyMeasures(arm, answers);
        foreach (var (outcome, visits) in asked)
        {
            foreach (var visit in visits)
            {
                if (outcome.Rule.Holds(new VisitAnswers(answers, visit)) is { } reached)
                {
                    var key = (outcome.Id, visit, participant.Site, arm);
                    counts[key] = counts.GetValueOrDefault(key) + new OutcomeCount(1, reached ? 1 : 0);
                }
            }
        }
    }

    private void TallyMeasures(string arm, Dictionary<AnswerKey, string> answers)
    {
        foreach (var (measure, visits) in measured)
        {
            foreach (var visit in visits)
            {
                if (measure.ValueAt(new VisitAnswers(answers, visit)) is not { } number)
                {
                    continue;
                }

                if (!numbers.TryGetValue((measure.Id, visit, arm), out var list))
                {
                    numbers[(measure.Id, visit, arm)] = list = [];
                }

                list.Add((double)number);
            }
        }
    }

    private byte[] DigestOf(AnalysisParticipant participant, List<AnalysisValue> values)
    {
        var lines = values
            .Select(v => string.Join(Separator, v.Visit, v.Form, v.Name, v.Value))
            .Order(StringComparer.Ordinal)
            .Prepend(string.Join(
                Separator,
                protocol.Code,
                participant.Number,
                participant.Site,
                participant.Arm,
                participant.Status,
                AuditHash.Text(participant.ScreenedOn),
                participant.ExclusionCriterion,
                participant.EndReason));
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }
}
