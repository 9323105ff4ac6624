using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace TrialData.Hosting;

/// <summary>What the program says of itself: warnings to standard error, and everything to a file where one is named.</summary>
internal static class ProgramLog
{
    private const string FileVariable = "TRIALDATA_LOG";

    public static IServiceCollection AddProgramLog(this IServiceCollection services)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            // The framework tells the address of every request, and one kind of address holds a secret.
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            // Data Protection warns that its keys lie in plain files; docs/security.md says how to protect the folder.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .Filter.ByExcluding(IsOfHeadersAlreadySet)
            .WriteTo.Console(
                restrictedToMinimumLevel: LogEventLevel.Warning,
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            configuration.WriteTo.File(file, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }

        var log = configuration.CreateLogger();
        return services.AddLogging(logging => logging.ClearProviders().AddSerilog(log, dispose: true));
    }

    // A page with two forms sets the header that forbids caching twice, to the same. Each such page would have a warning.
    private static bool IsOfHeadersAlreadySet(LogEvent written) =>
        written.MessageTemplate.Text.StartsWith("The 'Cache-Control' and ", StringComparison.Ordinal)
        && written.MessageTemplate.Text.Contains("headers have been overridden", StringComparison.Ordinal);
}
