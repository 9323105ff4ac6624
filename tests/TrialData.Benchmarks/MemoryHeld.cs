namespace TrialData.Benchmarks;

/// <summary>What work holds at any time above what was held before it, sampled after a collection each time: not what waits to be collected.</summary>
internal static class MemoryHeld
{
    internal static long During(Action work, int everyMilliseconds = 0)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = before;
        using var over = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            while (!over.Wait(everyMilliseconds))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        });
        watch.Start();
        work();
        over.Set();
        watch.Join();
        return most - before;
    }
}
