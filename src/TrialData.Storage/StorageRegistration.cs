using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Blinding;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Analyses;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Links;
using TrialData.Application.Capture.Rescoring;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Storage.Engines;
using TrialData.Storage.Migration;
using TrialData.Storage.Ports;
using TrialData.Storage.Session;

namespace TrialData.Storage;

public static class StorageRegistration
{
    // Long enough for a command that is about to end, short enough for whoever waits at the terminal.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(5);

    /// <summary>Registers every port on the store at a location.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StoreLocation location)
    {
        services.AddEngine(location);
        services.AddSingleton<IdPool>();
        services.AddSingleton<ProtocolCache>();
        services.AddScoped<StoreSession>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<StoreSession>());
        services.AddScoped<Migrator>();
        services.AddScoped<IStoreSchema>(provider => provider.GetRequiredService<Migrator>());
        services.AddScoped<IStoreFiles>(provider => ActivatorUtilities.CreateInstance<StoreFiles>(provider, location));
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<StorePlace>(provider, location));
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<IApiTokens, ApiTokens>();
        services.AddScoped<IAccessList, AccessList>();
        services.AddScoped<IAuditReader, AuditReader>();
        services.AddScoped<IInvitations, Invitations>();
        services.AddScoped<ICredentials, Credentials>();
        services.AddScoped<ISessions, Sessions>();
        services.AddScoped<IOutbox, Outbox>();
        services.AddScoped<ITrials, Trials>();
        services.AddScoped<IParticipants, Participants>();
        services.AddScoped<IEligibilityChecklists, EligibilityChecklists>();
        services.AddScoped<IParticipantHistory, ParticipantHistory>();
        services.AddScoped<ISchedules, Schedules>();
        services.AddScoped<IAmendments, Amendments>();
        services.AddScoped<ISafetyReports, SafetyReports>();
        services.AddScoped<IForms, Forms>();
        services.AddScoped<ICourses, Courses>();
        services.AddScoped<IFormLife, FormLife>();
        services.AddScoped<IFormChanges, FormChanges>();
        services.AddScoped<IFormDrafts, FormDrafts>();
        services.AddScoped<IFormEntries, FormEntries>();
        services.AddScoped<IFormLinks, FormLinks>();
        services.AddScoped<IStoredScores, StoredScores>();
        services.AddScoped<IAllocationVault, AllocationVault>();
        services.AddScoped<IArmGuesses, ArmGuesses>();
        services.AddScoped<IDowntimeStock, DowntimeStock>();
        services.AddScoped<IClusterArms, ClusterArms>();
        services.AddScoped<ICodeBreaks, CodeBreaks>();
        services.AddScoped<IAllocationErrors, AllocationErrors>();
        services.AddScoped<IEdcCredentials, EdcCredentials>();
        services.AddScoped<IAttestedParticipants, AttestedParticipants>();
        services.AddScoped<IAnalysisData, AnalysisData>();
        services.AddScoped<IImportedFiles, ImportedFiles>();
        return services;
    }

    // Made by the container, so that it also disposes of the lock that tells others of this house.
    private static void AddEngine(this IServiceCollection services, StoreLocation location)
    {
        if (location.Engine == Engine.SqlServer)
        {
            services.AddSingleton<IEngine>(new SqlServerEngine(location.Target));
            return;
        }

        services.AddSingleton(_ => new Presence(location.Target, PatienceWithOthers));
        services.AddSingleton<IEngine>(provider => new SqliteEngine(location.Target, presence: provider.GetRequiredService<Presence>()));
    }
}
