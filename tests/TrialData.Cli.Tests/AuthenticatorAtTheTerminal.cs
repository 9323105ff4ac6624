namespace TrialData.Cli.Tests;

/// <summary>The key of an authenticator, as a person reads it off the terminal.</summary>
internal static class AuthenticatorAtTheTerminal
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static async Task<byte[]> KeyShownAsync(StreamReader said)
    {
        const string before = "Key for your authenticator app: ";
        while (await said.ReadLineAsync() is { } text)
        {
            var place = text.IndexOf(before, StringComparison.Ordinal);
            if (place >= 0)
            {
                return Read(text[(place + before.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("No key was shown.");
    }

    private static byte[] Read(string spelled)
    {
        var bytes = new byte[spelled.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var isSet = (Base32.IndexOf(spelled[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5))) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - (bit % 8)));
        }

        return bytes;
    }
}
