using System.Text.Json;

namespace TrialData.Randomisation.Tests;

public sealed class Schemes_and_their_vectors
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Vectors.OfSchemes<SchemeVector>("cases").Count)];

    [Theory, MemberData(nameof(Cases))]
    public void Agree_with_an_independent_program(int number)
    {
        var vector = Vectors.OfSchemes<SchemeVector>("cases")[number];
        var secret = Convert.FromHexString(vector.Secret);
        using var draws = new SealedDraws(vector.Nonce is { } nonce ? DrawKey.Of(secret, Convert.FromHexString(nonce)) : secret, "pod-1");
        var trial = new ByHand(SchemeDocument.ReadDesign(vector.Scheme).Value!, draws);

        Assert.All(vector.Allocations, step =>
        {
            Assert.Equal(Json(step.Before), Json(trial.CellsOf(step.Levels)));
            var allocation = trial.Allocate(step.Levels);
            Assert.Equal(step.Arm, allocation?.Arm);
            if (allocation is not null)
            {
                Assert.Equal(step.Draw, allocation.Draw);
                Assert.Equal(step.Share, allocation.Share);
                Assert.Equal(step.Imbalance, allocation.Imbalance);
                Assert.Equal(step.Probabilities, allocation.Probabilities.Select(probability => probability.ToString()));
                Assert.Equal(Json(step.Before), Json(allocation.Before));
            }
        });
    }

    [Theory, MemberData(nameof(Cases))]
    public void Are_written_as_they_were_read(int number)
    {
        var vector = Vectors.OfSchemes<SchemeVector>("cases")[number];

        Assert.Equal(
            $$"""{"scheme":{{vector.Scheme}},"trial":"POD"}""",
            new SchemeDocument("POD", "pod-1", SchemeDocument.ReadDesign(vector.Scheme).Value!, TakesNonce: false).ToCanonicalJson());
    }

    [Fact]
    public void Cover_every_procedure() => Assert.Equal(
        ["biased coin 1", "big stick 1", "complete 1", "maximal procedure 1", "permuted blocks 2", "pocock-simon minimisation 1", "random allocation rule 1", "urn 1"],
        Vectors.OfSchemes<SchemeVector>("cases").Select(vector => SchemeDocument.ReadDesign(vector.Scheme).Value!.Procedure).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Mix_a_nonce_into_the_secret() => Assert.All(
        Vectors.OfSchemes<KeyVector>("keys"),
        vector => Assert.Equal(vector.Key, Convert.ToHexStringLower(DrawKey.Of(Convert.FromHexString(vector.Secret), Convert.FromHexString(vector.Nonce)))));

    [Fact]
    public void Have_downtime_slots_that_agree_too() => Assert.All(Vectors.OfSchemes<SlotVector>("slots"), vector =>
    {
        using var draws = new SealedDraws(Convert.FromHexString(vector.Secret), "pod-1");
        var slot = DowntimeSlots.Of(SchemeDocument.ReadDesign(vector.Scheme).Value!, draws, vector.Site, vector.Number);

        Assert.Equal((vector.Number, vector.Arm, vector.Share, vector.Draw), (slot.Number, slot.Arm, slot.Share, slot.Draw));
        Assert.Equal(vector.Probabilities, slot.Probabilities.Select(probability => probability.ToString()));
    });

    [Fact]
    public void Make_ledgers_that_can_be_replayed_whoever_wrote_them() => Assert.All(Vectors.OfSchemes<LedgerVector>("ledgers"), vector =>
    {
        var verdict = LedgerReplay.Verify(vector.Lines, Convert.FromHexString(vector.Secret));

        Assert.Null(verdict.Fault);
        Assert.Equal(18, verdict.Head.Entries);
    });

    private static string Json(IReadOnlyList<CellState> cells) => JsonSerializer.Serialize(cells);
}
