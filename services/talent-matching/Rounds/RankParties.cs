using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>Stores a party's own order of the other side, and whom it strikes.</summary>
internal sealed class RankParties(LoadLists lists)
{
    public async Task<RoundRanking> TalentsAsync(Change change, RankTalentsRequest request)
    {
        var round = await OpenAsync(change, request.RoundId);
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        const string taking = "select talent_id from round_talent where round_id = @RoundId and talent_id = any(@ids) and left_at is null";
        const string store = "update round_need set named = @named, struck = @struck where round_id = @RoundId and need_id = @id and left_at is null";
        if (await StoreAsync(change, round, taking, store, need.NeedId, request.TalentIds, request.StruckTalentIds) == 0)
        {
            throw RoundErrors.NeedNotIn.ToException();
        }

        change.Audit("round.talents-ranked", "round", request.RoundId, new { request.NeedId, named = request.TalentIds.Count, struck = request.StruckTalentIds.Count });
        return await lists.OfNeedAsync(change.Connection, round.RoundId, need.NeedId, change.Caller, change.Cancellation);
    }

    public async Task<RoundRanking> NeedsAsync(Change change, RankNeedsRequest request)
    {
        var round = await OpenAsync(change, request.RoundId);
        const string taking = "select need_id from round_need where round_id = @RoundId and need_id = any(@ids) and left_at is null";
        const string store = $"""
            update round_talent r set named = @named, struck = @struck from talent t
            where r.round_id = @RoundId and r.talent_id = @id and r.left_at is null and t.talent_id = r.talent_id and {OwnTalent.Condition}
            """;
        var talentId = Guid.Parse(request.TalentId);
        if (await StoreAsync(change, round, taking, store, talentId, request.NeedIds, request.StruckNeedIds) == 0)
        {
            throw RoundErrors.TalentNotIn.ToException();
        }

        change.Audit("round.needs-ranked", "round", request.RoundId, new { request.TalentId, named = request.NeedIds.Count, struck = request.StruckNeedIds.Count });
        return await lists.OfTalentAsync(change.Connection, round.RoundId, talentId, change.Caller, change.Cancellation);
    }

    private static async Task<RoundRow> OpenAsync(Change change, string roundId)
    {
        var round = await RoundRow.LockSharedAsync(change, roundId);
        if (round.RoundState != RoundState.Ranking)
        {
            throw RoundErrors.WrongState.ToException();
        }

        return change.Now < round.RankingUntil ? round : throw RoundErrors.RankingOver.ToException();
    }

    /// <returns>How many rows it changed: none where the party is not the caller's or not in the round.</returns>
    private static async Task<int> StoreAsync(
        Change change, RoundRow round, string taking, string store, Guid id, IReadOnlyCollection<string> namedIds, IReadOnlyCollection<string> struckIds)
    {
        var (named, struck) = (namedIds.Select(Guid.Parse).ToArray(), struckIds.Select(Guid.Parse).ToArray());
        Guid[] ids = [.. named, .. struck];
        if (ids.Distinct().Count() < ids.Length)
        {
            throw RoundErrors.RankingRepeated.ToException();
        }

        var known = (await change.QueryAsync<Guid>(taking, new { round.RoundId, ids })).ToHashSet();
        if (Array.FindIndex(ids, other => !known.Contains(other)) is >= 0 and var stranger)
        {
            throw RoundErrors.Stranger(stranger + 1).ToException();
        }

        return await change.ExecuteAsync(store, new { round.RoundId, id, named, struck, change.Caller.OrganisationCode, change.Caller.Subject });
    }
}
