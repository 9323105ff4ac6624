using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Capture.Links;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Fill;
using TrialData.Web.Forms;

namespace TrialData.Web.Pages.Fill;

/// <summary>A participant's own answers by a link, one question a page: the answers travel sealed with the pages until all of them are sent.</summary>
internal sealed class IndexModel(Door door, LinkSeal seal) : PageModel
{
    public const string ConfirmedField = "Confirmed";

    private LinkQuestions? questions;

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = string.Empty;

    [BindProperty]
    public string? State { get; set; }

    /// <summary>What the link asks, before the questions; null on the other pages.</summary>
    public OpenedFormLink? Start { get; private set; }

    /// <summary>The question that is open; null on the other pages.</summary>
    public LinkQuestion? Question { get; private set; }

    /// <summary>What was typed in it.</summary>
    public LinkAnswer? Typed { get; private set; }

    /// <summary>Whether the forms were answered in another way meanwhile.</summary>
    public bool IsAnsweredElsewhere { get; private set; }

    /// <summary>Whether the answers stand only if the participant says that they are right.</summary>
    public bool IsToBeConfirmed { get; private set; }

    public LinkProgress Progress { get; private set; } = LinkProgress.None;

    public LinkQuestions Questions => questions ?? throw new InvalidOperationException("The link has not been opened yet.");

    public bool IsUsable { get; private set; } = true;

    public string SealedState => seal.Seal(Token, Progress);

    public string Address => "/fill/" + Uri.EscapeDataString(Token);

    public string AddressFor(string handler) => $"{Address}?handler={handler}";

    public Task<IActionResult> OnGetAsync() => ShowStartAsync();

    public async Task<IActionResult> OnPostBeginAsync() =>
        await OpenAsync() ?? Show(Questions.FirstOpen(Progress) ?? Questions.All[0], isChanging: false);

    /// <summary>Goes on with what was typed.</summary>
    public async Task<IActionResult> OnPostAsync() =>
        Opened() is { At: { } at } ? await AnswerAsync(new LinkAnswer(at, TypedAnswer.Read(await Request.ReadFormAsync(HttpContext.RequestAborted), at.Item, at.Kind), IsDeclined: false)) : await ShowStartAsync();

    public async Task<IActionResult> OnPostDeclineAsync() =>
        Opened() is { At: { } at } ? await AnswerAsync(new LinkAnswer(at, Text: null, IsDeclined: true)) : await ShowStartAsync();

    public async Task<IActionResult> OnPostBackAsync()
    {
        if (await OpenAsync() is { } nothing)
        {
            return nothing;
        }

        if (Progress.IsChanging)
        {
            return ShowAnswers();
        }

        var before = Questions.Find(Progress.At) is { } question ? Questions.Before(question) : Questions.All[^1];
        return before is null ? await ShowStartAsync() : Show(before, isChanging: false);
    }

    public async Task<IActionResult> OnPostChangeAsync(string? question) =>
        await OpenAsync() ?? (Questions.Find(question) is { } found ? Show(found, isChanging: true) : ShowAnswers());

    public async Task<IActionResult> OnPostSendAsync(bool confirmed)
    {
        if (await OpenAsync() is { } nothing)
        {
            return nothing;
        }

        if (Questions.FirstOpen(Progress) is { } open)
        {
            return Show(open, isChanging: true);
        }

        var sent = await door.AskAsync<SubmitFormLink, SubmittedFormLink>(
            Actor.Nobody, new SubmitFormLink(new FormLinkToken(Token), Progress.To(Questions.Places), confirmed), HttpContext.RequestAborted);
        return sent.Refusal switch
        {
            null => Redirect("/fill/done"),
            NoSuchLink => Unusable(),
            LinkFormSavedMeanwhile => AnsweredElsewhere(),
            { } refusal => NotSent(refusal),
        };
    }

    private async Task<IActionResult> AnswerAsync(LinkAnswer answer)
    {
        var (at, before) = (answer.Place, Progress);
        Progress = before.With(answer);
        if (await OpenAsync() is { } nothing)
        {
            return nothing;
        }

        if (Questions.Find(at) is { } question && Questions.FaultAt(at) is { } fault)
        {
            ModelState.AddModelError(TypedAnswer.NameOf(at.Item), LinkWords.AtQuestion(question, answer.Text, fault));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            (Question, Typed, Progress) = (question, answer, before);
            return Page();
        }

        var next = Progress.IsChanging || Questions.Find(at) is not { } answered ? Questions.FirstOpen(Progress) : Questions.After(answered) ?? Questions.FirstOpen(Progress);
        return next is null ? ShowAnswers() : Show(next, Progress.IsChanging);
    }

    private LinkProgress Opened() => Progress = seal.Open(Token, State) ?? LinkProgress.None;

    /// <summary>Finds what is asked after the answers so far; null where the link can be used.</summary>
    private async Task<IActionResult?> OpenAsync()
    {
        if (ReferenceEquals(Progress, LinkProgress.None))
        {
            Opened();
        }

        var found = await door.AskAsync<CheckFormLink, CheckedFormLink>(
            Actor.Nobody, new CheckFormLink(new FormLinkToken(Token), Progress.All), HttpContext.RequestAborted);
        if (found.IsRefused)
        {
            return Unusable();
        }

        questions = new LinkQuestions(found.Value);
        return null;
    }

    private async Task<IActionResult> ShowStartAsync()
    {
        var opened = await door.AskAsync<OpenFormLink, OpenedFormLink>(Actor.Nobody, new OpenFormLink(new FormLinkToken(Token)), HttpContext.RequestAborted);
        if (opened.IsRefused)
        {
            return Unusable();
        }

        if (!string.IsNullOrEmpty(State) && seal.Open(Token, State) is null)
        {
            ModelState.AddModelError(string.Empty, "What you answered so far could not be kept. Please begin again.");
        }

        Start = opened.Value;
        Progress = Progress with { At = null, IsChanging = false };
        return Page();
    }

    private PageResult Show(LinkQuestion question, bool isChanging)
    {
        Progress = Progress with { At = question.Place, IsChanging = isChanging };
        (Question, Typed) = (question, Progress.AnswerTo(question.Place));
        return Page();
    }

    private PageResult ShowAnswers()
    {
        Progress = Progress with { At = null, IsChanging = false };
        return Page();
    }

    private PageResult NotSent(Refusal refusal)
    {
        foreach (var fault in refusal.Faults)
        {
            var question = Questions.All.FirstOrDefault(each => each.Item.Code == fault.Place && each.Form.Label == (refusal as LinkAnswersRefused)?.Form);
            ModelState.AddModelError(question?.Place.Key ?? string.Empty, LinkWords.AmongAll(question, fault));
        }

        if (refusal.Faults.Count == 0)
        {
            ModelState.AddModelError(ConfirmedField, refusal.Message);
        }

        IsToBeConfirmed = refusal is LinkTextNeedsConfirming or LinkAnswersRefused { MayBeConfirmed: true };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return ShowAnswers();
    }

    private PageResult AnsweredElsewhere()
    {
        IsAnsweredElsewhere = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    // One page for whatever the reason is: nobody learns from it whether there ever was such a link.
    private PageResult Unusable()
    {
        IsUsable = false;
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
