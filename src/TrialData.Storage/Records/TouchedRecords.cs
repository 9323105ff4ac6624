namespace TrialData.Storage.Records;

/// <summary>The records that a unit of work has written to, so that its audit events can vouch for them.</summary>
internal sealed class TouchedRecords
{
    private readonly Dictionary<(RecordKind Kind, RecordKey Key), bool> touched = [];

    public IEnumerable<(RecordKind Kind, RecordKey Key, bool TellsArm)> All => touched.Select(t => (t.Key.Kind, t.Key.Key, t.Value));

    /// <param name="tellsArm">Whether this one tells an arm, though not all of its kind do.</param>
    public void Add(RecordKind kind, long number, bool tellsArm = false) => Add(kind, new RecordKey(number), tellsArm);

    public void Add(RecordKind kind, RecordKey key, bool tellsArm = false) =>
        touched[(kind, key)] = kind.TellsArm || tellsArm || touched.GetValueOrDefault((kind, key));

    public void Clear() => touched.Clear();
}
