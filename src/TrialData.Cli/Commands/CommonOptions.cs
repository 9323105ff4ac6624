using System.CommandLine;

namespace TrialData.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class CommonOptions
{
    public static Option<string?> Store { get; } = new("--store", "-s")
    {
        Description = "The store: a SQLite file, or 'sqlserver:' and a connection string. Default: TRIALDATA_STORE, else trialdata.db.",
        HelpName = "PLACE",
    };

    public static Option<string?> KeyRing { get; } = new("--keys")
    {
        Description = "Folder of the keys that seal randomisation secrets. Default: TRIALDATA_KEYS, else your configuration folder.",
        HelpName = "FOLDER",
    };

    public static Option<string?> Mail { get; } = new("--mail")
    {
        Description = "Where mail goes: folder:PATH, smtp://user@host:587, or smtp+plain://host:25 without TLS. Default: TRIALDATA_MAIL.",
        HelpName = "PLACE",
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        Description = "API token of the account that asks. Default: TRIALDATA_TOKEN, else the one kept for this store, else a prompt.",
        HelpName = "TOKEN",
    };

    public static Option<string?> Trial { get; } = new("--trial", "-t")
    {
        Description = "Code of the trial. Default: the only one in the store.",
        HelpName = "CODE",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON." };

    /// <summary>Answers in CSV or in JSON, not in both.</summary>
    public static Command WithCsvOrJson(this Command command, Option<bool> csv)
    {
        command.Add(csv);
        command.Add(Json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(Json))
            {
                result.AddError("Ask for --csv or --json, not for both.");
            }
        });
        return command;
    }

    public static Command WithStore(this Command command)
    {
        command.Add(Store);
        command.Add(KeyRing);
        return command;
    }

    public static Command WithAccount(this Command command)
    {
        command.WithStore().Add(Token);
        return command;
    }
}
