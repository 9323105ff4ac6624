using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage.Engines;
using TrialData.Storage.Migration;
using TrialData.Storage.Ports;
using TrialData.Storage.Session;

namespace TrialData.Storage;

public static class StorageRegistration
{
    /// <summary>Registers every port on the store at a location.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StoreLocation location)
    {
        services.AddSingleton<IEngine>(location.Engine == Engine.Sqlite ? new SqliteEngine(location.Target) : new SqlServerEngine(location.Target));
        services.AddSingleton<IdPool>();
        services.AddSingleton<ProtocolCache>();
        services.AddScoped<StoreSession>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<StoreSession>());
        services.AddScoped<IStoreSchema, Migrator>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<IApiTokens, ApiTokens>();
        services.AddScoped<IInvitations, Invitations>();
        services.AddScoped<ICredentials, Credentials>();
        services.AddScoped<ISessions, Sessions>();
        services.AddScoped<ITrials, Trials>();
        services.AddScoped<IParticipants, Participants>();
        services.AddScoped<IForms, Forms>();
        services.AddScoped<IAllocationVault, AllocationVault>();
        services.AddScoped<IAnalysisData, AnalysisData>();
        services.AddScoped<IImportedFiles, ImportedFiles>();
        return services;
    }
}
