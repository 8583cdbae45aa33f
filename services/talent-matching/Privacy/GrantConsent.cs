using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Privacy;

/// <summary>A firm asks for a consent; the talent, or its college with the proof, grants one.</summary>
internal static class GrantConsent
{
    public static async Task<Consent> AskAsync(Change change, RequestConsentRequest request)
    {
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        if (need.NeedState != TalentNeedState.Open)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        var talentId = Guid.Parse(request.TalentId);
        // Also of a talent that was recommended and stands on no shortlist: the firm learns nothing by asking.
        const string there = $"select {TalentRow.Away} from talent t where t.talent_id = @talentId and t.erased_at is null";
        if (await change.QuerySingleOrDefaultAsync<bool?>(there, new { talentId }) ?? throw TalentErrors.NotFound.ToException())
        {
            throw PrivacyErrors.TalentAway.ToException();
        }

        const string sql = """
            insert into talent_consent (consent_id, talent_id, purpose, need_id, organisation_code, state, created_at)
            values (@id, @talentId, 1, @NeedId, @OrganisationCode, 1, @Now)
            on conflict (talent_id, need_id) where purpose = 1 and state in (1, 2) do nothing
            """;
        if (await change.ExecuteAsync(sql, new { id = change.NewId(), talentId, need.NeedId, need.OrganisationCode, change.Now }) > 0)
        {
            change.Audit("consent.asked", "consent", "", new { request.TalentId, request.NeedId });
            await TellAskedAsync(change, talentId, need);
        }

        return (await LiveAsync(change, talentId, need.NeedId))!.ToMessage(change.Caller);
    }

    public static async Task<Consent> RunAsync(Change change, GrantConsentRequest request)
    {
        const string lockNeed = "select state from talent_need where need_id = @id for update";
        var needId = Guid.Parse(request.NeedId);
        var talent = await OwnTalent.ReadAsync(change, request.TalentId);
        var state = await change.QuerySingleOrDefaultAsync<short?>(lockNeed, new { id = needId }) ?? throw NeedErrors.NotFound.ToException();
        if (state == (short)TalentNeedState.Closed)
        {
            throw PrivacyErrors.NeedClosed.ToException();
        }

        if (!change.Caller.Is(Roles.Talent) && request.Proof.Trim().Length < 2)
        {
            throw PrivacyErrors.ProofMissing.ToException();
        }

        if (await LiveAsync(change, talent.TalentId, needId) is { ConsentState: ConsentState.Granted } granted)
        {
            return granted.ToMessage(change.Caller);
        }

        var consent = await ConsentRow.GetAsync(change, await Consents.RecordAsync(change, talent.TalentId, needId, request.Proof.Trim()));
        Inform.Organisation(change, consent.OrganisationCode, new Message(
            "consent.granted", $"一位人才同意就岗位“{consent.NeedTitle}”向贵单位提供姓名与联系方式。",
            $"A talent consented to tell you name and contact for the need “{consent.NeedTitle}”.", $"/talents/{consent.TalentId}"));
        return consent.ToMessage(change.Caller);
    }

    private static Task<ConsentRow?> LiveAsync(Change change, Guid talentId, Guid needId) => change.QuerySingleOrDefaultAsync<ConsentRow>(
        $"{ConsentRow.Select} where c.talent_id = @talentId and c.need_id = @needId and c.purpose = 1 and c.state in (1, 2)", new { talentId, needId });

    private static async Task TellAskedAsync(Change change, Guid talentId, NeedRow need)
    {
        const string sql = "select account_id, college_code from talent where talent_id = @talentId";
        var addressee = await change.QuerySingleOrDefaultAsync<Addressee>(sql, new { talentId });
        var message = new Message(
            "consent.asked", $"{need.OrganisationName}希望就岗位“{need.Title}”了解人才的姓名与联系方式，请答复是否同意。",
            $"{need.OrganisationName} asks for name and contact of a talent for the need “{need.Title}”: please answer.", "/consents");
        if (addressee?.AccountId is { } account)
        {
            Inform.Account(change, account, message);
        }
        else if (addressee?.CollegeCode is { } college)
        {
            Inform.Organisation(change, college, message);
        }
    }

    private sealed record Addressee(string? AccountId, string? CollegeCode);
}
