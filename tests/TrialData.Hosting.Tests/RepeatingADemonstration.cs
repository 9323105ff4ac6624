using TrialData.Hosting.Demonstration;
using Xunit;

namespace TrialData.Hosting.Tests;

public sealed class RepeatingADemonstration
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_gives_the_same_ids_and_secrets()
    {
        var (first, second, other) = (new SeededIdentities(7), new SeededIdentities(7), new SeededIdentities(8));

        var ids = Enumerable.Range(0, 100).Select(_ => first.NewId()).ToList();

        Assert.Equal(ids, Enumerable.Range(0, 100).Select(_ => second.NewId()));
        Assert.Equal(100, ids.Distinct().Count());
        Assert.Empty(ids.Intersect(Enumerable.Range(0, 100).Select(_ => other.NewId())));
        Assert.Equal(first.NewSecret(32), second.NewSecret(32));
    }

    // SHA-256 of seed and counter, both as 8 bytes, lowest first: computed with Python's hashlib.
    [Fact]
    public void A_secret_follows_from_seed_and_counter_in_a_documented_way() => Assert.Equal(
        "814dd7b9784d57c15b9c2972e9b4fd6cf7e164f8162a934bdb2452a413dab1f7",
        Convert.ToHexStringLower(new SeededIdentities(1).NewSecret(32)));

    [Fact]
    public void A_seeded_secret_longer_than_the_digest_is_a_fault() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededIdentities(1).NewSecret(33));

    [Fact]
    public void The_system_s_ids_and_secrets_never_repeat()
    {
        var identities = new SystemIdentities();

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => identities.NewId()).Distinct().Count());
        Assert.NotEqual(identities.NewSecret(32), identities.NewSecret(32));
        Assert.Equal(32, identities.NewSecret(32).Length);
    }

    [Fact]
    public void The_clock_never_runs_back()
    {
        var clock = new DemonstrationClock(Noon);

        clock.MoveTo(Noon.AddHours(-1));
        Assert.Equal(Noon, clock.GetUtcNow());
        clock.MoveTo(Noon.AddHours(1));
        clock.MoveTo(Noon);
        Assert.Equal(Noon.AddHours(1), clock.GetUtcNow());
    }
}
