namespace TrialData.Application.Administration.Mail;

/// <summary>What is sealed of a letter: its address before its text, so that nobody can send it elsewhere by changing the row.</summary>
public static class SealedLetter
{
    private const char End = '\n';

    public static string Of(string address, string body) => address + End + body;

    /// <summary>The text of a letter to an address; null where it was written to another.</summary>
    public static string? BodyTo(string address, string letter) =>
        letter.StartsWith(address + End, StringComparison.Ordinal) ? letter[(address.Length + 1)..] : null;
}
