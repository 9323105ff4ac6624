using TrialData.Application.Pipeline;
using Xunit;

namespace TrialData.Hosting.Tests.HouseRules;

public sealed class UseCasesOfTheHouse
{
    [Fact]
    public void Every_request_declares_who_may_ask() => Assert.All(UseCaseRegistration.UseCases(), useCase => UseCaseAccess.Of(useCase.Request));

    [Fact]
    public void Every_handler_is_sealed_and_named_after_its_request() => Assert.All(UseCaseRegistration.UseCases(), useCase =>
    {
        Assert.True(useCase.Handler.IsSealed, useCase.Handler.Name);
        Assert.Equal(useCase.Request.Name + "Handler", useCase.Handler.Name);
        Assert.Equal(useCase.Request.Namespace, useCase.Handler.Namespace);
    });

    // Permissions of features still to come: a line goes when its feature comes.
    private static readonly Permission[] StillToCome =
    [
        Permission.ReadScheme, Permission.DesignScheme, Permission.AnswerQuery, Permission.OpenQuery,
        Permission.CloseQuery, Permission.SignBeforeLock, Permission.AskUnlock,
        Permission.ReadSpecification, Permission.WriteSpecification, Permission.AskUnblinding,
        Permission.ApproveUnblinding, Permission.ExportOwnSite, Permission.ExportAssignedSites, Permission.ExportBlinded,
        Permission.ExportUnblinded,
    ];

    // Asked within a use case, about a part of its answer.
    private static readonly Permission[] OfParts = [Permission.ReadCluster, Permission.ReadWhatRevealsArm];

    [Fact]
    public void Every_permission_is_needed_by_a_request() => Assert.Equal(
        Enum.GetValues<Permission>().Except(StillToCome).Except(OfParts),
        UseCaseRegistration.UseCases().Select(useCase => UseCaseAccess.Of(useCase.Request).Needed).OfType<Permission>().Distinct().Order());

    // What their names say that they do. Of the exceptions, InspectStore also answers about a store that cannot take its event,
    // and the other two are long: they are not in a transaction at all.
    [Fact]
    public void Requests_that_only_read_keep_no_writer_waiting()
    {
        string[] verbs = ["Check", "Compare", "Export", "Find", "Inspect", "LayOut", "List", "Measure", "Preview", "Read", "Rescore", "Review", "Show", "VerifyAudit"];
        string[] exceptions = ["CheckStore", "InspectStore"];
        var named = UseCaseRegistration.UseCases()
            .Where(useCase => !UseCaseAccess.Of(useCase.Request).IsOpenToAll)
            .Select(useCase => useCase.Request)
            .ToLookup(request => Array.Exists(verbs, verb => request.Name.StartsWith(verb, StringComparison.Ordinal)) && !exceptions.Contains(request.Name));

        Assert.Empty(named[true].Where(request => !UseCaseAccess.Of(request).IsReading).Select(request => request.Name));
        Assert.Empty(named[false].Where(request => UseCaseAccess.Of(request).IsReading).Select(request => request.Name));
    }

    // Requests that no permission guards; whatever joins them is a decision.
    [Theory]
    [InlineData(AccessKind.OpenToAll, "AssessClusters", "AssessDesign", "CheckInstrument", "CheckUploadedList", "ListInstruments", "ScoreFile", "ShowInstrument", "ValidateInstallation", "VerifyLedger")]
    [InlineData(AccessKind.OperatingSystemUser, "BackUpStore", "CheckStore", "FoundStore", "InspectStore", "ListMail", "VerifyAudit")]
    [InlineData(AccessKind.OwnAccount, "CreateApiToken", "EndOtherSessions", "EndOwnSession", "ListApiTokens", "ListSessions", "RevokeApiToken")]
    [InlineData(
        AccessKind.Anonymous,
        "AcceptInvitation", "ChangePassword", "CheckEdcSite", "CheckFormLink", "ConfirmSecondFactor", "EndSession", "EnrolSecondFactor", "FindEdcAllocation", "FindEdcRegistration",
        "GiveSecondFactor", "OpenFormLink", "RandomiseByEdc", "SignIn", "SubmitFormLink", "UseRecoveryCode")]
    public void Few_requests_need_no_permission(AccessKind kind, params string[] requests) => Assert.Equal(
        requests,
        UseCaseRegistration.UseCases().Where(u => UseCaseAccess.Of(u.Request).Kind == kind).Select(u => u.Request.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_request_without_a_declaration_does_not_start() =>
        Assert.Throws<InvalidOperationException>(() => UseCaseAccess.Of(typeof(Undeclared)));

    private sealed record Undeclared;
}
