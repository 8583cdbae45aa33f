using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Placements;

/// <summary>A firm offers a seat: in the placement that a collaboration opened for it, or in a new one.</summary>
internal static class OfferPlacement
{
    public static async Task<Placement> RunAsync(Change change, OfferPlacementRequest request)
    {
        // The need's lock orders all that happens to its seats and placements.
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        MustHaveSeat(need);
        var talentId = Guid.Parse(request.TalentId);
        await MustBeFreeAsync(change, talentId);
        var placementId = await OfferAsync(change, need, talentId);
        change.Audit("placement.offered", "placement", placementId.ToString(), new { request.NeedId, request.TalentId });
        return (await PlacementRow.GetAsync(change, placementId)).ToMessage(change.Caller);
    }

    private static void MustHaveSeat(NeedRow need)
    {
        if (need.NeedState == TalentNeedState.Closed)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        if (need.PlacedCount >= need.Headcount)
        {
            throw PlacementErrors.SeatsTaken.ToException();
        }
    }

    private static async Task MustBeFreeAsync(Change change, Guid id)
    {
        const string sql = $"select t.placed from talent t where t.talent_id = @id and {TalentVisibility.Condition}";
        var visibility = new TalentVisibility(false, null, change.Caller.OrganisationCode);
        var placed = await change.QuerySingleOrDefaultAsync<bool?>(sql, new { id, visibility.Every, visibility.CollegeCode, visibility.FirmCode })
            ?? throw TalentErrors.NotFound.ToException();
        if (placed)
        {
            throw PlacementErrors.TalentPlaced.ToException();
        }
    }

    private static async Task<Guid> OfferAsync(Change change, NeedRow need, Guid talentId)
    {
        const string live = """
            select placement_id, state from placement
            where need_id = @NeedId and (talent_id = @talentId and state in (1, 2, 3) or talent_id is null and state = 1)
            order by (talent_id is null), placement_id limit 1 for update
            """;
        if (await change.QuerySingleOrDefaultAsync<Live>(live, new { need.NeedId, talentId }) is not { } opened)
        {
            const string insert = """
                insert into placement (placement_id, need_id, talent_id, organisation_code, state, created_at)
                values (@id, @NeedId, @talentId, @OrganisationCode, 2, @Now)
                """;
            var id = change.NewId();
            await change.ExecuteAsync(insert, new { id, need.NeedId, talentId, need.OrganisationCode, change.Now });
            return id;
        }

        if (PlacementStates.After((PlacementState)opened.State, PlacementStep.Offer) is not { } next)
        {
            throw PlacementErrors.AlreadyOffered.ToException();
        }

        const string offer = "update placement set talent_id = @talentId, state = @next, version = version + 1 where placement_id = @PlacementId";
        await change.ExecuteAsync(offer, new { talentId, next = (short)next, opened.PlacementId });
        return opened.PlacementId;
    }

    private sealed record Live(Guid PlacementId, short State);
}
