using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>The same as <see cref="BrowserTheoryAttribute"/> for a test without data.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}
