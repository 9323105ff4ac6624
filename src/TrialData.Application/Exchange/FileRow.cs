using System.Text.Unicode;
using CsvHelper;

namespace TrialData.Application.Exchange;

/// <summary>One record of a file, valid until the next is read.</summary>
public sealed class FileRow
{
    private readonly CsvReader csv;
    private string[]? fields;

    internal FileRow(CsvReader csv) => this.csv = csv;

    /// <summary>The line on which it starts; the header is on line 1, as an editor and a spreadsheet count.</summary>
    public long Number { get; private set; }

    public string[] Fields => fields ??= All();

    public string Text(int field) => csv.GetString(field);

    public ReadOnlySpan<byte> Bytes(int field) => csv.GetSpan(field);

    /// <summary>The record as it stands in the file, in UTF-8, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => csv.RawRecord;

    public int Count => csv.FieldCount;

    public bool HasQuotes => csv.RawRecord.Contains((byte)'"');

    internal bool IsUtf8 => Utf8.IsValid(csv.RawRecord);

    internal void Next() => (Number, fields) = (csv.LineNumber, null);

    private string[] All()
    {
        var all = new string[Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = csv.GetString(i);
        }

        return all;
    }
}
