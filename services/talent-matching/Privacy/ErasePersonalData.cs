using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Rounds;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Privacy;

/// <summary>
/// Erases a person (PIPL art. 47). What is left names nobody: college, education, year and skills for statistics, ids in the lists of
/// rounds, as their certificates are of these. A signed placement that runs keeps the data until it has ended.
/// </summary>
internal static class ErasePersonalData
{
    public static async Task<ErasedTalent> RunAsync(Change change, ErasePersonalDataRequest request)
    {
        var talentId = (await OwnTalent.ReadAsync(change, request.TalentId)).TalentId;
        // Rounds, needs, then the talent: the order of all locks.
        var rounds = await LockRoundsAsync(change, talentId);
        const string needs = """
            select 1 from talent_need where need_id in (select need_id from placement where talent_id = @talentId and state = any(@open)) order by need_id for update
            """;
        await change.ExecuteAsync(needs, new { talentId, open = StoppedMatters.OpenStates });
        var row = await OwnTalent.LockAsync(change, talentId.ToString());
        if (await change.ExecuteScalarAsync<bool>("select exists (select 1 from placement where talent_id = @talentId and state = 3)", new { talentId }))
        {
            throw PrivacyErrors.ErasureBlocked.ToException();
        }

        var stopped = await StopAsync(change, rounds, talentId);
        var account = await change.QuerySingleOrDefaultAsync<string>("select account_id from talent where talent_id = @talentId", new { talentId });
        await RemoveAsync(change, talentId, account);
        change.Raise(new TalentErased { TalentId = talentId.ToString(), AccountId = account ?? "" }, talentId.ToString());
        change.Audit("talent.erased", "talent", talentId.ToString(), new { stopped });
        if (row.CollegeCode.Length > 0 && !change.Caller.Is(Roles.University))
        {
            Inform.Organisation(change, row.CollegeCode, new Message("talent.erased", "贵校一位人才已删除其个人信息。", "A talent of your college had its data erased.", "/talents"));
        }

        return new ErasedTalent { TalentId = talentId.ToString(), EraseTime = change.Now.ToTimestamp(), Stopped = stopped };
    }

    private static async Task<IReadOnlyList<RoundRow>> LockRoundsAsync(Change change, Guid talentId)
    {
        var rounds = new List<RoundRow>();
        foreach (var roundId in await change.QueryAsync<Guid>("select round_id from round_talent where talent_id = @talentId and left_at is null order by round_id", new { talentId }))
        {
            rounds.Add(await RoundRow.LockAsync(change, roundId.ToString()));
        }

        return rounds;
    }

    private static async Task<int> StopAsync(Change change, IReadOnlyList<RoundRow> rounds, Guid talentId)
    {
        var stopped = await StoppedMatters.OffersAsync(change, [.. rounds.Where(LeaveTalent.MayBeLeft)], talentId, null);
        foreach (var round in rounds.Where(LeaveTalent.MayBeLeft))
        {
            await LeaveTalent.LeaveAsync(change, round, talentId);
        }

        const string consents = "update talent_consent set state = 4, ended_at = @Now where talent_id = @talentId and state in (1, 2)";
        return stopped + await StoppedMatters.PlacementsAsync(change, talentId, null) + await change.ExecuteAsync(consents, new { change.Now, talentId });
    }

    private static async Task RemoveAsync(Change change, Guid talentId, string? account)
    {
        // They forget the id with their next computation; to readers it is gone at once.
        await ShortlistQueue.AddThoseShowingAsync(change, [talentId]);
        const string beside = """
            delete from talent_evidence where talent_id = @talentId;
            delete from skill_word_talent where talent_id = @talentId;
            delete from talent_invitation where talent_id = @talentId;
            -- Results of completed courses stay as figures; out of one that is open or runs the person goes.
            update training_enrolment e set state = 3 from training_programme g
            where g.programme_id = e.programme_id and g.state in (2, 3) and e.talent_id = @talentId and e.state in (1, 2);
            update talent_consent set proof = '' where talent_id = @talentId and proof <> '';
            update placement_report r set position = '' from placement p where p.placement_id = r.placement_id and p.talent_id = @talentId and r.position <> '';
            update round_talent set named = '{}', struck = '{}' where talent_id = @talentId;
            -- Answers that were kept to be given again.
            delete from idempotency where caller = @account;
            """;
        await change.ExecuteAsync(beside, new { talentId, account });
        const string itself = """
            update talent
            set name = '', name_folded = talent_id::text, phone = '', account_id = null, unmapped_skills = '{}', awards = '{}', award_codes = '{}', text_grams = '{}',
                preferred_places = '{}', preferred_industries = '{}', expected_salary_cny_fen = 0, erased_at = @Now, version = version + 1
            where talent_id = @talentId
            """;
        await change.ExecuteAsync(itself, new { change.Now, talentId });
    }
}
