using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;

namespace TrialData.Web.FirstSteps;

/// <summary>
/// Shows that whoever makes the first steps started the program, or stands beside whoever did: it is printed where the program runs, and is
/// another one at each start.
/// </summary>
internal sealed class StartCode(IIdentities identities)
{
    private const int Bytes = 12;

    public string Text { get; } = Convert.ToHexStringLower(identities.NewSecret(Bytes));

    public bool Is(string? typed) => typed is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed.Trim()), Encoding.UTF8.GetBytes(Text));
}
