using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Reporting;

/// <summary>A review of access as CSV: one row for each role and each token of an account, one for an account that has neither.</summary>
public static class AccessCsv
{
    private static readonly string[] Header =
    [
        "account", "email", "state", "stale", "created_at", "expires_on", "last_signed_in_at", "last_used_at", "second_factor",
        "role", "trial", "site", "trained_on", "granted_by", "granted_at", "role_expires_on", "duties", "token", "token_expires_at", "token_last_used_at",
    ];

    public static string Of(AccessReview review) => CsvText.Write(Header, review.Accounts.SelectMany(RowsOf));

    private static IEnumerable<IEnumerable<string>> RowsOf(ReviewedAccount account)
    {
        string[] first =
        [
            account.Name, account.Email ?? "", account.State.ToString(), account.IsStale ? "1" : "0", Text(account.CreatedAt), Text(account.ExpiresOn),
            Text(account.LastSignedInAt), Text(account.LastUsedAt), account.HasSecondFactor ? "1" : "0",
        ];
        string[] noRole = ["", "", "", "", "", "", "", ""];
        string[] noToken = ["", "", ""];
        var roles = account.Roles.Select(role => (IEnumerable<string>)
        [
            .. first, RoleNames.Of(role.Role), role.Trial ?? "", role.Site ?? "", Text(role.TrainedOn), role.GrantedBy ?? "", Text(role.GrantedAt),
            Text(role.ExpiresOn), DutyNames.Of(role.Duties) ?? "", .. noToken,
        ]);
        var tokens = account.Tokens.Select(token => (IEnumerable<string>)[.. first, .. noRole, token.Name, Text(token.ExpiresAt), Text(token.LastUsedAt)]);
        return roles.Concat(tokens).DefaultIfEmpty([.. first, .. noRole, .. noToken]);
    }

    private static string Text(DateOnly? day) => AuditHash.Text(day) ?? "";

    private static string Text(DateTimeOffset? instant) => instant is { } at ? AuditHash.Text(at) : "";
}
