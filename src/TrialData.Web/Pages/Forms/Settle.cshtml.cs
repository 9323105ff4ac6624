using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Pages.Forms;

/// <summary>What two people entered differently from one paper form, and which of it is right, said by somebody else.</summary>
internal sealed class SettleModel(Door door) : EntriesPage(door)
{
    private Dictionary<string, TypedChoice> choices = [];
    private string? chosenDay;
    private TypedDay typedDay = TypedDay.None;

    public EntryComparison Compared { get; private set; } = null!;

    public bool IsIdentifierSuspected { get; private set; }

    [BindProperty]
    public string? IdentifierReason { get; set; }

    /// <summary>In the order of the form: the day, then the items that differ.</summary>
    public IEnumerable<Field> Questions => (Compared.HasOneDay ? [] : new[] { EntriesOnPage.AskDay(Compared, Entries.Entries, chosenDay, typedDay) })
        .Concat(Compared.Items.Select(pair => EntriesOnPage.Ask(Layout, ItemOf(pair), pair, Entries.Entries, ChoiceOf(pair))));

    public LaidItem ItemOf(EntryDifference pair) => Layout.FindItem(pair.Item)!;

    protected override bool Opens() => base.Opens() && Trial.May(Permission.AdjudicateEntries);

    public async Task<IActionResult> OnGetAsync() => await FindBothAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindBothAsync() is { } nothing)
        {
            return nothing;
        }

        var form = await Request.ReadFormAsync(Cancellation);
        (chosenDay, typedDay) = (form[EntriesOnPage.ChosenDayName], TypedDay.From(form, EntriesOnPage.DayName));
        choices = Compared.Items.Select(pair => TypedChoice.From(form, ItemOf(pair))).ToDictionary(choice => choice.Item, StringComparer.Ordinal);
        var day = ReadDay();
        foreach (var pair in Compared.Items)
        {
            Check(ItemOf(pair), ChoiceOf(pair));
        }

        if (!ModelState.IsValid)
        {
            return Again();
        }

        var settled = await AskAsync<AdjudicateForm, FormSaved>(new(
            TrialCode, ParticipantId, Visit!, FormCode!, choices.Values.Select(choice => choice.Taken!).ToList(), day, TypedForm.TextOf(IdentifierReason)));
        if (settled.Refusal is { } refusal)
        {
            return NotSettled(refusal);
        }

        TempData["Done"] = $"The entries of {Layout.Label} are settled, and the form is saved.";
        return Redirect(FormAddress);
    }

    private async Task<IActionResult?> FindBothAsync()
    {
        if (await FindEntriesAsync() is { } nothing)
        {
            return nothing;
        }

        var compared = await AskAsync<CompareEntries, EntryComparison>(new(TrialCode, ParticipantId, Visit!, FormCode!));
        if (compared.IsRefused)
        {
            return NotFound();
        }

        Compared = compared.Value;
        return null;
    }

    private DateOnly? ReadDay()
    {
        switch (Compared.HasOneDay ? TypedChoice.First : chosenDay)
        {
            case TypedChoice.First:
                return Compared.HasOneDay ? null : Compared.FirstCompletedOn;
            case TypedChoice.Second:
                return Compared.SecondCompletedOn;
            case TypedChoice.Neither:
                var (day, fault) = typedDay.Read("The right day");
                if (fault is not null)
                {
                    ModelState.AddModelError(EntriesOnPage.DayName, fault);
                }

                return day;
            default:
                ModelState.AddModelError(EntriesOnPage.ChosenDayName, "Choose the right day of completion");
                return null;
        }
    }

    private void Check(LaidItem item, TypedChoice choice)
    {
        if (choice.Chosen is null)
        {
            ModelState.AddModelError(TypedChoice.NameOf(item.Code), $"{item.Label}: choose which entry is right");
        }
        else if (choice.Taken is null)
        {
            ModelState.AddModelError(TypedChoice.ReasonNameOf(item.Code), $"{item.Label}: say why neither entry is right");
        }
    }

    private IActionResult NotSettled(Refusal refusal)
    {
        switch (refusal)
        {
            case IdentifierSuspected suspected:
                IsIdentifierSuspected = true;
                ModelState.AddModelError(nameof(IdentifierReason), suspected.Message);
                return Again();
            case InvalidAnswers or EntriesNotSettled:
                var typed = new TypedForm(
                    Version: 0, choices.Values.Where(choice => choice.Text is not null).ToDictionary(choice => choice.Item, choice => choice.Text!, StringComparer.Ordinal), FilledForm.NoneMissing, typedDay);
                foreach (var fault in refusal.Faults)
                {
                    ModelState.AddModelError(NameOf(fault.Place), FormWords.Of(Layout, typed, fault));
                }

                return Again();
            default:
                return Refused(refusal);
        }
    }

    // A wrong answer of their own is named where it was typed; what does not go together, at the choice.
    private string NameOf(string place) => choices.TryGetValue(place, out var choice)
        ? choice.IsNeither ? TypedAnswer.NameOf(place) : TypedChoice.NameOf(place)
        : place == FilledForm.CompletedOnField && !Compared.HasOneDay ? EntriesOnPage.ChosenDayName : string.Empty;

    private TypedChoice ChoiceOf(EntryDifference pair) => choices.GetValueOrDefault(pair.Item) ?? TypedChoice.None(pair.Item);

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
