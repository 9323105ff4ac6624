using System.Text;
using TrialData.Application.Administration.Credentials;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class CodesOfAnAuthenticator
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void Are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second))));

    // RFC 4648, section 10.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Come_from_a_key_that_people_can_type(string key, string spelled) =>
        Assert.Equal(spelled, Totp.Spell(Encoding.ASCII.GetBytes(key)));

    [Theory]
    [InlineData(0, "081804", true)]
    [InlineData(0, "081 804", true)]
    [InlineData(30, "081804", true)]
    [InlineData(-30, "081804", true)]
    [InlineData(60, "081804", false)]
    [InlineData(-60, "081804", false)]
    [InlineData(0, "081805", false)]
    [InlineData(0, "", false)]
    [InlineData(0, "0818040", false)]
    public void Are_taken_a_step_early_or_late(int seconds, string code, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111109 + seconds);

        Assert.Equal(isTaken, Totp.Accept(Key, code, now, lastStep: 0) is not null);
    }

    [Fact]
    public void Are_taken_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        var step = Totp.Accept(Key, "081804", now, lastStep: 0)!.Value;

        Assert.Null(Totp.Accept(Key, "081804", now, step));
    }
}
