namespace TrialData.Randomisation;

/// <summary>Replays a whole ledger from the revealed secret: from a file, without a database.</summary>
/// <remarks>
/// The secret must give the commitment, and every allocation must follow from scheme, secret, nonce and the entries before, column by
/// column; nobody is allocated twice, and no downtime slot is used twice. Clusters come first, all of them, and everybody has the arm of
/// the own cluster. The chain of hashes holds the columns that follow from
/// nothing (participant, time, reason): a person who can write every hash anew is only found out by a <see cref="LedgerHead"/> noted
/// elsewhere.
/// </remarks>
public static class LedgerReplay
{
    /// <summary>Verifies a ledger.</summary>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="secret">The revealed secret, 32 bytes.</param>
    /// <param name="head">The end of the ledger as noted elsewhere; null if nobody did. The ledger may have grown since.</param>
    /// <param name="list">The rows, where the scheme is an uploaded list.</param>
    /// <returns>The first fault, by line, entry and column; none if everything follows.</returns>
    public static LedgerVerdict Verify(IEnumerable<string> lines, ReadOnlyMemory<byte> secret, LedgerHead? head = null, IReadOnlyList<ListRow>? list = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        using var each = lines.GetEnumerator();
        var (opened, fault) = LedgerOpening.Of(each.MoveNext() ? each.Current : "", secret, list);
        if (opened is null)
        {
            return new LedgerVerdict(new LedgerHead(0, ""), fault);
        }

        using var draws = opened.Draws;
        var history = new LedgerHistory(opened.Document, draws);
        var end = new LedgerHead(0, opened.Header.Hash);
        if (OtherThanNoted(head, end, line: 1) is { } other)
        {
            return new LedgerVerdict(end, other);
        }

        var (line, earlier, isEarlier) = (1, 0L, true);
        while (each.MoveNext())
        {
            line++;
            var found = isEarlier ? FaultInEarlier(each.Current, line, history, out isEarlier) : null;
            if (!isEarlier)
            {
                found = FaultIn(each.Current, line, end, history, out end) ?? OtherThanNoted(head, end, line);
            }

            if (found is not null)
            {
                return new LedgerVerdict(end, found) { Earlier = earlier };
            }

            earlier += isEarlier ? 1 : 0;
        }

        if (history.Unfinished is { } missing)
        {
            return new LedgerVerdict(end, new LedgerFault(line + 1, end.Entries + 1, missing.Column, missing.Found, missing.Expected, missing.Reason));
        }

        var cut = head is null || (head.Entries >= 0 && head.Entries <= end.Entries)
            ? null
            : new LedgerFault(line, end.Entries, "head", $"{end}", $"{head}", "the ledger ends before the entry that was noted as its end");
        return new LedgerVerdict(end, cut) { Earlier = earlier };
    }

    private static LedgerFault? OtherThanNoted(LedgerHead? head, LedgerHead end, int line) => head is null || head.Entries != end.Entries || head == end
        ? null
        : new LedgerFault(line, end.Entries, "head", $"{end}", $"{head}", "the entry that was noted as the ledger's end has the hash that was noted");

    private static LedgerFault? FaultInEarlier(string text, int line, LedgerHistory history, out bool isEarlier)
    {
        isEarlier = true;
        try
        {
            if (LedgerFile.ReadEarlier(text) is not { } earlier)
            {
                isEarlier = false;
                return null;
            }

            return history.Take(earlier) is { } column ? new LedgerFault(line, null, column.Column, column.Found, column.Expected, column.Reason) : null;
        }
        catch (FormatException fault)
        {
            return new LedgerFault(line, null, "line", text, "an earlier allocation in canonical form", fault.Message.TrimEnd('.'));
        }
    }

    private static LedgerFault? FaultIn(string text, int line, LedgerHead before, LedgerHistory history, out LedgerHead after)
    {
        after = before;
        LedgerEntry entry;
        try
        {
            entry = LedgerFile.ReadEntry(text);
        }
        catch (FormatException fault)
        {
            return new LedgerFault(line, null, "line", text, "an entry in canonical form", fault.Message.TrimEnd('.'));
        }

        var column = entry.Sequence != before.Entries + 1
            ? ColumnFault.Of("sequence", entry.Sequence, before.Entries + 1, "entries are counted without gaps")
            : history.Take(entry)
                ?? ColumnFault.Of("previous", entry.Previous, before.Hash, "each entry is chained to the line before")
                ?? ColumnFault.Of("hash", entry.Hash, entry.Sealed().Hash, "the hash is that of the other columns");
        if (column is not null)
        {
            return new LedgerFault(line, entry.Sequence, column.Column, column.Found, column.Expected, column.Reason);
        }

        after = new LedgerHead(entry.Sequence, entry.Hash);
        return null;
    }
}

/// <summary>What a ledger's header opens: document and draws.</summary>
internal sealed record LedgerOpening(LedgerHeader Header, SchemeDocument Document, SealedDraws Draws)
{
    internal static (LedgerOpening? Opened, LedgerFault? Fault) Of(string line, ReadOnlyMemory<byte> secret, IReadOnlyList<ListRow>? list)
    {
        LedgerHeader header;
        try
        {
            header = LedgerFile.ReadHeader(line);
        }
        catch (FormatException fault)
        {
            return Refused("line", line, "a header in canonical form", fault.Message.TrimEnd('.'));
        }

        var commitment = Commitment.Of(header.Document, secret.Span);
        if (commitment != header.Commitment)
        {
            return Refused("commitment", header.Commitment, commitment, "document and secret are not those that were committed to");
        }

        var reading = SchemeDocument.Read(header.Document, list);
        if (reading.Value is not { } document)
        {
            return Refused("document", header.Document, "a scheme of this program", string.Join("; ", reading.Faults));
        }

        if (document.TakesNonce != header.Nonce is not null || (header.Nonce is { } hex && !IsNonce(hex)))
        {
            return Refused("nonce", header.Nonce ?? "", document.TakesNonce ? "a nonce in hexadecimal" : "", "the document says whether a nonce is mixed in");
        }

        if (document.Design is UploadedList uploaded && uploaded.DigestUnder(secret.Span) is var digest && digest != uploaded.Digest)
        {
            return Refused("document", uploaded.Digest, digest, "the list is not the one that was committed to");
        }

        var key = header.Nonce is { } nonce ? DrawKey.Of(secret.Span, Convert.FromHexString(nonce)) : secret;
        return (new LedgerOpening(header, document, new SealedDraws(key, document.SchemeId)), null);
    }

    private static bool IsNonce(string hex) => hex.Length is >= 2 * DrawKey.ShortestNonce and <= 2 * DrawKey.LongestNonce
        && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigitLower);

    private static (LedgerOpening?, LedgerFault) Refused(string field, string found, string expected, string reason) =>
        (null, new LedgerFault(1, null, field, found, expected, reason));
}
