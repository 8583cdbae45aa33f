using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>The college answers for its talent: an accepted offer becomes a placement, a declined one gives the seat to the next.</summary>
internal static class AnswerOffer
{
    public static async Task<RoundOffer> AcceptAsync(Change change, AcceptRoundOfferRequest request)
    {
        var (round, offer) = await TakeAsync(change, request.OfferId, RoundOfferStep.Accept);
        if (change.Now >= offer.Deadline || change.Now >= round.OffersUntil)
        {
            throw OfferErrors.Expired.ToException();
        }

        var placementId = await PlacementAsync(change, offer);
        await AnswerPlacement.AcceptAsync(change, new AcceptPlacementRequest { PlacementId = placementId.ToString(), TalentConsented = request.TalentConsented });
        const string sql = "update round_offer set state = 2, answered_at = @Now, placement_id = @placementId where offer_id = @OfferId";
        await change.ExecuteAsync(sql, new { change.Now, placementId, offer.OfferId });
        change.Audit("round-offer.accepted", "round-offer", request.OfferId);
        return await OfferRow.GetAsync(change, offer.OfferId);
    }

    public static async Task<RoundOffer> DeclineAsync(Change change, DeclineRoundOfferRequest request)
    {
        var (round, offer) = await TakeAsync(change, request.OfferId, RoundOfferStep.Decline);
        const string sql = "update round_offer set state = 3, answered_at = @Now where offer_id = @OfferId";
        await change.ExecuteAsync(sql, new { change.Now, offer.OfferId });
        change.Audit("round-offer.declined", "round-offer", request.OfferId);
        await RoundNews.DeclinedAsync(change, round, offer.OfferId);
        await Waitlist.FillAsync(change, round);
        return await OfferRow.GetAsync(change, offer.OfferId);
    }

    /// <summary>The round's row is locked first: answers, deadlines and withdrawals of a round follow one another.</summary>
    private static async Task<(RoundRow Round, OfferRow Offer)> TakeAsync(Change change, string offerId, RoundOfferStep step)
    {
        const string own = $"{OfferRow.Select} where f.offer_id = @id and {OwnTalent.Condition}";
        var parameters = new { id = Guid.Parse(offerId), change.Caller.OrganisationCode, change.Caller.Subject };
        var found = await change.QuerySingleOrDefaultAsync<OfferRow>(own, parameters) ?? throw OfferErrors.NotFound.ToException();
        var round = await RoundRow.LockAsync(change, found.RoundId.ToString());
        var offer = (await change.QuerySingleOrDefaultAsync<OfferRow>(own, parameters))!;
        return OfferStates.After((RoundOfferState)offer.State, step) is null ? throw OfferErrors.Answered.ToException() : (round, offer);
    }

    /// <summary>The placement that the acceptance completes: one that the two have open already, or a new one.</summary>
    private static async Task<Guid> PlacementAsync(Change change, OfferRow offer)
    {
        const string lockNeed = "select 1 from talent_need where need_id = @NeedId for update";
        const string open = "update placement set state = 2, version = version + 1 where need_id = @NeedId and talent_id = @TalentId and state in (1, 2, 6) returning placement_id";
        const string insert = """
            insert into placement (placement_id, need_id, talent_id, organisation_code, state, created_at)
            values (@id, @NeedId, @TalentId, @OrganisationCode, 2, @Now)
            """;
        await change.ExecuteAsync(lockNeed, new { offer.NeedId });
        if (await change.QueryAsync<Guid>(open, new { offer.NeedId, offer.TalentId }) is [var opened])
        {
            return opened;
        }

        var id = change.NewId();
        await change.ExecuteAsync(insert, new { id, offer.NeedId, offer.TalentId, offer.OrganisationCode, change.Now });
        return id;
    }
}
