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

        const string close = "update talent_need set state = 3, version = version + 1 where need_id = @NeedId";
        const string withdraw = "update placement set state = 5, version = version + 1 where need_id = @NeedId and state in (1, 2)";
        await change.ExecuteAsync(close, new { need.NeedId });
        await change.ExecuteAsync(withdraw, new { need.NeedId });
        change.Audit("talent-need.closed", "talent-need", request.NeedId);
        return (await NeedVisibility.LockOwnAsync(change, request.NeedId)).ToMessage();
    }
}
