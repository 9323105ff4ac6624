using TrialData.Benchmarks;

// Of calls at once the slowest matter, which no mean tells: this one times every call itself.
if (args is ["http"])
{
    await RandomisingOverHttp.RunAsync();
}
else
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
