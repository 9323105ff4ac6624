using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Ground;

/// <summary>A place of the menu.</summary>
internal sealed record MenuPlace(string Address, string Label)
{
    /// <summary>Whether an address lies at or below the place.</summary>
    public bool Holds(string address) => Address == "/"
        ? address == "/"
        : address == Address || address.StartsWith(Address + "/", StringComparison.Ordinal);
}

/// <summary>What the menu offers a person in a trial.</summary>
internal static class Places
{
    public static IEnumerable<MenuPlace> For(OwnTrial? trial)
    {
        yield return new MenuPlace("/", "Home");
        if (trial is null)
        {
            yield break;
        }

        if (trial.May(Permission.ReadParticipants))
        {
            yield return new MenuPlace($"/trials/{trial.Code}/participants", "Participants");
            yield return new MenuPlace($"/trials/{trial.Code}/safety", "Serious events");
        }
    }
}
