using Microsoft.AspNetCore.Http.Features;

namespace TrialData.Web.Ground;

/// <summary>How much can be sent to a page at once.</summary>
internal static class PageSize
{
    /// <summary>A form whose texts fill a hundred sheets fits.</summary>
    public const int MostBytes = 1024 * 1024;

    public static void UsePageSize(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.ContentLength > MostBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most)
        {
            most.MaxRequestBodySize = MostBytes;
        }

        if (context.Request.ContentLength is null && context.Request.HasFormContentType && !await IsReadAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await next(context);
    });

    // A body that does not say how long it is shows it while it is read: here, because the check of the form's token would call it forged.
    private static async Task<bool> IsReadAsync(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return false;
        }
    }
}
