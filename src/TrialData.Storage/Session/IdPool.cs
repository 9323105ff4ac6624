using System.Collections.Concurrent;

namespace TrialData.Storage.Session;

/// <summary>Ids that committed units of this process reserved and did not use.</summary>
public sealed class IdPool
{
    private readonly ConcurrentBag<IdBlock> blocks = [];

    internal IdBlock? Take() => blocks.TryTake(out var block) ? block : null;

    internal void Return(IdBlock block)
    {
        if (!block.IsEmpty)
        {
            blocks.Add(block);
        }
    }
}

/// <summary>A run of ids from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
internal readonly record struct IdBlock(long From, long To)
{
    public const int Size = 1000;

    public static IdBlock Empty => default;

    public bool IsEmpty => From >= To;

    public (long Id, IdBlock Remaining) Next() => (From, this with { From = From + 1 });
}
