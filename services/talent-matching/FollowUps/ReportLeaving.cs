using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>
/// One side reports that the talent left. The placement is LEFT with the first report; only the college's (or the talent's own) makes
/// the talent free to be matched anew, as a firm does not speak for where somebody goes. The seat stays used: a firm that wants
/// another posts a new need.
/// </summary>
internal sealed class ReportLeaving(LeavingReasons reasons)
{
    public async Task<PlacementHistory> RunAsync(Change change, ReportLeavingRequest request)
    {
        if (reasons.Find(request.Reason) is null)
        {
            throw FollowUpErrors.ReasonUnknown.ToException();
        }

        var (side, placement) = await PlacementSide.LockAsync(change, request.PlacementId);
        var next = PlacementStates.After((PlacementState)placement.State, PlacementStep.Leave) ?? throw PlacementErrors.WrongState.ToException();
        if (CityDays.Parse(request.LeftDay) is not { } leftOn || leftOn < placement.StartedOn || leftOn > CityDays.Of(change.Now))
        {
            throw FollowUpErrors.LeftDay.ToException();
        }

        await MustAgreeWithAnswersAsync(change, placement, side, leftOn);
        const string report = """
            insert into placement_leaving (placement_id, party, left_on, reason, in_city, reported_at) values (@PlacementId, @Number, @leftOn, @Reason, @inCity, @Now)
            on conflict (placement_id, party) do update
            set left_on = excluded.left_on, reason = excluded.reason, in_city = excluded.in_city, reported_at = excluded.reported_at
            """;
        await change.ExecuteAsync(report, new { placement.PlacementId, side.Number, leftOn, request.Reason, inCity = (short)request.InCity, change.Now });
        await StoreAsync(change, placement, next);
        if (side.Party == PlacementParty.College)
        {
            await FreeTalentAsync(change, placement.TalentId!.Value);
        }

        change.Audit("placement.left", "placement", request.PlacementId, new { Party = side.Number, request.Reason });
        PlacementNews.Left(change, placement, side.Party == PlacementParty.Firm);
        return await PlacementHistories.GetAsync(change, placement.PlacementId);
    }

    /// <summary>The same side's answers: employed only before the leaving, not employed only from it on.</summary>
    private static async Task MustAgreeWithAnswersAsync(Change change, PlacementRow placement, PlacementSide side, DateOnly leftOn)
    {
        const string sql = """
            select exists (select from placement_report r join placement_follow_up f using (placement_id, months)
                where r.placement_id = @PlacementId and r.party = @Number and r.employed = (f.due_on >= @leftOn))
            """;
        if (await change.ExecuteScalarAsync<bool>(sql, new { placement.PlacementId, side.Number, leftOn }))
        {
            throw FollowUpErrors.Contradicts.ToException();
        }
    }

    /// <summary>The state, with the earliest day that is reported.</summary>
    public static Task StoreAsync(Change change, PlacementRow placement, PlacementState state) => change.ExecuteAsync(
        """
        update placement set state = @state, version = version + 1,
            left_on = (select min(l.left_on) from placement_leaving l where l.placement_id = @PlacementId)
        where placement_id = @PlacementId
        """,
        new { state = (short)state, placement.PlacementId });

    /// <summary>Not where it is placed elsewhere since.</summary>
    private static async Task FreeTalentAsync(Change change, Guid talentId)
    {
        const string sql = """
            update talent t set placed = false where t.talent_id = @talentId and t.placed
                and not exists (select from placement p where p.talent_id = @talentId and p.state = 3)
            """;
        if (await change.ExecuteAsync(sql, new { talentId }) > 0)
        {
            await ShortlistQueue.AddAllOpenAsync(change);
        }
    }
}
