using System.Text.Json;

namespace TrialData.Application.Administration;

/// <summary>What stands beside a backup, so that it can be told from a damaged or another one.</summary>
/// <param name="Sha256">Of the backup's file.</param>
/// <param name="Heads">The chains of the audit trail as the backup holds them.</param>
/// <param name="Excludes">What a reader of the file alone has to be told.</param>
public sealed record BackupManifest(
    Guid StoreId, string SchemaVersion, DateTimeOffset TakenAt, string Sha256, IReadOnlyList<ChainHead> Heads, string Excludes)
{
    public const string KeyRingIsNotHere = "The key ring: without it no participant of this store can be randomised, nor its checkpoints read. Keep it too, apart from this file.";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string FileFor(string backup) => backup + ".manifest.json";

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null for a text that is no manifest.</summary>
    public static BackupManifest? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Options) is { Sha256: not null, SchemaVersion: not null, Heads: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
