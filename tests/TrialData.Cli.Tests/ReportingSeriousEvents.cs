using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ReportingSeriousEvents : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public ReportingSeriousEvents() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    // Fifteen days: Health Research Authority, safety reporting in studies that are not of medicines.
    [Fact]
    public async Task An_event_is_on_the_list_until_it_is_reported_and_then_too()
    {
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        var none = await line.RunAsync("safety", "list", "--token", researcher);
        var saved = await line.RunAsync(
            "form", "save", number, "adverse-event", "--file", line.Write("event.json", Event(staff.Day)), "--on", staff.Day, "--token", researcher);
        Assert.Equal((0, string.Empty), (saved.ExitCode, saved.Error));
        var dueOn = Staff.Today.AddDays(15).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var late = Staff.Today.AddDays(16).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var due = await line.RunAsync("safety", "list", "--as-of", staff.Day, "--token", researcher);
        var overdue = await line.RunAsync("safety", "list", "--as-of", late, "--token", researcher);
        var reported = await line.RunAsync("safety", "report", number, "adverse-event", "1", "--to", "ethics-committee", "--on", staff.Day);
        var twice = await line.RunAsync("safety", "report", number, "adverse-event", "1", "--to", "ethics-committee", "--on", staff.Day, "--json");
        var told = await line.RunAsync("safety", "list", "--as-of", late, "--token", researcher);

        Assert.Contains(": 0 serious events, 0 overdue.", none.Out, StringComparison.Ordinal);
        Assert.Contains($"S1-0001  S1    adverse-event  1      {staff.Day}  due {dueOn}", due.Out, StringComparison.Ordinal);
        Assert.Contains($"overdue {dueOn}", overdue.Out, StringComparison.Ordinal);
        Assert.Contains("1 serious event, 1 overdue.", overdue.Out, StringComparison.Ordinal);
        Assert.Equal($"Recorded: entry 1 of adverse-event of S1-0001 went to the ethics committee on {staff.Day}.", reported.Out.Trim());
        Assert.Equal((2, "safety.already-reported"), (twice.ExitCode, twice.RefusedJson()));
        Assert.Contains($"told in time      ethics committee {staff.Day}", told.Out, StringComparison.Ordinal);
        Assert.Contains("1 serious event, 0 overdue.", told.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "S1-0001", "adverse-event", "1", "--to", "newspaper", "--on", "2027-01-04")]
    [InlineData("report", "S1-0001", "adverse-event", "first", "--to", "sponsor", "--on", "2027-01-04")]
    [InlineData("list", "--as-of", "tomorrow")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["safety", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See 'trialdata safety {command} --help'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string Event(string day) => $$"""
        { "event": "Admitted after a fall", "onset_on": "{{day}}", "severity": "severe", "seriousness": "hospitalisation", "known_on": "{{day}}",
          "causality": "possible", "expected": "no", "outcome": "recovering", "self_harm": "no", "violence": "no", "safeguarding": "no" }
        """;
}
