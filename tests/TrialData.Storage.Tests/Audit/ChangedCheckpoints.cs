using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Audit;

/// <summary>The trail records that checkpoints were kept: who removes them does not go unnoticed either.</summary>
public sealed class ChangedCheckpoints
{
    private const string Place = "checkpoints";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_named_where_the_file_is_gone(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);

        File.Delete(store.CheckpointFile);

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.Equal(Place, fault.Place);
        Assert.Contains("of installation records: a line or the whole file is missing", fault.Reason, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_named_where_any_line_is_gone(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var lines = await File.ReadAllLinesAsync(store.CheckpointFile);
        Assert.True(lines.Length >= 3);

        for (var line = 0; line < lines.Length; line++)
        {
            await File.WriteAllLinesAsync(store.CheckpointFile, lines.Where((_, i) => i != line));
            Assert.Equal(Place, Assert.Single(await store.BreaksAsync()).Place);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Are_named_where_a_line_was_edited(Engine engine)
    {
        await using var store = await Tampering.WithoutGuardsAsync(engine);
        var lines = await File.ReadAllLinesAsync(store.CheckpointFile);
        lines[1] = lines[1][..^4] + (lines[1][^4] == 'A' ? 'B' : 'A') + lines[1][^3..];

        await File.WriteAllLinesAsync(store.CheckpointFile, lines);

        var fault = Assert.Single(await store.BreaksAsync());
        Assert.Equal(Place, fault.Place);
        Assert.StartsWith("line 2 of ", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_cut_where_a_crash_tore_the_last_line()
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var whole = await File.ReadAllTextAsync(store.CheckpointFile);
        await File.AppendAllTextAsync(store.CheckpointFile, whole[..20]);

        var torn = (await store.VerifyAsync()).Value;

        Assert.EndsWith(" ends in the middle", torn.TornCheckpoint, StringComparison.Ordinal);
        var mended = await File.ReadAllTextAsync(store.CheckpointFile);
        Assert.StartsWith(whole, mended, StringComparison.Ordinal);
        Assert.EndsWith("\n", mended, StringComparison.Ordinal);
        Assert.Null((await store.VerifyAsync()).Value.TornCheckpoint);
    }

    [Fact]
    public async Task Are_ended_where_only_the_end_of_the_last_line_is_missing()
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        await File.WriteAllTextAsync(store.CheckpointFile, (await File.ReadAllTextAsync(store.CheckpointFile)).TrimEnd());

        Assert.Null((await store.VerifyAsync()).Value.TornCheckpoint);
        Assert.Empty(await store.BreaksAsync());
    }

    [Fact]
    public async Task Are_named_where_a_torn_line_stands_among_others()
    {
        await using var store = await Tampering.WithoutGuardsAsync(Engine.Sqlite);
        var whole = await File.ReadAllTextAsync(store.CheckpointFile);
        await File.WriteAllTextAsync(store.CheckpointFile, whole[..20] + "\n" + whole);

        Assert.StartsWith("line 1 of ", Assert.Single(await store.BreaksAsync()).Reason, StringComparison.Ordinal);
    }
}
