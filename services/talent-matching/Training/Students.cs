using Platform.Chassis.Data;

namespace Platform.TalentMatching.Training;

/// <summary>Who has a seat in a programme.</summary>
internal static class Students
{
    /// <exception cref="Chassis.Errors.FailedException">NOT_ENROLLED, with the place in the list.</exception>
    public static async Task MustBeEnrolledAsync(Change change, Guid programmeId, Guid[] ids)
    {
        const string sql = "select talent_id from training_enrolment where programme_id = @programmeId and talent_id = any(@ids) and state = 1";
        var enrolled = (await change.QueryAsync<Guid>(sql, new { programmeId, ids })).ToHashSet();
        if (Array.FindIndex(ids, id => !enrolled.Contains(id)) is >= 0 and var stranger)
        {
            throw TrainingErrors.NotEnrolled(stranger + 1).ToException();
        }
    }
}
