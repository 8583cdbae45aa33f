using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Talents take seats, all of those named or none; who finds none waits, where that is wanted.</summary>
internal static class EnrolTalents
{
    public static async Task<EnrolTalentsResponse> RunAsync(Change change, EnrolTalentsRequest request)
    {
        // The programme's lock orders all that happens to its seats.
        var row = await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId);
        if (row.TrainingState != TrainingState.Enrolling)
        {
            throw TrainingErrors.WrongState.ToException();
        }

        var ids = request.TalentIds.Select(Guid.Parse).ToArray();
        if (ids.Distinct().Count() < ids.Length)
        {
            throw TrainingErrors.NamedTwice.ToException();
        }

        await MustBeOwnAsync(change, row, ids);
        await MustBeNewAsync(change, row, ids);
        var free = row.Seats - row.EnrolledCount;
        if (ids.Length > free && !request.MayWait)
        {
            throw TrainingErrors.SeatsTaken(free).ToException();
        }

        await StoreAsync(change, row, ids, free, change.Caller.OrganisationCode);
        var enrolled = Math.Min(ids.Length, free);
        change.Audit("training.enrolled", "training-programme", request.ProgrammeId, new { enrolled, waiting = ids.Length - enrolled });
        return new EnrolTalentsResponse { Enrolled = enrolled, Waiting = ids.Length - enrolled };
    }

    /// <summary>A talent enrols itself: at its own college, in continuing education anywhere. Where no seat is free it waits.</summary>
    public static async Task<TrainingEnrolment> SelfAsync(Change change, EnrolMyselfRequest request)
    {
        var row = await ProgrammeRow.LockAsync(change, request.ProgrammeId);
        if (row.TrainingState != TrainingState.Enrolling)
        {
            throw TrainingErrors.WrongState.ToException();
        }

        const string sql = """
            select t.talent_id from talent t
            where t.account_id = @Subject and t.erased_at is null and t.confirmation <> 3 and @CollegeCode <> '' and (@open or t.college_code = @CollegeCode)
            for share of t
            """;
        var open = (TrainingKind)row.Kind == TrainingKind.Continuing;
        var id = await change.QuerySingleOrDefaultAsync<Guid?>(sql, new { change.Caller.Subject, row.CollegeCode, open }) ?? throw TrainingErrors.NotForTalent.ToException();
        await MustBeNewAsync(change, row, [id]);
        await StoreAsync(change, row, [id], row.Seats - row.EnrolledCount, row.CollegeCode);
        change.Audit("training.enrolled", "training-programme", request.ProgrammeId, new { itself = true });
        ProgrammeNews.Tell(change, row, row.CollegeCode, "self-enrolled", "有一名人才自行报名", "has a talent who enrolled itself");
        return (await EnrolmentRow.ReadAsync(change, row.ProgrammeId, [id])).Single().ToMessage(change.Caller);
    }

    /// <summary>A college's own talents; in employee training a firm's own people, those placed with it.</summary>
    private static async Task MustBeOwnAsync(Change change, ProgrammeRow row, Guid[] ids)
    {
        const string sql = """
            select t.talent_id from talent t
            where t.talent_id = any(@ids) and t.erased_at is null and t.confirmation <> 3 and (t.college_code = @college
              or exists (select 1 from placement p where p.talent_id = t.talent_id and p.organisation_code = @employer and p.state = 3))
            order by t.talent_id for share of t
            """;
        var own = change.Caller.OrganisationCode;
        var college = change.Caller.Is(Roles.University) ? own : null;
        var employer = change.Caller.Is(Roles.Enterprise) && (TrainingKind)row.Kind == TrainingKind.Employee ? own : null;
        var found = (await change.QueryAsync<Guid>(sql, new { ids, college, employer })).ToHashSet();
        if (Array.FindIndex(ids, id => !found.Contains(id)) is >= 0 and var stranger)
        {
            throw TrainingErrors.StrangerTalent(stranger + 1).ToException();
        }
    }

    private static async Task MustBeNewAsync(Change change, ProgrammeRow row, Guid[] ids)
    {
        const string sql = "select talent_id from training_enrolment where programme_id = @ProgrammeId and talent_id = any(@ids) and state in (1, 2)";
        var enrolled = (await change.QueryAsync<Guid>(sql, new { row.ProgrammeId, ids })).ToHashSet();
        if (Array.FindIndex(ids, enrolled.Contains) is >= 0 and var known)
        {
            throw TrainingErrors.EnrolledAlready(known + 1).ToException();
        }
    }

    private static async Task StoreAsync(Change change, ProgrammeRow row, Guid[] ids, int free, string enrolledBy)
    {
        // Who withdrew before comes again at the end of the order.
        const string forget = "delete from training_enrolment where programme_id = @ProgrammeId and talent_id = any(@ids) and state = 3";
        const string insert = """
            insert into training_enrolment (programme_id, talent_id, state, enrolled_by, enrolled_at)
            select @ProgrammeId, i.id, case when i.n <= @free then 1 else 2 end, @enrolledBy, @Now
            from unnest(@ids) with ordinality as i (id, n) order by i.n
            """;
        await change.ExecuteAsync(forget, new { row.ProgrammeId, ids });
        await change.ExecuteAsync(insert, new { row.ProgrammeId, ids, free, enrolledBy, change.Now });
        await change.ExecuteAsync("update training_programme set version = version + 1 where programme_id = @ProgrammeId", new { row.ProgrammeId });
    }
}
