using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Runs and their matches; simulations are the officials'.</summary>
internal static class ReadRuns
{
    public static async Task<ListRoundRunsResponse> ListAsync(Store store, GetRoundRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"{RunRow.Select} where u.round_id = @RoundId and (@official or u.kind <> 1) order by u.run_id desc limit 200";
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<RunRow>(new CommandDefinition(sql, new { round.RoundId, official = caller.Is(Roles.Official) }, cancellationToken: cancellation));
        return new ListRoundRunsResponse { Runs = { rows.Select(row => row.ToMessage()) } };
    }

    public static async Task<ListRoundMatchesResponse> MatchesAsync(Store store, ListRoundMatchesRequest request, Caller caller, CancellationToken cancellation)
    {
        const string run = "select exists (select 1 from round_run where run_id = @runId and (@official or kind <> 1))";
        const string sql = $"""
            {MatchRow.Select}
            where m.run_id = @runId and (@firm::text is null or n.organisation_code = @firm) and (@college::text is null or t.college_code = @college) and (@account::text is null or t.account_id = @account)
              and (@afterNeed::uuid is null or (m.need_id, m.talent_place) > (@afterNeed, @afterPlace))
            order by m.need_id, m.talent_place limit @limit
            """;
        var (runId, official) = (Guid.Parse(request.RunId), caller.Is(Roles.Official));
        var query = $"round-matches|{runId}|{caller.OrganisationCode}";
        var keys = PageToken.Decode(request.PageToken, query, 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(run, new { runId, official }, cancellationToken: cancellation)))
        {
            throw RoundErrors.RunNotFound.ToException();
        }

        var rows = (await connection.QueryAsync<MatchRow>(new CommandDefinition(sql, new
        {
            runId,
            account = caller.Is(Roles.Talent) ? caller.Subject : null,
            firm = official || caller.Is(Roles.University) || caller.Is(Roles.Talent) ? null : caller.OrganisationCode,
            college = caller.Is(Roles.University) && !official ? caller.OrganisationCode : null,
            afterNeed = PageKeys.Id(keys, 0),
            afterPlace = PageKeys.Number(keys, 1) ?? 0,
            limit = size + 1,
        }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListRoundMatchesResponse
        {
            Matches = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].NeedId.ToString(), page[^1].TalentPlace.ToString(System.Globalization.CultureInfo.InvariantCulture)) : "",
        };
    }
}
