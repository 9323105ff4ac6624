using BenchmarkDotNet.Running;
using TrialData.Benchmarks;

if (args is ["processor-time"])
{
    await ProcessorTimes.PrintAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
