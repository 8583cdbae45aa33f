using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.Privacy;

/// <summary>
/// Consents as other slices need them. Locks go round, need, placement, consent, in this order: whoever withdraws and whoever accepts at the
/// same time follow one another.
/// </summary>
internal static class Consents
{
    /// <summary>What stands as proof where a college states a consent with another step.</summary>
    private const string Statement = "院校声明";

    /// <summary>
    /// Of <c>talent_consent c</c>: lets the firm see who it is. Its purpose ends with the need, unless the two signed
    /// (PIPL art. 19: kept no longer than the purpose needs).
    /// </summary>
    public const string Active = """
        (c.purpose = 1 and c.state = 2 and exists (
            select 1 from talent_need n where n.need_id = c.need_id and (n.state <> 3
                or exists (select 1 from placement p where p.need_id = c.need_id and p.talent_id = c.talent_id and p.state = 3))))
        """;

    /// <summary>Requires that the talent consented to this firm for this need.</summary>
    /// <exception cref="FailedException">CONSENT_MISSING.</exception>
    public static async Task RequireAsync(Change change, Guid talentId, Guid needId)
    {
        if (!await IsGrantedAsync(change, talentId, needId))
        {
            throw PlacementErrors.ConsentMissing.ToException();
        }
    }

    /// <summary>
    /// A placement is signed by a consent: one that was granted before, the talent's own acceptance, or what its college states,
    /// which is recorded. The need's row is locked.
    /// </summary>
    /// <exception cref="FailedException">CONSENT_MISSING.</exception>
    public static async Task ForPlacementAsync(Change change, Guid talentId, NeedRow need, bool stated)
    {
        if (await IsGrantedAsync(change, talentId, need.NeedId))
        {
            return;
        }

        if (!stated && !change.Caller.Is(Roles.Talent))
        {
            throw PlacementErrors.ConsentMissing.ToException();
        }

        await RecordAsync(change, talentId, need.NeedId, Statement);
    }

    /// <summary>Grants, whether it was asked for or not. The need's row is locked, the pair has no granted consent.</summary>
    /// <returns>The consent's id.</returns>
    public static async Task<Guid> RecordAsync(Change change, Guid talentId, Guid needId, string proof)
    {
        const string sql = """
            insert into talent_consent (consent_id, talent_id, purpose, need_id, organisation_code, state, given_by_talent, proof, created_at, granted_at)
            select @id, @talentId, 1, n.need_id, n.organisation_code, 2, @own, @proof, @Now, @Now from talent_need n where n.need_id = @needId
            on conflict (talent_id, need_id) where purpose = 1 and state in (1, 2)
            do update set state = 2, given_by_talent = excluded.given_by_talent, proof = excluded.proof, granted_at = excluded.granted_at
            returning consent_id
            """;
        var own = change.Caller.Is(Roles.Talent);
        var consentId = await change.ExecuteScalarAsync<Guid>(sql, new { id = change.NewId(), talentId, own, proof = own ? "" : proof, change.Now, needId });
        change.Audit("consent.granted", "consent", consentId.ToString(), new { talentId, needId, byTalent = own });
        return consentId;
    }

    /// <summary>Talents who enter a round consent to it: themselves, or as their college states.</summary>
    public static Task ForRoundAsync(Change change, Guid roundId, Guid[] talentIds)
    {
        const string sql = """
            insert into talent_consent (consent_id, talent_id, purpose, round_id, state, given_by_talent, proof, created_at, granted_at)
            select k.consent_id, k.talent_id, 2, @roundId, 2, @own, @proof, @Now, @Now from unnest(@ids, @talentIds) as k (consent_id, talent_id)
            on conflict (talent_id, round_id) where purpose = 2 and state in (1, 2) do nothing
            """;
        var own = change.Caller.Is(Roles.Talent);
        Guid[] ids = [.. talentIds.Select(_ => change.NewId())];
        return change.ExecuteAsync(sql, new { ids, talentIds, roundId, own, proof = own ? "" : Statement, change.Now });
    }

    /// <summary>Who leaves a round has withdrawn its consent to it.</summary>
    public static Task EndOfRoundAsync(Change change, Guid roundId, Guid talentId) => change.ExecuteAsync(
        "update talent_consent set state = 4, ended_at = @Now where talent_id = @talentId and round_id = @roundId and purpose = 2 and state in (1, 2)",
        new { change.Now, talentId, roundId });

    private static Task<bool> IsGrantedAsync(Change change, Guid talentId, Guid needId) => change.ExecuteScalarAsync<bool>(
        "select exists (select 1 from talent_consent where talent_id = @talentId and need_id = @needId and purpose = 1 and state = 2)", new { talentId, needId });
}
