using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

public sealed class ReadChallenges(Store store, Catalogue catalogue)
{
    // Kept to what the caller may see, as ChallengeRow.IsSeenBy has it.
    private const string Page = $"""
        {ChallengeRow.From}
        where (@after::uuid is null or c.challenge_id < @after)
          and (@state = 0 or c.state = @state)
          and (@industry = '' or c.industry = @industry)
          and (c.organisation_code = @own or c.published_at is not null or (@official and c.state <> 1))
          and (not @mine or c.organisation_code = @own
               or exists (select from challenge_proposal p where p.challenge_id = c.challenge_id and p.organisation_code = @own)
               or exists (select from challenge_evaluator e where e.challenge_id = c.challenge_id and e.round = c.round and e.account_id = @subject))
        order by c.challenge_id desc
        limit @limit
        """;

    public async Task<Challenge> GetAsync(GetChallengeRequest request, ServerCallContext call)
    {
        var id = Guid.Parse(request.ChallengeId);
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ChallengeRow>(
            new CommandDefinition($"{ChallengeRow.From} where c.challenge_id = @id", new { id }, cancellationToken: call.CancellationToken));
        return row?.IsSeenBy(caller) == true
            ? await ChallengeParts.WholeAsync(connection, id, caller, call.CancellationToken)
            : throw ChallengeErrors.NotFound.ToException();
    }

    public async Task<ListChallengesResponse> ListAsync(ListChallengesRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var industry = request.Industry.Length == 0 ? "" : catalogue.Industries.Find(request.Industry)?.Code ?? throw ChallengeErrors.IndustryUnknown.ToException();
        var query = $"challenges {request.State} {industry} {request.Mine} {caller.OrganisationCode} {caller.Subject}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ChallengeRow>(new CommandDefinition(Page, new
        {
            after = PageKeys.Id(after, 0),
            state = (int)request.State,
            industry,
            mine = request.Mine,
            own = caller.OrganisationCode,
            subject = caller.Subject,
            official = caller.Is(Roles.Official),
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        return new ListChallengesResponse
        {
            Challenges = { rows.Take(size).Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].ChallengeId.ToString()) : "",
        };
    }
}
