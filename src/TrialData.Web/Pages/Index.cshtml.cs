using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages;

/// <summary>What there is to do.</summary>
internal sealed class IndexModel(Door door) : SignedInPage(door);
