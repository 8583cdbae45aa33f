using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;
using Platform.TalentMatching.Privacy;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>A college enters talents of its own who consented, all of them or none; or a talent itself.</summary>
internal static class EnterTalents
{
    public static async Task<EnterTalentsResponse> RunAsync(Change change, EnterTalentsRequest request)
    {
        var round = await RoundRow.LockSharedAsync(change, request.RoundId);
        EnterNeed.MustRegister(round, change.Now);
        if (!request.TalentsConsented)
        {
            throw RoundErrors.ConsentMissing.ToException();
        }

        const string own = $"select t.talent_id, t.placed from talent t where t.talent_id = any(@ids) and {OwnTalent.Condition} order by t.talent_id for share of t";
        var ids = request.TalentIds.Select(Guid.Parse).ToArray();
        var found = await change.QueryAsync<Own>(own, new { ids, change.Caller.OrganisationCode, change.Caller.Subject });
        if (found.Count < ids.Distinct().Count())
        {
            throw TalentErrors.NotFound.ToException();
        }

        if (found.Any(talent => talent.Placed))
        {
            throw PlacementErrors.TalentPlaced.ToException();
        }

        const string sql = """
            insert into round_talent (round_id, talent_id, consented_at) select @RoundId, id, @Now from unnest(@ids) id
            on conflict (round_id, talent_id) do update set left_at = null, consented_at = excluded.consented_at where round_talent.left_at is not null
            """;
        var entered = await change.ExecuteAsync(sql, new { round.RoundId, change.Now, ids = found.Select(talent => talent.TalentId).ToArray() });
        await Consents.ForRoundAsync(change, round.RoundId, [.. found.Select(talent => talent.TalentId)]);
        change.Audit("round.talents-entered", "round", request.RoundId, new { entered, consented = true });
        return new EnterTalentsResponse { Entered = entered };
    }

    private sealed record Own(Guid TalentId, bool Placed);
}
