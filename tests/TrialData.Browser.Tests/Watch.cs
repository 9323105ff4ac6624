using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>Sees what a person does not: errors in the console and in scripts, requests that fail, and requests that leave the host.</summary>
internal sealed class Watch
{
    // Every answer that says no is looked at as an answer; the browser's own line on it says nothing more.
    private const string LineOnAnswer = "Failed to load resource: the server responded with a status of";

    private readonly ConcurrentQueue<string> seen = new();
    private readonly string host;
    private int? expected;

    public Watch(IPage page, string host)
    {
        this.host = host;
        page.Console += (_, line) => See(line.Type is "error" or "warning" && !line.Text.StartsWith(LineOnAnswer, StringComparison.Ordinal), $"The console says: {line.Text}");
        page.PageError += (_, error) => See(isWrong: true, $"A script failed: {error}");
        page.RequestFailed += (_, request) => See(isWrong: true, $"{request.Method} {request.Url} failed: {request.Failure}");
        page.Request += (_, request) => See(!IsOfHost(request.Url), $"{request.Url} leaves the host.");
        page.Response += (_, answer) => See(answer.Status >= 400 && answer.Status != expected, string.Create(CultureInfo.InvariantCulture, $"{answer.Url} answered {answer.Status}."));
    }

    public IReadOnlyCollection<string> Seen => seen;

    /// <summary>Lets the program say no in one way, while something is done.</summary>
    public async Task ExpectAsync(int status, Func<Task> act)
    {
        expected = status;
        try
        {
            await act();
        }
        finally
        {
            expected = null;
        }
    }

    public void AssertNothingWrong() => Assert.True(seen.IsEmpty, string.Join(Environment.NewLine, seen));

    private bool IsOfHost(string address) => address.StartsWith(host + "/", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal);

    private void See(bool isWrong, string what)
    {
        if (isWrong)
        {
            seen.Enqueue(what);
        }
    }
}
