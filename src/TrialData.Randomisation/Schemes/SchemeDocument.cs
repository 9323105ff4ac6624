using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>What a commitment is made over beside the secret: everything that an allocation follows from, and whose it is.</summary>
/// <param name="Trial">The trial's code.</param>
/// <param name="SchemeId">The name under which the scheme's draws are made.</param>
/// <param name="Design">The design.</param>
/// <param name="TakesNonce">
/// Whether a second person's nonce is mixed into the secret (<see cref="DrawKey"/>). It belongs to what is committed to, so that
/// leaving the nonce out is noticed.
/// </param>
public sealed record SchemeDocument(string Trial, string SchemeId, SchemeDesign Design, bool TakesNonce)
{
    /// <summary>The document as canonical JSON, ready for <see cref="Commitment"/>.</summary>
    /// <returns><c>{"nonce":true,"scheme":{…},"trial":"…"}</c>; without <c>nonce</c> where none is taken.</returns>
    public string ToCanonicalJson()
    {
        var json = new JsonObject { ["scheme"] = Design.ToJson(SchemeId), ["trial"] = Trial };
        if (TakesNonce)
        {
            json["nonce"] = true;
        }

        return Commitment.Canonical(json.ToJsonString());
    }

    /// <summary>Reads a document that was committed to.</summary>
    /// <param name="json">The document, also of the first form, which has the factors beside the scheme under <c>stratifyBy</c>.</param>
    /// <param name="list">The rows, where the scheme is an uploaded list.</param>
    /// <returns>The document, or every fault.</returns>
    public static SchemeReading<SchemeDocument> Read(string json, IReadOnlyList<ListRow>? list = null) => Read(json, list, conceals: false);

    /// <summary>Reads a document that was committed to; of an uploaded list only what is known without its rows (<see cref="ConcealedList"/>).</summary>
    /// <param name="json">The document, as in <see cref="Read(string, IReadOnlyList{ListRow}?)"/>.</param>
    /// <returns>The document, or every fault.</returns>
    public static SchemeReading<SchemeDocument> ReadConcealed(string json) => Read(json, list: null, conceals: true);

    /// <summary>Reads a design alone, as it stands in a file before it is sealed.</summary>
    /// <param name="json">The <c>scheme</c> of <see cref="ToCanonicalJson"/>, in any layout; <c>schemeId</c> may be missing, and a <c>$schema</c> for editors may be there.</param>
    /// <param name="list">The rows, where the scheme is an uploaded list.</param>
    /// <returns>The design, or every fault.</returns>
    public static SchemeReading<SchemeDesign> ReadDesign(string json, IReadOnlyList<ListRow>? list = null) => DesignCursor.Read(json, cursor =>
    {
        foreach (var passedOver in new[] { "schemeId", "$schema" }.Where(cursor.Has))
        {
            cursor.Text(passedOver);
        }

        return new SchemeReader(list, []).Design(cursor);
    });

    private static SchemeReading<SchemeDocument> Read(string json, IReadOnlyList<ListRow>? list, bool conceals) => DesignCursor.Read(json, cursor =>
    {
        var reader = new SchemeReader(list, cursor.Texts("stratifyBy"), conceals, isSealed: true);
        var (trial, takesNonce) = (cursor.Text("trial"), cursor.Flag("nonce"));
        return cursor.Object("scheme", scheme =>
        {
            var schemeId = scheme.Text("schemeId");
            return reader.Design(scheme) is { } design ? new SchemeDocument(trial, schemeId, design, takesNonce) : null;
        });
    });
}

/// <summary>What reading gave.</summary>
/// <typeparam name="T">What was to be read.</typeparam>
/// <param name="Value">What was read; null if there are faults.</param>
/// <param name="Faults">Every fault; empty if there is a value.</param>
public sealed record SchemeReading<T>(T? Value, IReadOnlyList<DesignFault> Faults)
    where T : class;
