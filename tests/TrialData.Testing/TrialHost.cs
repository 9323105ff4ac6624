using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;
using TrialData.Storage;

namespace TrialData.Testing;

/// <summary>A composed house on a store of its own, with verbs in the trial's words. Each verb goes through the real use case.</summary>
public sealed class TrialHost : IAsyncDisposable
{
    public static readonly DateOnly FirstDay = new(2027, 1, 4);

    // Accounts of tests have no passwords: who gives none confirms as a program does, by a token made for it.
    private static readonly HashSet<Permission> ToRandomise = [Permission.Randomise];
    private static readonly HashSet<Permission> ToAllocateClusters = [Permission.AllocateClusters];
    private static readonly HashSet<Permission> ToSign = [Permission.SignEligibility];
    private static readonly HashSet<Permission> ToWaive = [Permission.WaiveEligibility];

    private readonly TestStore store;
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Actor> actors;
    private readonly bool isNeighbour;

    private TrialHost(TestStore store, Action<IServiceCollection>? configure)
    {
        this.store = store;
        actors = new Dictionary<string, Actor>(StringComparer.Ordinal);
        Clock = new DemonstrationClock(new DateTimeOffset(FirstDay, new TimeOnly(9, 0), TimeSpan.Zero));
        services = Compose(store.Location, configure);
        Door = services.GetRequiredService<Door>();
    }

    private TrialHost(TrialHost first, Action<IServiceCollection>? configure)
    {
        isNeighbour = true;
        store = first.store;
        actors = first.actors;
        Clock = first.Clock;
        TrialCode = first.TrialCode;
        services = Compose(first.Location with { Target = SpelledDifferently(first.Location) }, configure);
        Door = services.GetRequiredService<Door>();
    }

    public Door Door { get; }

    public DemonstrationClock Clock { get; }

    public StoreLocation Location => store.Location;

    /// <summary>A temporary folder of the test's own.</summary>
    public DirectoryInfo Folder => store.Folder;

    public string TrialCode { get; private set; } = string.Empty;

    /// <summary>A migrated, empty store.</summary>
    public static async Task<TrialHost> StartAsync(Engine engine, Action<IServiceCollection>? configure = null)
    {
        var host = new TrialHost(TestStore.Create(engine), configure);
        var migrated = await host.Door.MigrateAsync(new StoreMigration(), CancellationToken.None);
        _ = migrated.Value;
        return host;
    }

    /// <summary>A store with a trial: founder, active sites, an investigator, a researcher and an assessor at each, a sealed scheme.</summary>
    /// <param name="activate">False leaves the sites without their green light.</param>
    /// <param name="seal">False leaves the scheme unsealed.</param>
    public static async Task<TrialHost> OpenAsync(
        Engine engine, string? protocolJson = null, Action<IServiceCollection>? configure = null, bool activate = true, bool seal = true)
    {
        var host = await StartAsync(engine, configure);
        var protocol = ProtocolLoader.Load(protocolJson ?? TestProtocol.Json).Value;
        host.TrialCode = protocol.Code;
        await host.FoundAsync();
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(protocol.Document))).Value;
        _ = (await host.RegisterAsync("admin", Role.RandomisationAdministrator)).Value;
        foreach (var site in protocol.Sites.Select(s => s.Code))
        {
            if (activate)
            {
                _ = (await host.AskAsync<ActivateSite, Site>("founder", new ActivateSite(protocol.Code, site, FirstDay))).Value;
            }

            _ = (await host.RegisterAsync($"investigator {site}", Role.PrincipalInvestigator, site)).Value;
            _ = (await host.RegisterAsync($"researcher {site}", Role.SiteResearcher, site)).Value;
            _ = (await host.RegisterAsync($"assessor {site}", Role.Assessor, site)).Value;
        }

        if (seal && protocol.Randomisation.Unit == RandomisationUnit.Individual)
        {
            await host.SealAsync(TestProtocol.DesignFor(protocol));
        }

        return host;
    }

    /// <summary>Seals a scheme as <c>admin</c>, and mixes in the nonce of the founder.</summary>
    /// <param name="list">The rows, where the design is that of an uploaded list.</param>
    public async Task<SchemeSealed> SealAsync(string design, string? list = null)
    {
        var scheme = (await AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(TrialCode, design, list))).Value;
        _ = (await AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(TrialCode, "a nonce of the founder"))).Value;
        return scheme;
    }

    /// <summary>A second house on the same store, sharing nothing with this one but the file, as another process would.</summary>
    public TrialHost Neighbour(Action<IServiceCollection>? configure = null) => new(this, configure);

    public Actor Actor(string name) => actors[name];

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public AsyncServiceScope NewScope() => services.CreateAsyncScope();

    public Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) =>
        Door.AskAsync<TRequest, TResult>(
            request switch
            {
                RandomiseParticipant { Password: null } => actors[actor] with { Only = ToRandomise },
                EnterDowntimeAllocation { Password: null } => actors[actor] with { Only = ToRandomise },
                AllocateClusters { Password: null } => actors[actor] with { Only = ToAllocateClusters },
                SignEligibility { Password: null } => actors[actor] with { Only = ToSign },
                WaiveEligibility { Password: null } => actors[actor] with { Only = ToWaive },
                _ => actors[actor],
            },
            request,
            CancellationToken.None);

    /// <summary>Makes the store's first account, known here as <c>founder</c>.</summary>
    public async Task<StoreFounder> FoundAsync()
    {
        var owner = Application.Pipeline.Actor.OperatingSystemUser("test");
        var founded = (await Door.AskAsync<FoundStore, StoreFounder>(owner, new FoundStore("founder"), CancellationToken.None)).Value;
        actors["founder"] = new Actor(founded.AccountId, founded.Name);
        return founded;
    }

    /// <summary>Invites a person and delegates a role: the founder, or for roles of a site its investigator.</summary>
    public async Task<Outcome<GrantedRole>> RegisterAsync(string name, Role role, string? site = null)
    {
        await InviteAsync(name);
        return await GrantAsync(name, role, site);
    }

    public async Task<InvitedAccount> InviteAsync(string name, string? email = null)
    {
        var invited = (await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount(name, ExpiresOn: null, email))).Value;
        actors[name] = new Actor(invited.AccountId, invited.Name);
        return invited;
    }

    public Task<Outcome<GrantedRole>> GrantAsync(string name, Role role, string? site = null) => AskAsync<GrantRole, GrantedRole>(
        RoleTable.GranterOf(role) == Role.PrincipalInvestigator ? $"investigator {site}" : "founder",
        new GrantRole(TrialCode, name, role, site, FirstDay));

    /// <summary>Screens an eligible person, unless answers say otherwise.</summary>
    public Task<Outcome<ScreenedParticipant>> ScreenAsync(string site, params (string Criterion, string Answer)[] answers) =>
        ScreenInAsync(cluster: null, site, answers);

    /// <summary>The same for a person of a cluster.</summary>
    public async Task<Outcome<ScreenedParticipant>> ScreenInAsync(string? cluster, string site, params (string Criterion, string Answer)[] answers)
    {
        var all = new Dictionary<string, string>(TestProtocol.EligibleAnswers, StringComparer.Ordinal);
        foreach (var (criterion, answer) in answers)
        {
            all[criterion] = answer;
        }

        return await AskAsync<ScreenParticipant, ScreenedParticipant>($"researcher {site}", new ScreenParticipant(TrialCode, site, Today, all, cluster));
    }

    public Task<Outcome<ConsentRecorded>> ConsentAsync(string site, Guid participant) =>
        AskAsync<RecordConsent, ConsentRecorded>(
            $"researcher {site}", new RecordConsent(TrialCode, participant, TestProtocol.ConsentForm, Clock.GetUtcNow()));

    /// <summary>Screens, consents and enrols.</summary>
    public async Task<Guid> EnrolAsync(string site, string? cluster = null)
    {
        var participant = (await ScreenInAsync(cluster, site)).Value.PublicId;
        _ = (await ConsentAsync(site, participant)).Value;
        _ = (await AskAsync<EnrolParticipant, EnrolledParticipant>($"researcher {site}", new EnrolParticipant(TrialCode, participant, Today))).Value;
        return participant;
    }

    /// <summary>Enrols and fills in what randomisation needs.</summary>
    public async Task<Guid> EnrolWithBaselineAsync(string site, string? cluster = null)
    {
        var participant = await EnrolAsync(site, cluster);
        _ = (await SaveAsync($"researcher {site}", participant, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        return participant;
    }

    public Task<Outcome<AllocatedParticipant>> RandomiseAsync(string site, Guid participant) =>
        AskAsync<RandomiseParticipant, AllocatedParticipant>($"researcher {site}", new RandomiseParticipant(TrialCode, participant));

    public Task<Outcome<FormSaved>> SaveAsync(
        string actor, Guid participant, string visit, string form, int expectedVersion, params (string Item, string Answer)[] answers) =>
        SaveAsync(actor, participant, visit, form, expectedVersion, reason: null, answers);

    public Task<Outcome<FormSaved>> SaveAsync(
        string actor, Guid participant, string visit, string form, int expectedVersion, string? reason, params (string Item, string Answer)[] answers) =>
        AskAsync<SaveForm, FormSaved>(
            actor,
            new SaveForm(
                TrialCode, participant, visit, form, expectedVersion, Today,
                answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal), reason, IdentifierReason: "No person is meant."));

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().Date);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!isNeighbour)
        {
            store.Dispose();
        }
    }

    // Last, so that what a test puts in place of a port or the clock wins.
    private ServiceProvider Compose(StoreLocation location, Action<IServiceCollection>? configure)
    {
        var collection = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddTrialData(new HostSettings(location, Path.Combine(store.Folder.FullName, "keys")));
        configure?.Invoke(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    // Writers queue by the file's name: another spelling of it queues apart, and the two meet only at the file's own lock.
    private static string SpelledDifferently(StoreLocation location) => location.Engine == Engine.SqlServer
        ? location.Target
        : Path.Combine(Path.GetDirectoryName(location.Target)!, ".", Path.GetFileName(location.Target));
}
