using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Hosting.Tests;

public sealed class SealingSecrets : IDisposable
{
    private static readonly byte[] Secret = [0, 1, 2, 250, 251, 252, 0, 7];

    private readonly TestStore store = TestStore.Create(Engine.Sqlite);

    public void Dispose() => store.Dispose();

    [Fact]
    public void Another_door_with_the_same_key_ring_unseals_it()
    {
        var text = WithSealer("keys", sealer => sealer.Seal(Secret));

        Assert.Equal(Secret, WithSealer("keys", sealer => sealer.Unseal(text)));
    }

    [Fact]
    public void Another_key_ring_does_not()
    {
        var text = WithSealer("keys", sealer => sealer.Seal(Secret));

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => WithSealer("other", sealer => sealer.Unseal(text)));
    }

    [Fact]
    public void A_changed_seal_is_no_seal()
    {
        var bytes = Convert.FromBase64String(WithSealer("keys", sealer => sealer.Seal(Secret)));
        bytes[^1] ^= 1;

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => WithSealer("keys", sealer => sealer.Unseal(Convert.ToBase64String(bytes))));
    }

    [Fact]
    public void The_same_secret_is_never_sealed_alike()
    {
        var texts = WithSealer("keys", sealer => new[] { sealer.Seal(Secret), sealer.Seal(Secret) });

        Assert.NotEqual(texts[0], texts[1]);
        Assert.All(texts, text => Assert.False(Convert.FromBase64String(text).AsSpan().IndexOf(Secret) >= 0));
    }

    [Fact]
    public void The_keys_are_private_to_the_user()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        WithSealer("keys", sealer => sealer.Seal(Secret));

        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
            UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var folder = new DirectoryInfo(Path.Combine(store.Folder.FullName, "keys"));
        var key = Assert.Single(folder.GetFiles());
        Assert.Equal(UnixFileMode.None, folder.UnixFileMode & others);
        Assert.Equal(UnixFileMode.None, key.UnixFileMode & others);
    }

    private T WithSealer<T>(string keyRing, Func<ISealer, T> use)
    {
        var settings = new HostSettings(store.Location, Path.Combine(store.Folder.FullName, keyRing));
        using var services = new ServiceCollection().AddTrialData(settings).BuildServiceProvider();
        return use(services.GetRequiredService<ISealer>());
    }
}
