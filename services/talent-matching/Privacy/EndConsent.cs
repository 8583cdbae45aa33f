using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Talent.V1;
using Platform.TalentMatching.Rounds;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Privacy;

/// <summary>A consent is refused, or withdrawn with effect at once (PIPL art. 15). What was done by it before stays lawful.</summary>
internal static class EndConsent
{
    public static async Task<Consent> DeclineAsync(Change change, ConsentStepRequest request)
    {
        var consent = await LockAsync(change, request.ConsentId, ConsentState.Asked);
        await StoreAsync(change, consent.ConsentId, ConsentState.Declined);
        change.Audit("consent.declined", "consent", request.ConsentId);
        Inform.Organisation(change, consent.OrganisationCode, new Message(
            "consent.declined", $"人才未同意就岗位“{consent.NeedTitle}”提供姓名与联系方式。",
            $"The talent did not consent to tell name and contact for the need “{consent.NeedTitle}”.", $"/talent-needs/{consent.NeedId}"));
        return (await ConsentRow.GetAsync(change, consent.ConsentId)).ToMessage(change.Caller);
    }

    public static async Task<Consent> WithdrawAsync(Change change, ConsentStepRequest request)
    {
        var found = await FindAsync(change, request.ConsentId);
        if (found.RoundId is { } roundId)
        {
            var round = await RoundRow.LockAsync(change, roundId.ToString());
            await LockAsync(change, request.ConsentId, ConsentState.Granted);
            if (LeaveTalent.MayBeLeft(round))
            {
                await LeaveTalent.LeaveAsync(change, round, found.TalentId);
            }

            // Of a round that is over there is nothing left to leave.
            await StoreAsync(change, found.ConsentId, ConsentState.Withdrawn);
        }
        else
        {
            await WithdrawContactAsync(change, found);
        }

        change.Audit("consent.withdrawn", "consent", request.ConsentId);
        return (await ConsentRow.GetAsync(change, found.ConsentId)).ToMessage(change.Caller);
    }

    /// <summary>Offers of rounds first, as a round is locked before its needs.</summary>
    private static async Task WithdrawContactAsync(Change change, ConsentRow found)
    {
        var rounds = await StoppedMatters.LockRoundsAsync(change, found.TalentId, found.NeedId);
        await change.ExecuteAsync("select 1 from talent_need where need_id = @NeedId for update", new { found.NeedId });
        var consent = await LockAsync(change, found.ConsentId.ToString(), ConsentState.Granted);
        await StoreAsync(change, consent.ConsentId, ConsentState.Withdrawn);
        await StoppedMatters.PlacementsAsync(change, consent.TalentId, consent.NeedId);
        await StoppedMatters.OffersAsync(change, rounds, consent.TalentId, consent.NeedId);
        Inform.Organisation(change, consent.OrganisationCode, new Message(
            "consent.withdrawn", $"一位人才撤回了对岗位“{consent.NeedTitle}”的同意，其姓名与联系方式不再显示，未签约的邀约已停止。",
            $"A talent withdrew its consent for the need “{consent.NeedTitle}”: name and contact are shown no more, and what was not signed has stopped.",
            $"/talent-needs/{consent.NeedId}"));
    }

    private static async Task<ConsentRow> FindAsync(Change change, string consentId)
    {
        const string sql = $"{ConsentRow.Select} where c.consent_id = @id and {OwnTalent.Condition}";
        return await change.QuerySingleOrDefaultAsync<ConsentRow>(sql, new { id = Guid.Parse(consentId), change.Caller.OrganisationCode, change.Caller.Subject })
            ?? throw PrivacyErrors.ConsentNotFound.ToException();
    }

    private static async Task<ConsentRow> LockAsync(Change change, string consentId, ConsentState required)
    {
        await change.ExecuteAsync("select 1 from talent_consent where consent_id = @id for update", new { id = Guid.Parse(consentId) });
        var consent = await FindAsync(change, consentId);
        return consent.ConsentState == required ? consent : throw PrivacyErrors.WrongState.ToException();
    }

    private static Task StoreAsync(Change change, Guid consentId, ConsentState state) => change.ExecuteAsync(
        "update talent_consent set state = @state, ended_at = @Now where consent_id = @consentId and state in (1, 2)", new { state = (short)state, change.Now, consentId });
}
