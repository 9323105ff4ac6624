using TrialData.Application.Administration;
using TrialData.Hosting;

namespace TrialData.Cli.Terminal;

/// <summary>What a person is told of a fault. The stack trace is for the log, or for whoever asks by <c>TRIALDATA_TRACE=1</c>.</summary>
internal static class FaultReport
{
    private const string TraceVariable = "TRIALDATA_TRACE";

    public static async Task<int> WriteAsync(Exception fault)
    {
        var text = fault switch
        {
            WrongSettingException or StoreException => fault.Message,
            FileNotFoundException { FileName: { } file } => $"There is no file {file}.",
            DirectoryNotFoundException => fault.Message,
            UnauthorizedAccessException => $"Not permitted by the operating system: {fault.Message}",
            IOException => $"Reading or writing failed: {fault.Message}",
            _ => $"The program met a fault: {fault.GetType().Name}: {fault.Message}",
        };
        await Console.Error.WriteLineAsync(text);
        await Console.Error.WriteLineAsync(
            string.Equals(Environment.GetEnvironmentVariable(TraceVariable), "1", StringComparison.Ordinal)
                ? fault.ToString()
                : $"Nothing of the request that was under way was kept. Set {TraceVariable}=1 for details.");
        return ExitCode.Fault;
    }
}
