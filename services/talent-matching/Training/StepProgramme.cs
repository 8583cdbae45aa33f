using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Start and cancellation.</summary>
internal static class StepProgramme
{
    public static async Task<TrainingProgramme> StartAsync(Change change, ProgrammeStepRequest request)
    {
        var row = Allowed(await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId), request.Etag, TrainingStep.Start);
        if (row.EnrolledCount == 0)
        {
            throw TrainingErrors.NobodyEnrolled.ToException();
        }

        const string sql = "update training_programme set state = 3, version = version + 1 where programme_id = @ProgrammeId";
        await change.ExecuteAsync(sql, new { row.ProgrammeId });
        change.Audit("training.started", "training-programme", request.ProgrammeId, new { enrolled = row.EnrolledCount });
        ProgrammeNews.Tell(change, row, "started", "已开班", "has started");
        return (await ProgrammeRow.GetAsync(change, row.ProgrammeId)).ToMessage();
    }

    public static async Task<TrainingProgramme> CancelAsync(Change change, CancelProgrammeRequest request)
    {
        var row = change.Caller.Is(Roles.Official)
            ? await ProgrammeRow.LockAsync(change, request.ProgrammeId)
            : await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId);
        await CancelAsync(change, Allowed(row, request.Etag, TrainingStep.Cancel), request.Reason.Trim());
        return (await ProgrammeRow.GetAsync(change, row.ProgrammeId)).ToMessage();
    }

    /// <summary>Cancels a locked programme that may be.</summary>
    public static async Task CancelAsync(Change change, ProgrammeRow row, string reason)
    {
        const string sql = "update training_programme set state = 5, end_reason = @reason, version = version + 1 where programme_id = @ProgrammeId";
        await change.ExecuteAsync(sql, new { row.ProgrammeId, reason });
        change.Audit("training.cancelled", "training-programme", row.ProgrammeId.ToString());
        ProgrammeNews.Tell(change, row, "cancelled", "已取消", "was cancelled");
    }

    /// <exception cref="Chassis.Errors.FailedException">ETAG_MISMATCH, WRONG_STATE.</exception>
    public static ProgrammeRow Allowed(ProgrammeRow row, string etag, TrainingStep step)
    {
        Etag.Check(etag, row.Version);
        return TrainingStates.After(row.TrainingState, step) is null ? throw TrainingErrors.WrongState.ToException() : row;
    }
}
