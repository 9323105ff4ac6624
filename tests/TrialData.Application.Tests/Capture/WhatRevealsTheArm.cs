using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

/// <summary>A visit and a form that only one arm has.</summary>
public sealed class WhatRevealsTheArm
{
    private static readonly string Protocol = JsonEdit.With(
        TestProtocol.Json,
        "visits[1]",
        """
        { "code": "peer", "label": "Peer visit", "anchor": "randomisation", "day": 0, "after": 200, "onlyForArms": ["NEW"], "revealsArm": true,
          "forms": [{ "form": "meetings" }] }
        """);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answers_an_assessor_alike_in_every_arm(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 8; i++)
        {
            var participant = await trial.EnrolWithBaselineAsync("S1");
            _ = (await trial.RandomiseAsync("S1", participant)).Value;

            var refused = await trial.SaveAsync("assessor S1", participant, "peer", "meetings", expectedVersion: 0, ("held", "2"));

            answers.Add($"{refused.Refusal?.Code}: {refused.Refusal?.Message}");
        }

        Assert.Equal(["form.not-found: The visit peer has no form meetings."], answers);
        Assert.Equal(2, await trial.CountAsync("(SELECT DISTINCT Arm FROM Allocation) AS arms"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_audited_in_the_restricted_partition_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        for (var i = 0; i < 4; i++)
        {
            var participant = await trial.EnrolWithBaselineAsync("S1");
            _ = (await trial.RandomiseAsync("S1", participant)).Value;
            _ = await trial.SaveAsync("researcher S1", participant, "peer", "meetings", expectedVersion: 0, ("held", "2"));
        }

        Assert.True(await trial.CountAsync("AuditEvent WHERE Subject LIKE '%/peer/%'") >= 4);
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE Subject LIKE '%/peer/%' AND Chain NOT LIKE 'restricted:%'"));
    }
}
