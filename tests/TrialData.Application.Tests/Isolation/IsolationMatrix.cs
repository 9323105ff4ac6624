using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Application.Tests.Isolation;

/// <summary>Every use case, asked by every role, about its own, a foreign and an unknown site, participant and trial.</summary>
public sealed class IsolationMatrix(ITestOutputHelper output)
{
    private const string NotPermitted = "access.not-permitted";

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    private static readonly UseCaseDescription[] UseCases =
        [.. UseCaseRegistration.UseCases().Where(SampleRequests.NeedsOne).OrderBy(u => u.Request.Name, StringComparer.Ordinal)];

    [Fact]
    public void Has_a_sample_of_every_use_case() =>
        Assert.Empty(UseCases.Select(u => u.Request).Except(SampleRequests.All.Keys).Select(request => request.Name));

    [Fact]
    public async Task A_role_without_the_permission_is_told_that_and_nothing_else()
    {
        await using var world = await World.OpenAsync();
        var leaks = new List<string>();
        var asked = 0;
        foreach (var (useCase, role) in Pairs(mayAsk: false))
        {
            foreach (var target in new[] { world.Own, world.OfForeignSite, world.OfUnknownSite, world.OfForeignTrial, world.OfUnknownTrial })
            {
                asked++;
                var reply = await world.AskAsync(world.ActorWith(role), useCase, target);
                if (reply.Code != NotPermitted || reply.Text.Contains(World.ForeignSite, StringComparison.Ordinal))
                {
                    leaks.Add($"{useCase.Request.Name} by {role} about {target}: {reply}");
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{asked} requests"));
        Assert.Empty(leaks);
    }

    [Fact]
    public async Task What_is_foreign_answers_exactly_as_what_does_not_exist()
    {
        await using var world = await World.OpenAsync();
        var leaks = new List<string>();
        var asked = 0;
        foreach (var (useCase, role) in Pairs(mayAsk: true))
        {
            List<(Target Foreign, Target Unknown)> pairs = [(world.OfForeignTrial, world.OfUnknownTrial)];
            if (RoleTable.IsHeldAtSite(role) || UseCaseAccess.Of(useCase.Request).Kind == AccessKind.Anonymous)
            {
                pairs.Add((world.OfForeignSite, world.OfUnknownSite));
            }

            foreach (var (foreign, unknown) in pairs)
            {
                var sample = SampleRequests.All[useCase.Request];
                if (sample(foreign).Equals(sample(unknown)))
                {
                    continue;
                }

                asked += 2;
                var actor = world.ActorWith(role);
                var toForeign = (await world.AskAsync(actor, useCase, foreign)).Without(foreign);
                var toUnknown = (await world.AskAsync(actor, useCase, unknown)).Without(unknown);
                if (toForeign.Code is null || toForeign != toUnknown)
                {
                    leaks.Add($"{useCase.Request.Name} by {role}: {toForeign} but {toUnknown}");
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{asked} requests"));
        Assert.Empty(leaks);
    }

    [Fact]
    public async Task What_is_one_s_own_answers_without_arms_for_the_blinded_and_without_other_sites()
    {
        var leaks = new List<string>();
        var asked = 0;
        foreach (var role in Roles)
        {
            // A store for each role: what it may ask, it does.
            await using var world = await World.OpenAsync();
            foreach (var (useCase, _) in Pairs(mayAsk: true).Where(pair => pair.Role == role))
            {
                asked++;
                var reply = await world.AskAsync(world.ActorWith(role), useCase, world.Own);
                var isFound = UseCaseAccess.Of(useCase.Request).Kind == AccessKind.Anonymous || (reply.Code is not NotPermitted && !IsOfAccess(reply.Code));
                var tellsSite = RoleTable.IsHeldAtSite(role) && reply.Text.Contains(World.ForeignSite, StringComparison.Ordinal);
                var tellsArm = !RoleTable.SeesAllocations(role) && World.Arms.Any(arm => reply.Text.Contains(arm, StringComparison.Ordinal));
                if (!isFound || tellsSite || tellsArm)
                {
                    leaks.Add($"{useCase.Request.Name} by {role}: {reply}");
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{asked} requests"));
        Assert.Empty(leaks);
    }

    [Fact]
    public async Task A_duty_that_was_delegated_reaches_one_s_own_site_and_no_further()
    {
        await using var world = await World.OpenAsync();
        var asked = 0;
        foreach (var (useCase, role) in
            from useCase in UseCases from role in Roles where UseCaseAccess.Of(useCase.Request).Needed is { } needed && RoleTable.MayBeDelegated(role, needed) select (useCase, role))
        {
            asked++;
            await world.DelegateAsync(role, UseCaseAccess.Of(useCase.Request).Permission);
            var actor = world.ActorWith(role);
            var own = await world.AskAsync(actor, useCase, world.Own);
            Assert.True(own.Code != NotPermitted && !IsOfAccess(own.Code), $"{useCase.Request.Name}: {own}");
            foreach (var (foreign, unknown) in new[] { (world.OfForeignSite, world.OfUnknownSite), (world.OfForeignTrial, world.OfUnknownTrial) })
            {
                var toForeign = (await world.AskAsync(actor, useCase, foreign)).Without(foreign);
                Assert.True(IsOfAccess(toForeign.Code), $"{useCase.Request.Name}: {toForeign}");
                Assert.Equal((await world.AskAsync(actor, useCase, unknown)).Without(unknown), toForeign);
            }
        }

        Assert.NotEqual(0, asked);
    }

    private static bool IsOfAccess(string? code) => code is "trial.not-found" or "site.not-found" or "participant.not-found";

    private static IEnumerable<(UseCaseDescription UseCase, Role Role)> Pairs(bool mayAsk) =>
        from useCase in UseCases from role in Roles where MayAsk(role, UseCaseAccess.Of(useCase.Request)) == mayAsk select (useCase, role);

    private static bool MayAsk(Role role, UseCaseAccess access) => access.Kind switch
    {
        AccessKind.Permitted => RoleTable.Allows(role, access.Permission),
        AccessKind.OwnAccount or AccessKind.Anonymous => true,
        _ => false,
    };
}
