using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Allocation.Edc;
using TrialData.Web.Api;

namespace TrialData.Web.Edc;

/// <summary>
/// The randomisation service as the clients of OpenClinica 3 and LibreClinica ask for it: a look-up of the registration, then for each
/// participant its code if it has one, its site, and the allocation.
/// </summary>
internal static class EdcRoutes
{
    public const string Root = "/edc";

    private const int LargestBody = 16 * 1024;

    public static void MapEdc(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase), branch => branch
            .UseMiddleware<ApiAnswers>((Func<Problem, IResult>)EdcDesk.Of)
            .UseMiddleware<EdcGate>());
        var edc = app.MapGroup(Root).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        edc.MapGet("/{secret}/app/rest/oc/se_randomizations", RegistrationAsync);
        edc.MapGet("/api/randomisation", FindAsync);
        edc.MapPost("/api/sites", CheckSiteAsync);
        edc.MapPost("/api/randomise", RandomiseAsync);
    }

    private static Task<IResult> RegistrationAsync(
        HttpContext context, string secret, string? studyoid, string? instanceurl, EdcDesk desk, PublicAddress address, CancellationToken cancellation) =>
        desk.AskAsync<FindEdcRegistration, EdcRegistration>(
            context,
            new FindEdcRegistration(new EdcSecret(secret), studyoid ?? string.Empty),
            found => EdcRegistrationAnswer.Of(found, address.Of(context.Request) + Root, secret, instanceurl),
            cancellation);

    private static Task<IResult> FindAsync(HttpContext context, string? identifier, EdcDesk desk, CancellationToken cancellation) =>
        desk.AskAsync<FindEdcAllocation, EdcAllocation>(
            context, new FindEdcAllocation(EdcGate.ProofOf(context), identifier ?? string.Empty), found => new EdcCode(found.Code), cancellation);

    private static async Task<IResult> CheckSiteAsync(HttpContext context, EdcDesk desk, CancellationToken cancellation)
    {
        var form = await EdcForm.ReadAsync(context.Request, cancellation);
        return form is null
            ? EdcForm.NotOne
            : await desk.AskAsync<CheckEdcSite, CheckedEdcSite>(
                context, new CheckEdcSite(EdcGate.ProofOf(context), form["siteIdentifier"]), found => new EdcSite(found.Site), cancellation);
    }

    private static async Task<IResult> RandomiseAsync(HttpContext context, EdcDesk desk, CancellationToken cancellation)
    {
        var form = await EdcForm.ReadAsync(context.Request, cancellation);
        return form is null
            ? EdcForm.NotOne
            : await desk.AskAsync<RandomiseByEdc, EdcAllocation>(
                context,
                new RandomiseByEdc(EdcGate.ProofOf(context), form["identifier"], form["siteIdentifier"], form["user"], form.Questions()),
                allocated => new EdcCode(allocated.Code),
                cancellation);
    }
}
