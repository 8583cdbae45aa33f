using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>OPEN → CLOSED; offers that wait for an answer are withdrawn with it.</summary>
internal static class CloseNeed
{
    public static async Task<TalentNeed> RunAsync(Change change, CloseTalentNeedRequest request)
    {
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        Etag.Check(request.Etag, need.Version);
        if (need.NeedState != TalentNeedState.Open)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        await CloseAsync(change, need.NeedId);
        return (await NeedVisibility.LockOwnAsync(change, request.NeedId)).ToMessage();
    }

    /// <summary>Closes an open need whose row is locked.</summary>
    public static async Task CloseAsync(Change change, Guid needId)
    {
        const string close = "update talent_need set state = 3, version = version + 1 where need_id = @needId";
        const string withdraw = "update placement set state = 5, version = version + 1 where need_id = @needId and state in (1, 2)";
        await change.ExecuteAsync(close, new { needId });
        await change.ExecuteAsync(withdraw, new { needId });
        change.Audit("talent-need.closed", "talent-need", needId.ToString());
    }
}
