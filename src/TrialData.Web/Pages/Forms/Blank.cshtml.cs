using Microsoft.AspNetCore.Mvc;
using TrialData.Hosting;

namespace TrialData.Web.Pages.Forms;

/// <summary>A form without answers, to be printed and filled in by hand.</summary>
internal sealed class BlankModel(Door door) : FormPage(door)
{
    public async Task<IActionResult> OnGetAsync() => await FindFormAsync() ?? Page();
}
