using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Matching;

/// <summary>Computes a need's shortlist from the present talents.</summary>
internal static class RefreshShortlist
{
    public static async Task<Shortlist> RunAsync(Change change, string needId, ComputeShortlists compute, Language language)
    {
        var need = await NeedVisibility.LockAsync(change, needId);
        if (need.NeedState != TalentNeedState.Open)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        await compute.RunAsync(change, [need], always: true);
        change.Audit("shortlist.refreshed", "talent-need", needId);
        return await GetShortlist.ReadAsync(change.Connection, need, change.Caller, language, change.Cancellation);
    }
}
