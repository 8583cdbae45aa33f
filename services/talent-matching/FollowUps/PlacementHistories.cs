using System.Data;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>One placement with all that was reported of it.</summary>
internal static class PlacementHistories
{
    public static async Task<PlacementHistory> GetAsync(Store store, TimeProvider clock, GetPlacementHistoryRequest request, Caller caller, CancellationToken cancellation)
    {
        const string own = $"""
            select exists (select from placement p left join talent t using (talent_id) where p.placement_id = @id and {PlacementSide.Condition})
            """;
        var side = PlacementSide.Of(caller);
        var parameters = new { id = Guid.Parse(request.PlacementId), party = side.Number, side.OrganisationCode, side.Subject };
        await using var connection = await store.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(own, parameters, cancellationToken: cancellation))
            ? await ReadAsync(connection, null, parameters.id, caller, clock.GetUtcNow(), cancellation)
            : throw PlacementErrors.NotFound.ToException();
    }

    /// <summary>As it stands within a change.</summary>
    public static Task<PlacementHistory> GetAsync(Change change, Guid placementId) =>
        ReadAsync(change.Connection, change.Transaction, placementId, change.Caller, change.Now, change.Cancellation);

    private static async Task<PlacementHistory> ReadAsync(
        NpgsqlConnection connection, IDbTransaction? transaction, Guid id, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        const string placementSql = $"{PlacementRow.Select} where p.placement_id = @id";
        const string followUpSql = $"{FollowUpRow.Select} where f.placement_id = @id order by f.months";
        const string leavingSql = "select party, left_on, reason, in_city, reported_at from placement_leaving where placement_id = @id order by party";
        var placement = await connection.QuerySingleAsync<PlacementRow>(Command(placementSql));
        var followUps = (await connection.QueryAsync<FollowUpRow>(Command(followUpSql))).AsList();
        var leavings = (await connection.QueryAsync<LeavingRow>(Command(leavingSql))).Select(row => row.ToMessage()).ToList();
        return new PlacementHistory
        {
            Placement = placement.ToMessage(caller),
            FollowUps = { followUps.Select(row => row.ToMessage(placement, caller, CityDays.Of(now))) },
            Leavings = { leavings },
            Disagreements =
            {
                Disagreements.Of(
                    leavings.Find(leaving => leaving.Party == PlacementParty.Firm),
                    leavings.Find(leaving => leaving.Party == PlacementParty.College),
                    LastDay(followUps, row => row.FirmEmployed),
                    LastDay(followUps, row => row.CollegeEmployed)),
            },
        };

        CommandDefinition Command(string sql) => new(sql, new { id }, transaction, cancellationToken: cancellation);
    }

    private static DateOnly? LastDay(List<FollowUpRow> rows, Func<FollowUpRow, bool?> employed) => rows.FindLast(row => employed(row) == true)?.DueOn;

    private sealed class LeavingRow
    {
        public short Party { get; init; }

        public DateOnly LeftOn { get; init; }

        public string Reason { get; init; } = "";

        public short InCity { get; init; }

        public DateTimeOffset ReportedAt { get; init; }

        public Leaving ToMessage() => new()
        {
            Party = (PlacementParty)Party, LeftDay = CityDays.Text(LeftOn), Reason = Reason, InCity = (Tristate)InCity, ReportTime = ReportedAt.ToTimestamp(),
        };
    }
}
