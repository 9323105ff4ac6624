using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>A test that needs Chromium; where there is none it is a visible skip.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyNot;
}
