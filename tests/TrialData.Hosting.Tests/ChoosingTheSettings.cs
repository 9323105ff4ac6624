using TrialData.Storage;
using Xunit;

namespace TrialData.Hosting.Tests;

/// <summary>What was given goes before the environment, and the environment before the default.</summary>
/// <remarks>Environment variables belong to the process: the tests of one class run one after another, and no other class reads these.</remarks>
public sealed class ChoosingTheSettings : IDisposable
{
    private readonly string? store = Environment.GetEnvironmentVariable(HostSettings.StoreVariable);
    private readonly string? keyRing = Environment.GetEnvironmentVariable(HostSettings.KeyRingVariable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(HostSettings.PasswordDaysVariable, value: null);
        Environment.SetEnvironmentVariable(HostSettings.StoreVariable, store);
        Environment.SetEnvironmentVariable(HostSettings.KeyRingVariable, keyRing);
    }

    [Theory]
    [InlineData("given.db", "environment.db", "given.db")]
    [InlineData(null, "environment.db", "environment.db")]
    [InlineData(null, null, "trialdata.db")]
    [InlineData(null, "", "trialdata.db")]
    public void The_store(string? given, string? environment, string chosen)
    {
        Environment.SetEnvironmentVariable(HostSettings.StoreVariable, environment);

        Assert.Equal(new StoreLocation(Engine.Sqlite, Path.GetFullPath(chosen)), HostSettings.From(given, keyRing: null).Store);
    }

    [Theory]
    [InlineData("given", "environment", "given")]
    [InlineData(null, "environment", "environment")]
    public void The_key_ring(string? given, string? environment, string chosen)
    {
        Environment.SetEnvironmentVariable(HostSettings.KeyRingVariable, environment);

        Assert.Equal(chosen, HostSettings.From(store: null, given).KeyRing);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_key_ring_lies_in_the_user_s_configuration_otherwise(string? environment)
    {
        Environment.SetEnvironmentVariable(HostSettings.KeyRingVariable, environment);

        Assert.Equal(Path.Combine(HostSettings.UserFolder(), "keys"), HostSettings.From(store: null, keyRing: null).KeyRing);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("90", 90)]
    public void How_long_passwords_last(string? environment, int? days)
    {
        Environment.SetEnvironmentVariable(HostSettings.PasswordDaysVariable, environment);

        Assert.Equal(days, HostSettings.From(store: null, keyRing: null).Passwords.MaxAgeDays);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("a year")]
    public void A_setting_that_is_none_is_named(string environment)
    {
        Environment.SetEnvironmentVariable(HostSettings.PasswordDaysVariable, environment);

        var fault = Assert.Throws<WrongSettingException>(() => HostSettings.From(store: null, keyRing: null));
        Assert.Contains($"TRIALDATA_PASSWORD_MAX_AGE_DAYS cannot be used: '{environment}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_is_named_by_its_connection_string() => Assert.Equal(
        new StoreLocation(Engine.SqlServer, "Server=db;Database=trial"),
        HostSettings.From("SqlServer:Server=db;Database=trial", keyRing: null).Store);
}
