using System.Globalization;
using CsvHelper;

namespace TrialData.Application.Reporting;

/// <summary>A table as CSV: UTF-8, commas, CRLF (RFC 4180).</summary>
internal static class CsvText
{
    private const string Formulas = "=@+-\t\r";

    // A table of numbers has negative ones.
    public const string FormulasAmongNumbers = "=@+\t\r";

    /// <param name="formulaBeginnings">Letters that a spreadsheet takes for the beginning of a formula; a field that begins so is escaped.</param>
    public static string Write(string[] header, IEnumerable<IEnumerable<string>> rows, string formulaBeginnings = Formulas)
    {
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, InjectionCharacters = formulaBeginnings };
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, options, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header))
            {
                foreach (var field in row)
                {
                    csv.WriteField(field);
                }

                csv.EndRecord();
            }
        }

        return text.ToString();
    }
}
