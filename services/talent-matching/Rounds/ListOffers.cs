using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Offers of a round, newest first, each party its own.</summary>
internal static class ListOffers
{
    public static async Task<ListRoundOffersResponse> RunAsync(Store store, ListRoundOffersRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {OfferRow.Select}
            where f.round_id = @RoundId and (@firm::text is null or n.organisation_code = @firm) and (@college::text is null or t.college_code = @college) and (@account::text is null or t.account_id = @account)
              and (@State = 0 or f.state = @State) and (@after::uuid is null or f.offer_id < @after)
            order by f.offer_id desc limit @limit
            """;
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        var query = $"round-offers|{round.RoundId}|{caller.OrganisationCode}|{(int)request.State}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        var official = caller.Is(Roles.Official);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<OfferRow>(new CommandDefinition(sql, new
        {
            round.RoundId,
            account = caller.Is(Roles.Talent) ? caller.Subject : null,
            firm = official || caller.Is(Roles.University) || caller.Is(Roles.Talent) ? null : caller.OrganisationCode,
            college = caller.Is(Roles.University) && !official ? caller.OrganisationCode : null,
            State = (short)request.State,
            after,
            limit = size + 1,
        }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListRoundOffersResponse
        {
            Offers = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].OfferId.ToString()) : "",
        };
    }
}
