using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>Reads the full order of a need or talent as it stands.</summary>
internal sealed class ReadRanking(Store store, LoadLists lists)
{
    public async Task<RoundRanking> OfNeedAsync(GetNeedRankingRequest request, Caller caller, CancellationToken cancellation)
    {
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        const string own = "select exists (select 1 from round_need where round_id = @RoundId and need_id = @needId and (@official or organisation_code = @OrganisationCode))";
        var needId = Guid.Parse(request.NeedId);
        await using var connection = await store.OpenAsync(cancellation);
        var parameters = new { round.RoundId, needId, official = caller.Is(Roles.Official), caller.OrganisationCode };
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(own, parameters, cancellationToken: cancellation))
            ? await lists.OfNeedAsync(connection, round.RoundId, needId, caller, cancellation)
            : throw RoundErrors.NeedNotIn.ToException();
    }

    public async Task<RoundRanking> OfTalentAsync(GetTalentRankingRequest request, Caller caller, CancellationToken cancellation)
    {
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        if (caller.Is(Roles.Talent))
        {
            // Not another's, whoever asks.
            await GetTalent.FindAsync(store, request.TalentId, caller, cancellation);
        }

        await using var connection = await store.OpenAsync(cancellation);
        return await lists.OfTalentAsync(connection, round.RoundId, Guid.Parse(request.TalentId), caller, cancellation);
    }
}
