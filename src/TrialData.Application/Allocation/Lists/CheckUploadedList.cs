using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Lists;

/// <summary>Checks a list against the plan that it is meant to follow, before it is sealed. It asks no store.</summary>
/// <param name="Design">The plan as JSON: arms, factors with all levels, and block sizes and rows of a stratum where they are known.</param>
/// <param name="List">The list as CSV.</param>
[OpenToAll]
public sealed record CheckUploadedList(string Design, string List)
{
    public override string ToString() => nameof(CheckUploadedList);
}

/// <param name="Fingerprint">Of the rows, to be compared with that of whoever made the list; null where they cannot be read.</param>
/// <param name="Faults">Every fault, the first in each stratum where one makes others follow.</param>
/// <param name="Warnings">Of a list without faults: what is worth a look before it is sealed.</param>
public sealed record CheckedList(int Rows, int Strata, string? Fingerprint, IReadOnlyList<ListFinding> Faults, IReadOnlyList<ListFinding> Warnings);

public sealed class CheckUploadedListHandler : IUseCase<CheckUploadedList, CheckedList>
{
    public Task<Outcome<CheckedList>> HandleAsync(CheckUploadedList request, CancellationToken cancellation) => Task.FromResult(Check(request));

    private static Outcome<CheckedList> Check(CheckUploadedList request)
    {
        var reading = ListPlan.Read(request.Design);
        if (reading.Value is not { } plan)
        {
            return InvalidDesign.Of(reading.Faults);
        }

        var list = ListText.Read(request.List, plan.StratifyBy);
        if (list.Faults.Count > 0)
        {
            return new CheckedList(list.Rows.Count, 0, Fingerprint: null, list.Faults, []);
        }

        var faults = list.Against(plan);
        return new CheckedList(
            list.Rows.Count, StrataOf(list.Rows, plan), ListRow.Fingerprint(list.Rows, plan.StratifyBy), faults, faults.Count > 0 ? [] : list.WarningsOf(plan));
    }

    private static int StrataOf(IEnumerable<ListRow> rows, ListPlan plan) =>
        rows.Select(row => string.Join('\n', plan.StratifyBy.Select(factor => row.Levels[factor.Name]))).Distinct(StringComparer.Ordinal).Count();
}
