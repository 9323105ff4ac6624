using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Allocation.Lists;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Links;
using TrialData.Application.Enrolment;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting.Mail;
using TrialData.Storage;

namespace TrialData.Hosting;

/// <summary>Composes the house for a door. A clock or a source of identities registered before stays.</summary>
public static class HostRegistration
{
    private const string ApplicationName = "TrialData";

    public static IServiceCollection AddTrialData(this IServiceCollection services, HostSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdentities, SystemIdentities>();
        services.AddSingleton(settings);
        services.AddSingleton(settings.Passwords);
        services.AddSingleton<Door>();
        services.AddSingleton<ISealer, SealedByDataProtection>();
        services.AddSingleton<ICheckpoints, SealedCheckpoints>();
        services.AddSingleton<IPasswordHashes, IdentityPasswordHashes>();
        services.AddSingleton<IAuthenticatorKeys, SealedAuthenticatorKeys>();
        services.AddSingleton<ILetterSealer, SealedLetters>();
        services.AddScoped<StoreRestoration>();
        services.AddScoped<TrialAccess>();
        services.AddScoped<RoleAccess>();
        services.AddScoped<OwnAccessDesk>();
        services.AddScoped<InvitationDesk>();
        services.AddScoped<MailDesk>();
        services.AddScoped<SiteGate>();
        services.AddScoped<AuditView>();
        services.AddScoped<FormDesk>();
        services.AddScoped<OwnDrafts>();
        services.AddScoped<RuleCheck>();
        services.AddScoped<FormsOfProtocol>();
        services.AddScoped<FormFinder>();
        services.AddScoped<CourseReader>();
        services.AddScoped<FormMarking>();
        services.AddScoped<FormRemoval>();
        services.AddScoped<EntryDesk>();
        services.AddScoped<LinkAccess>();
        services.AddScoped<FailedAttempts>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<AllocationNews>();
        services.AddScoped<PasswordDesk>();
        services.AddScoped<SessionAccess>();
        services.AddScoped<OwnSessions>();
        services.AddScoped<SessionDesk>();
        services.AddScoped<SignedInActors>();
        services.AddScoped<TokenActors>();
        services.AddScoped<ParticipantAccess>();
        services.AddScoped<ParticipantLevels>();
        services.AddScoped<LedgerAccess>();
        services.AddScoped<EarlierAllocations>();
        services.AddScoped<AllocationGate>();
        services.AddScoped<AllocationRecord>();
        services.AddScoped<AllocationDraw>();
        services.AddScoped<ListOpener>();
        services.AddScoped<EdcAccess>();
        services.AddScoped<AttestedEnrolment>();
        services.AddScoped<ArmOfCluster>();
        services.AddScoped<ErrorDesk>();
        services.AddScoped<AmendmentAccess>();
        services.AddScoped<ParticipantImport>();
        services.AddDataProtection()
            .SetApplicationName(ApplicationName)
            .PersistKeysToFileSystem(OwnFolder.Make(settings.KeyRing));
        services.AddUseCases();
        services.AddStore(settings.Store);
        services.AddMail(settings.Mail);
        services.AddProgramLog();
        return services;
    }

    private static void AddStore(this IServiceCollection services, StoreLocation location)
    {
        try
        {
            services.AddStorage(location);
        }
        catch (ArgumentException wrong) when (location.Engine == Engine.SqlServer)
        {
            throw new WrongSettingException(HostSettings.StoreVariable, $"the connection string is none ({wrong.Message.Split('\n')[0].TrimEnd('.')})");
        }
    }

    private static void AddMail(this IServiceCollection services, MailSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        services.AddSingleton<IMailTransport>(settings switch
        {
            SmtpServer server => new SmtpTransport(server),
            MailFolder folder => new FileDrop(folder),
            _ => throw new InvalidOperationException($"Nothing sends mail by {settings.GetType().Name}."),
        });
        services.AddSingleton<MailDelivery>();
        services.AddHostedService<MailService>();
    }
}
