using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>Verifies a form or locks it, or takes either back, in the version that was seen.</summary>
internal sealed class MarkModel(Door door) : FormPage(door)
{
    [BindProperty(SupportsGet = true)]
    public FormMarkKind Kind { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public bool NeedsReason => Kind is FormMarkKind.Unverified or FormMarkKind.Unlocked;

    public string Heading => Kind switch
    {
        FormMarkKind.Verified => "Verify against the source",
        FormMarkKind.Unverified => "Take the verification back",
        FormMarkKind.Locked => "Lock",
        FormMarkKind.Unlocked => "Unlock",
    };

    public string Meaning => Kind switch
    {
        FormMarkKind.Verified => "You say that this form agrees with its source, as it stands below.",
        FormMarkKind.Unverified => "The form no longer counts as verified.",
        FormMarkKind.Locked => "Nobody can change, move or void the form until it is unlocked.",
        FormMarkKind.Unlocked => "Whoever fills the form in can change it again.",
    };

    // Another kind than these four is no page.
    protected override bool Opens() => base.Opens() && Enum.IsDefined(Kind) && Trial.May(Kind switch
    {
        FormMarkKind.Verified or FormMarkKind.Unverified => Permission.VerifySource,
        FormMarkKind.Locked => Permission.FreezeAndLock,
        FormMarkKind.Unlocked => Permission.ApproveUnlock,
    });

    public async Task<IActionResult> OnGetAsync()
    {
        var nothing = await FindSavedAsync();
        Version = nothing is null ? Saved.Version : 0;
        return nothing ?? Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindSavedAsync() is { } nothing)
        {
            return nothing;
        }

        if (NeedsReason && string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Enter the reason");
            return Page();
        }

        var marked = await MarkAsync();
        if (marked.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = $"{Heading}: {Layout.Label}.";
        return Redirect(FormAddress);
    }

    private Task<Outcome<FormMarked>> MarkAsync() => Kind switch
    {
        FormMarkKind.Verified => AskAsync<VerifyForm, FormMarked>(new(TrialCode, ParticipantId, At, Version, Reason)),
        FormMarkKind.Unverified => AskAsync<UnverifyForm, FormMarked>(new(TrialCode, ParticipantId, At, Version, Reason!)),
        FormMarkKind.Locked => AskAsync<LockForm, FormMarked>(new(TrialCode, ParticipantId, At, Version, Reason)),
        FormMarkKind.Unlocked => AskAsync<UnlockForm, FormMarked>(new(TrialCode, ParticipantId, At, Version, Reason!)),
    };
}
