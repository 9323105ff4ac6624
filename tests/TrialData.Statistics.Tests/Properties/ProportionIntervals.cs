using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class ProportionIntervals
{
    private const long N = 23;

    private static readonly Dictionary<string, Func<long, long, double, Estimate>> Methods = new(StringComparer.Ordinal)
    {
        ["Wilson"] = Wilson.Interval,
        ["Wilson with continuity correction"] = Wilson.WithContinuityCorrection,
        ["Clopper–Pearson"] = ClopperPearson.Interval,
        ["mid-P"] = MidP.Interval,
        ["Jeffreys"] = Jeffreys.Interval,
        ["Agresti–Coull"] = AgrestiCoull.Interval,
        ["Wald"] = WaldProportion.Interval,
    };

    public static TheoryData<string> Names() => new(Methods.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Mirror_when_events_and_non_events_change_places(string method)
    {
        for (var x = 0L; x <= N; x++)
        {
            var (events, others) = (Methods[method](x, N, 0.95), Methods[method](N - x, N, 0.95));

            Close.To(1 - others.Upper, events.Lower);
            Close.To(1 - others.Lower, events.Upper);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Contain_the_observed_proportion(string method)
    {
        for (var x = 0L; x <= N; x++)
        {
            var interval = Methods[method](x, N, 0.95);

            Assert.InRange(interval.Value, interval.Lower, interval.Upper);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rise_with_the_events(string method)
    {
        // Wald is not monotone: at 0 and n it is a point.
        for (var x = 2L; x < N; x++)
        {
            var (less, more) = (Methods[method](x - 1, N, 0.95), Methods[method](x, N, 0.95));

            Assert.True(less.Upper < more.Upper || method == "Wald");
            Assert.True(less.Lower < more.Lower || method == "Wald");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Widen_with_the_confidence(string method)
    {
        for (var x = 1L; x < N; x++)
        {
            var (narrow, wide) = (Methods[method](x, N, 0.90), Methods[method](x, N, 0.99));

            Assert.True(wide.Lower < narrow.Lower);
            Assert.True(wide.Upper > narrow.Upper);
        }
    }

    [Theory]
    [InlineData(3, 17)]
    [InlineData(81, 263)]
    [InlineData(999, 1000)]
    [InlineData(12, 100_000)]
    public void Leave_the_stated_tails_when_exact(long x, long n)
    {
        var exact = ClopperPearson.Interval(x, n);

        // The test sums binomial probabilities; the interval is a quantile of the beta distribution.
        Close.To(0.025, BinomialTest.Test(x, n, exact.Lower).Greater);
        Close.To(0.025, BinomialTest.Test(x, n, exact.Upper).Less);

        var mid = MidP.Interval(x, n);
        Close.To(0.025, BinomialTest.Test(x, n, mid.Lower).MidPGreater);
        Close.To(0.975, BinomialTest.Test(x, n, mid.Upper).MidPGreater);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuse_what_is_no_proportion_by_name_and_value(string method)
    {
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => Methods[method](-1, 10, 0.95));
        Assert.Equal(("events", -1L), (negative.ParamName, negative.ActualValue));

        var tooMany = Assert.Throws<ArgumentOutOfRangeException>(() => Methods[method](11, 10, 0.95));
        Assert.Equal(("events", 11L), (tooMany.ParamName, tooMany.ActualValue));

        var nobody = Assert.Throws<ArgumentOutOfRangeException>(() => Methods[method](0, 0, 0.95));
        Assert.Equal(("n", 0L), (nobody.ParamName, nobody.ActualValue));

        var percent = Assert.Throws<ArgumentOutOfRangeException>(() => Methods[method](1, 10, 95));
        Assert.Equal(("confidence", 95.0), (percent.ParamName, percent.ActualValue));
    }
}
