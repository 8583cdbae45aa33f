using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>A talent leaves the course; before it starts the first who waits gets the seat.</summary>
internal static class WithdrawEnrolment
{
    public static async Task<TrainingEnrolment> RunAsync(Change change, WithdrawEnrolmentRequest request)
    {
        var row = change.Caller.Is(Roles.Talent)
            ? await ProgrammeRow.LockAsync(change, request.ProgrammeId)
            : await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId);
        if (row.TrainingState is not (TrainingState.Enrolling or TrainingState.Running))
        {
            throw TrainingErrors.WrongState.ToException();
        }

        const string own = """
            select e.state from training_enrolment e join talent t using (talent_id)
            where e.programme_id = @ProgrammeId and e.talent_id = @id and (e.enrolled_by = @OrganisationCode or t.account_id = @Subject)
            """;
        var id = Guid.Parse(request.TalentId);
        var state = await change.QuerySingleOrDefaultAsync<short?>(own, new { row.ProgrammeId, id, change.Caller.OrganisationCode, change.Caller.Subject })
            ?? throw TrainingErrors.EnrolmentNotFound.ToException();
        if (state == (short)EnrolmentState.Withdrawn)
        {
            throw TrainingErrors.NotEnrolled(1).ToException();
        }

        const string sql = "update training_enrolment set state = 3 where programme_id = @ProgrammeId and talent_id = @id";
        await change.ExecuteAsync(sql, new { row.ProgrammeId, id });
        await change.ExecuteAsync("update training_programme set version = version + 1 where programme_id = @ProgrammeId", new { row.ProgrammeId });
        change.Audit("training.withdrawn", "training-programme", request.ProgrammeId, new { talent = request.TalentId });
        if (state == (short)EnrolmentState.Enrolled && row.TrainingState == TrainingState.Enrolling)
        {
            await MoveUpAsync(change, row);
        }

        return (await EnrolmentRow.ReadAsync(change, row.ProgrammeId, [id])).Single().ToMessage(change.Caller);
    }

    private static async Task MoveUpAsync(Change change, ProgrammeRow row)
    {
        const string sql = """
            update training_enrolment set state = 1
            where programme_id = @ProgrammeId and talent_id = (
                select talent_id from training_enrolment where programme_id = @ProgrammeId and state = 2 order by position limit 1)
            returning enrolled_by
            """;
        foreach (var organisation in await change.QueryAsync<string>(sql, new { row.ProgrammeId }))
        {
            change.Audit("training.moved-up", "training-programme", row.ProgrammeId.ToString());
            ProgrammeNews.Tell(change, row, organisation, "moved-up", "有一名候补学员已录取", "has a seat for one of your talents who waited");
        }
    }
}
