using TrialData.Benchmarks;

// Of calls at once the slowest matter, and of allocations which of them take how long, which no mean tells: these time every call themselves.
switch (args)
{
    case ["http"]:
        await RandomisingOverHttp.RunAsync();
        break;
    case ["processor-time"]:
        await ProcessorTimes.PrintAsync();
        break;
    case ["acts"]:
        await TimesOfActs.RunAsync();
        break;
    case ["pages"]:
        await PagesUnderLoad.RunAsync();
        break;
    case ["lists"]:
        await ListsInAStore.RunAsync();
        break;
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
