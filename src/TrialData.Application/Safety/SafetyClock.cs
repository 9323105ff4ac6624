using TrialData.Application.Protocol;

namespace TrialData.Application.Safety;

public enum SafetyRecipient
{
    EthicsCommittee,
    Sponsor,
    DataMonitoringCommittee,
}

public sealed record SentReport(SafetyRecipient Recipient, DateOnly SentOn);

/// <summary>What an entry of a safety log says about reporting.</summary>
/// <param name="KnownOn">Day on which it was learned of: the clock starts.</param>
public sealed record SafetyJudgement(bool IsSerious, bool IsRelated, bool IsUnexpected, DateOnly? KnownOn)
{
    private const string NotSerious = "none";
    private const string Unexpected = "no";

    // Causality in the words of ICH E2A: a reasonable possibility.
    private static readonly string[] Related = ["possible", "probable", "definite"];

    /// <summary>Whether the research ethics committee must be told.</summary>
    public bool IsReportable => IsSerious && IsRelated && IsUnexpected;

    public static SafetyJudgement Of(IReadOnlyDictionary<string, string> answers)
    {
        var seriousness = answers.GetValueOrDefault(SafetyItems.Seriousness);
        var knownOn = answers.GetValueOrDefault(SafetyItems.KnownOn);
        return new SafetyJudgement(
            seriousness is not null and not NotSerious,
            Related.Contains(answers.GetValueOrDefault(SafetyItems.Causality), StringComparer.Ordinal),
            string.Equals(answers.GetValueOrDefault(SafetyItems.Expected), Unexpected, StringComparison.Ordinal),
            knownOn is null ? null : DateOnly.ParseExact(knownOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>The days of a serious event: counted to the report to the ethics committee, or to today while there is none.</summary>
/// <param name="DueOn">Null where nobody must be told.</param>
/// <param name="Days">Since it was known; null where that day is not known.</param>
public sealed record SafetyClock(DateOnly? DueOn, int? Days, bool IsOverdue)
{
    /// <summary>Health Research Authority, safety reporting in studies that are not of medicines: related and unexpected serious events.</summary>
    public const int DaysToReport = 15;

    public static SafetyClock On(DateOnly today, SafetyJudgement judgement, IEnumerable<SentReport> reports)
    {
        var sent = reports.Where(r => r.Recipient == SafetyRecipient.EthicsCommittee && r.SentOn <= today).Select(r => (DateOnly?)r.SentOn).Min();
        var until = sent ?? today;
        var dueOn = judgement.IsReportable ? judgement.KnownOn?.AddDays(DaysToReport) : null;
        return new SafetyClock(dueOn, judgement.KnownOn is { } known ? until.DayNumber - known.DayNumber : null, until > dueOn);
    }
}
