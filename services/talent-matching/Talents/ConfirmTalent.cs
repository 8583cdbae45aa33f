using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>The college stands for what a talent told of itself, or does not.</summary>
internal sealed class ConfirmTalent(CurrentTaxonomy taxonomies)
{
    public async Task<TalentMessage> RunAsync(Change change, ConfirmTalentRequest request)
    {
        var taxonomy = await taxonomies.ForWritingAsync(change);
        var row = await OwnTalent.LockAsync(change, request.TalentId);
        Etag.Check(request.Etag, row.Version);
        const string evidence = "update talent_evidence set confirmed_at = @Now where talent_id = @TalentId and confirmed_at is null";
        var pieces = await change.ExecuteAsync(evidence, new { change.Now, row.TalentId });
        if (pieces == 0 && row.Confirmation == (short)TalentConfirmation.Confirmed)
        {
            throw ProfileErrors.NothingToConfirm.ToException();
        }

        await change.ExecuteAsync("update talent set confirmation = 2, version = version + 1 where talent_id = @TalentId", new { row.TalentId });
        await Awards.CountAsync(change, taxonomy, row.TalentId);
        await ShortlistQueue.AddAllOpenAsync(change);
        await TellAsync(change, row.TalentId, new Message("talent.confirmed", "院校已确认您的人才档案。", "Your college confirmed your profile.", "/me"));
        change.Audit("talent.confirmed", "talent", request.TalentId, new { pieces });
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, request.TalentId));
    }

    public static async Task<TalentMessage> DeclineAsync(Change change, DeclineTalentRequest request)
    {
        var row = await OwnTalent.LockAsync(change, request.TalentId);
        Etag.Check(request.Etag, row.Version);
        if (row.Confirmation == (short)TalentConfirmation.Declined)
        {
            throw ProfileErrors.DeclinedAlready.ToException();
        }

        await ShortlistQueue.AddThoseShowingAsync(change, [row.TalentId]);
        await change.ExecuteAsync("update talent set confirmation = 3, version = version + 1 where talent_id = @TalentId", new { row.TalentId });
        await TellAsync(change, row.TalentId, new Message(
            "talent.declined", $"院校未认可您的人才档案：{request.Reason}", $"Your college does not stand for your profile: {request.Reason}", "/me"));
        change.Audit("talent.declined", "talent", request.TalentId);
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, request.TalentId));
    }

    /// <summary>Tells the talent, where it signs in itself.</summary>
    public static async Task TellAsync(Change change, Guid talentId, Message message)
    {
        if (await change.QuerySingleOrDefaultAsync<string>("select account_id from talent where talent_id = @talentId", new { talentId }) is { } account)
        {
            Inform.Account(change, account, message);
        }
    }
}
