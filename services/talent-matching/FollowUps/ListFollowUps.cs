using System.Globalization;
using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>Follow-ups of the caller's needs or talents; officials see all. The earliest due first.</summary>
internal static class ListFollowUps
{
    // What Disagreements says of two answers.
    private const string Disagreeing = """
        (firm.employed <> college.employed or firm.in_city <> college.in_city and firm.in_city <> 0 and college.in_city <> 0)
        """;

    private const string Awaited = $"""
        (p.state in (3, 7) and t.erased_at is null and f.due_on <= @today and (@party <> 2 and not {FollowUpRow.FirmHasAnswered} or @party <> 1 and college.party is null))
        """;

    private const string Sql = $"""
        {FollowUpRow.Select}
        where {PlacementSide.Condition} and (not @Awaited or {Awaited}) and (not @Disagreeing or {Disagreeing})
          and (@day::date is null or (f.due_on, f.placement_id, f.months) > (@day, @id, @months))
        order by f.due_on, f.placement_id, f.months limit @limit
        """;

    public static async Task<ListFollowUpsResponse> RunAsync(Store store, TimeProvider clock, ListFollowUpsRequest request, Caller caller, CancellationToken cancellation)
    {
        var side = PlacementSide.Of(caller);
        var query = $"follow-ups|{side.Number}|{side.OrganisationCode}|{side.Subject}|{request.Awaited}|{request.Disagreeing}";
        var keys = PageToken.Decode(request.PageToken, query, 3);
        var (today, size) = (CityDays.Of(clock.GetUtcNow()), PageSize.Of(request.PageSize));
        var parameters = new
        {
            party = side.Number, side.OrganisationCode, side.Subject, request.Awaited, request.Disagreeing, today,
            day = PageKeys.Day(keys, 0), id = PageKeys.Id(keys, 1), months = (short?)PageKeys.Number(keys, 2), limit = size + 1,
        };
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<FollowUpRow>(new CommandDefinition(Sql, parameters, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        const string placements = $"{PlacementRow.Select} where p.placement_id = any(@ids)";
        var ids = page.Select(row => row.PlacementId).Distinct().ToArray();
        var known = (await connection.QueryAsync<PlacementRow>(new CommandDefinition(placements, new { ids }, cancellationToken: cancellation)))
            .ToDictionary(placement => placement.PlacementId);
        return new ListFollowUpsResponse
        {
            FollowUps = { page.Select(row => row.ToMessage(known[row.PlacementId], caller, today)) },
            NextPageToken = rows.Count > size ? Token(query, page[^1]) : "",
        };
    }

    private static string Token(string query, FollowUpRow last) =>
        PageToken.Encode(query, CityDays.Text(last.DueOn), last.PlacementId.ToString(), last.Months.ToString(CultureInfo.InvariantCulture));
}
