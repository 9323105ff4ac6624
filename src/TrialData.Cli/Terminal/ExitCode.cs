namespace TrialData.Cli.Terminal;

internal static class ExitCode
{
    public const int Done = 0;
    public const int Fault = 1;
    public const int Refused = 2;
    public const int WrongUsage = 64;
}
