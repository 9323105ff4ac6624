using System.Diagnostics;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Schemas;

public sealed class ShippedFilesTests
{
    [SchemaFact]
    public async Task Fit_the_schemas_they_name_and_faulty_files_do_not()
    {
        using var node = Process.Start(new ProcessStartInfo(SchemaFactAttribute.NodeProgram()!, ["validate.mjs"])
        {
            WorkingDirectory = Repository.PathOf("tests", "schemas"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, $"{output}\n{await errors}");
    }
}
