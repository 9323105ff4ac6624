using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Duties delegated by name, as store and audit trail write them: permissions with blanks between.</summary>
public static class DutyNames
{
    /// <summary>Null for none.</summary>
    public static string? Of(IReadOnlyCollection<Permission> duties) => duties.Count == 0 ? null : string.Join(' ', duties.Distinct().Order());

    /// <exception cref="ArgumentException">There is no such duty.</exception>
    public static IReadOnlyList<Permission> Stored(string? names) => names is null ? [] : [.. names.Split(' ').Select(Enum.Parse<Permission>)];
}
