using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.FollowUps;

namespace Platform.TalentMatching.Retention;

/// <summary>Early leavings by kind of reason.</summary>
internal sealed class GetLeavings(Store store, LeavingReasons reasons)
{
    private const string Sql = $"""
        select l.reason, count(*) as leavings
        from placement p
        cross join lateral (
            select reason, left_on from placement_leaving where placement_id = p.placement_id order by party desc limit 1
        ) l
        where {RetentionScope.Condition} and l.left_on < (p.started_on + interval '24 months')::date
        group by l.reason
        """;

    public async Task<LeavingTable> RunAsync(Caller caller, Language language, CancellationToken cancellation)
    {
        var scope = RetentionScope.Of(caller);
        await using var connection = await store.OpenAsync(cancellation);
        var found = (await connection.QueryAsync<(string Reason, long Leavings)>(new CommandDefinition(Sql, new { scope.CollegeCode, scope.FirmCode }, cancellationToken: cancellation))).AsList();
        var kinds = Enum.GetValues<LeavingKind>().Where(kind => kind != LeavingKind.Unspecified).ToList();
        var counts = kinds.ConvertAll(kind => found.Where(one => (reasons.Find(one.Reason)?.Kind ?? LeavingKind.Other) == kind).Sum(one => one.Leavings));
        var (hidden, closed) = Hide(counts);
        return new LeavingTable
        {
            Definitions = { RetentionTexts.Leavings(language) },
            Rows = { kinds.Select((kind, i) => new LeavingRow { Kind = kind, Suppressed = hidden[i], Leavings = hidden[i] ? 0 : counts[i] }) },
            Total = closed ? 0 : counts.Sum(),
            TotalSuppressed = closed,
        };
    }

    /// <summary>By the same rule as retention, with one figure a group.</summary>
    public static (IReadOnlyList<bool> Groups, bool Total) Hide(IReadOnlyList<long> counts)
    {
        var finding = Suppression.Of([.. counts.Select(count => new Counts(count, count, count))]);
        return (finding.Groups.Select(one => one || finding.Total).ToList(), finding.Total);
    }
}
