namespace TrialData.Application.Administration;

public enum Role
{
    SiteResearcher,
    Assessor,
    PrincipalInvestigator,
    Monitor,
    Manager,
    Statistician,
    UnblindedStatistician,
    RandomisationAdministrator,
    Administrator,
}

/// <summary>Role names as people write them: <c>site-researcher</c>.</summary>
public static class RoleNames
{
    private static readonly Dictionary<Role, string> Names = new()
    {
        [Role.SiteResearcher] = "site-researcher",
        [Role.Assessor] = "assessor",
        [Role.PrincipalInvestigator] = "principal-investigator",
        [Role.Monitor] = "monitor",
        [Role.Manager] = "manager",
        [Role.Statistician] = "statistician",
        [Role.UnblindedStatistician] = "unblinded-statistician",
        [Role.RandomisationAdministrator] = "randomisation-administrator",
        [Role.Administrator] = "administrator",
    };

    public static IReadOnlyCollection<string> All => Names.Values;

    public static string Of(Role role) => Names[role];

    /// <exception cref="InvalidOperationException">There is no such role.</exception>
    public static Role Stored(string name) => Parse(name) ?? throw new InvalidOperationException($"The store holds the unknown role {name}.");

    public static Role? Parse(string name) =>
        Names.Where(n => string.Equals(n.Value, name, StringComparison.OrdinalIgnoreCase)).Select(n => (Role?)n.Key).FirstOrDefault();
}
