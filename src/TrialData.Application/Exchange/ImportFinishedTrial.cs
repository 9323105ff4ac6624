using System.Security.Cryptography;
using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Brings participants, allocations and answers of a finished trial into an empty one. All or nothing.</summary>
/// <param name="File">Read forwards from its start, and again from there when a busy store makes the pipeline try again: it must be seekable.</param>
[Requires(Permission.ImportFinishedTrial)]
public sealed record ImportFinishedTrial(string TrialCode, string MappingJson, string FileName, Stream File)
{
    /// <summary>Why free texts that look like they hold direct identifiers are imported all the same; null refuses them.</summary>
    public string? IdentifierReason { get; init; }

    /// <summary>Told the number of rows read so far, now and then.</summary>
    public IProgress<long>? Progress { get; init; }
}

public sealed class ImportFinishedTrialValidator : AbstractValidator<ImportFinishedTrial>
{
    private const int LongestFileName = 200;

    public ImportFinishedTrialValidator()
    {
        RuleFor(r => r.FileName).NotEmpty().MaximumLength(LongestFileName);
        RuleFor(r => r.IdentifierReason).IsReasonIfAny();
    }
}

public sealed record ImportedTrial(string TrialCode, int Participants, long Forms, long Answers, string FileSha256);

public sealed record FaultyFile(string FileName, int Count)
    : Refusal("import.faulty-file", Invariant($"{FileName} was not imported: {Count} {(Count == 1 ? "fault" : "faults")}. Nothing was stored."));

public sealed record TrialNotEmpty(string TrialCode)
    : Refusal("import.trial-not-empty", $"{TrialCode} holds participants already; a finished trial is imported into an empty one.");

public interface IImportedFiles
{
    Task<bool> TrialIsEmptyAsync(long trialId, CancellationToken cancellation);

    Task AddAsync(ImportedFile file, CancellationToken cancellation);
}

public sealed record ImportedFile(
    long TrialId, string FileName, string Sha256, string MappingSha256, int ParticipantCount, long AnswerCount, DateTimeOffset ImportedAt, long AccountId);

public sealed class ImportFinishedTrialHandler(
    TrialAccess access, ITrials trials, IImportedFiles files, ParticipantImport import, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<ImportFinishedTrial, ImportedTrial>
{
    private const int RowsBetweenReports = 500;

    private bool wasRead;

    public async Task<Outcome<ImportedTrial>> HandleAsync(ImportFinishedTrial request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ImportFinishedTrial, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        note.On(request.FileName);
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var loaded = ImportMappingLoader.Load(request.MappingJson, protocol);
        if (loaded.IsRefused)
        {
            return loaded.Refusal!;
        }

        if (!await files.TrialIsEmptyAsync(trial.TrialId, cancellation))
        {
            return new TrialNotEmpty(trial.Code);
        }

        var sites = await trials.SitesAsync(trial.TrialId, cancellation);
        var target = new ImportTarget(trial, protocol, sites.ToDictionary(s => s.Code, StringComparer.Ordinal), loaded.Value, request.IdentifierReason);
        return await ReadAsync(request, target, cancellation);
    }

    private async Task<Outcome<ImportedTrial>> ReadAsync(ImportFinishedTrial request, ImportTarget target, CancellationToken cancellation)
    {
        Rewind(request.File);
        var faults = new FaultList();
        using var sha256 = SHA256.Create();
        await using var hashed = new CryptoStream(request.File, sha256, CryptoStreamMode.Read, leaveOpen: true);
        await using var csv = new CsvFile(hashed, target.Mapping.Delimiter, faults);
        RowReader? reader = null;
        while (await csv.ReadAsync(cancellation))
        {
            var row = csv.Row;
            reader ??= new RowReader(target.Mapping, csv.Header!, faults);
            if (reader.IsUnreadable)
            {
                break;
            }

            await import.AddAsync(row, reader, target, faults, cancellation);
            if (row.Number % RowsBetweenReports == 0)
            {
                request.Progress?.Report(row.Number);
            }
        }

        if (faults.Count == 0 && target.Participants == 0)
        {
            faults.Add(new Fault(request.FileName, Value: null, csv.Header is null ? "is empty" : "has a header but no rows"));
        }

        if (faults.Count > 0)
        {
            return new FaultyFile(request.FileName, faults.Count).Listing(faults.First, faults.Count);
        }

        var digest = Convert.ToHexStringLower(sha256.Hash!);
        await files.AddAsync(
            new ImportedFile(
                target.Trial.TrialId, request.FileName, digest, target.Mapping.Sha256, target.Participants, target.Answers,
                clock.GetUtcNow(), context.Actor.AccountId!.Value),
            cancellation);
        return new ImportedTrial(target.Trial.Code, target.Participants, target.Forms, target.Answers, digest);
    }

    // The pipeline tries a busy store again with the same handler; what is left of the file then is not the file.
    private void Rewind(Stream file)
    {
        if (file.CanSeek)
        {
            file.Position = 0;
        }
        else if (wasRead)
        {
            throw new InvalidOperationException("The store was busy, and the file cannot be read a second time. Ask again.");
        }

        wasRead = true;
    }
}
