namespace TrialData.Storage.Records;

/// <summary>The records that a unit of work has written to, so that its audit events can vouch for them.</summary>
internal sealed class TouchedRecords
{
    private readonly Dictionary<RecordKind, Dictionary<RecordKey, bool>> touched = [];

    /// <summary>By kind the keys, each with whether the record tells an arm.</summary>
    public IReadOnlyDictionary<RecordKind, Dictionary<RecordKey, bool>> All => touched;

    /// <param name="tellsArm">Whether this one tells an arm, though not all of its kind do.</param>
    public void Add(RecordKind kind, long number, bool tellsArm = false) => Add(kind, new RecordKey(number), tellsArm);

    public void Add(RecordKind kind, RecordKey key, bool tellsArm = false)
    {
        if (!touched.TryGetValue(kind, out var keys))
        {
            touched.Add(kind, keys = []);
        }

        keys[key] = kind.TellsArm || tellsArm || keys.GetValueOrDefault(key);
    }

    public void Clear() => touched.Clear();
}
