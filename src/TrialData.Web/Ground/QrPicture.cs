using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace TrialData.Web.Ground;

/// <summary>A text as a picture that a telephone reads.</summary>
internal static class QrPicture
{
    private const int PixelsOfModule = 4;

    /// <param name="label">What the picture is, for whoever does not see it.</param>
    public static IHtmlContent Of(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(data);
        return new HtmlString(drawing.GetGraphic(PixelsOfModule)
            .Replace("<svg ", $"<svg role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(label)}\" ", StringComparison.Ordinal));
    }
}
