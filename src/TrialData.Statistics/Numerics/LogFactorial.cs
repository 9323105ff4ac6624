using MathNet.Numerics;

namespace TrialData.Statistics;

/// <summary>The natural logarithm of n!.</summary>
internal static class LogFactorial
{
    internal static double Of(int n) => n < 2 ? 0 : SpecialFunctions.FactorialLn(n);
}
