using TrialData.Cli;

return await TrialDataCommand.RunAsync(args);
