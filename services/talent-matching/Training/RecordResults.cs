using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Results of one module, all of those given or none.</summary>
internal static class RecordResults
{
    public static async Task<ListEnrolmentsResponse> RunAsync(Change change, RecordResultsRequest request)
    {
        var row = await Sessions.LockRunningAsync(change, request.ProgrammeId);
        var module = row.Modules.FirstOrDefault(module => module.Number == request.ModuleNumber) ?? throw TrainingErrors.ModuleNotFound.ToException();
        var ids = request.Results.Select(result => Guid.Parse(result.TalentId)).ToArray();
        if (ids.Distinct().Count() < ids.Length)
        {
            throw TrainingErrors.NamedTwice.ToException();
        }

        await Students.MustBeEnrolledAsync(change, row.ProgrammeId, ids);
        await MustHaveAttendedAsync(change, row.ProgrammeId, module, request, ids);
        const string sql = """
            insert into training_result (programme_id, module_number, talent_id, result, skill_code)
            select @ProgrammeId, @Number, r.id, r.result, @SkillCode from unnest(@ids, @results) as r (id, result)
            on conflict (programme_id, module_number, talent_id) do update set result = excluded.result
            """;
        await change.ExecuteAsync(sql, new { row.ProgrammeId, module.Number, module.SkillCode, ids, results = request.Results.Select(result => (short)result.Result).ToArray() });
        change.Audit("training.results-recorded", "training-programme", request.ProgrammeId, new { module = module.Number, talents = ids.Length });
        return new ListEnrolmentsResponse { Enrolments = { (await EnrolmentRow.ReadAsync(change, row.ProgrammeId, ids)).Select(one => one.ToMessage(change.Caller)) } };
    }

    private static async Task MustHaveAttendedAsync(Change change, Guid programmeId, ModuleRow module, RecordResultsRequest request, Guid[] ids)
    {
        const string sql = """
            select distinct a.talent_id from training_attendance a join training_session s using (session_id)
            where a.programme_id = @programmeId and s.module_number = @Number and a.talent_id = any(@ids)
            """;
        var attended = (await change.QueryAsync<Guid>(sql, new { programmeId, module.Number, ids })).ToHashSet();
        for (var i = 0; i < ids.Length; i++)
        {
            if (request.Results[i].Result != TrainingResult.Absent && !attended.Contains(ids[i]))
            {
                throw TrainingErrors.NeverAttended(i + 1).ToException();
            }
        }
    }
}
