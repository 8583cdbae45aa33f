using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>
/// Every result is in: who passed is raised to what was taught, what came into reach by that is kept, and every shortlist is due anew,
/// all in one transaction. The loop closes here: a gap proposed the course, and its graduates meet the needs that made the gap.
/// </summary>
internal sealed class CompleteProgramme(CurrentTaxonomy current)
{
    public async Task<TrainingProgramme> RunAsync(Change change, ProgrammeStepRequest request)
    {
        var taxonomy = await current.ForWritingAsync(change);
        var row = StepProgramme.Allowed(await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId), request.Etag, TrainingStep.Complete);
        var results = await ResultsAsync(change, row);
        await StoreOverallAsync(change, row, results);
        var learners = await Learner.LockAsync(change, row, results, taxonomy);
        await Learner.StoreAsync(change, row, learners);
        var reached = await Reach.StoreAsync(change, row, learners, taxonomy);
        if (learners.Count > 0)
        {
            await ShortlistQueue.AddAllOpenAsync(change);
        }

        const string sql = "update training_programme set state = 4, completed_at = @Now, version = version + 1 where programme_id = @ProgrammeId";
        await change.ExecuteAsync(sql, new { change.Now, row.ProgrammeId });
        var done = await ProgrammeRow.GetAsync(change, row.ProgrammeId);
        change.Raise(ToEvent(done, reached), request.ProgrammeId);
        change.Audit("training.completed", "training-programme", request.ProgrammeId, new { enrolled = done.EnrolledCount, passed = done.PassedCount, reached });
        ProgrammeNews.Tell(change, done, "completed", "已结业，学员技能已更新", "is completed and its talents' skills are raised");
        return done.ToMessage();
    }

    /// <summary>As the event tells it; also told again when a collaboration binds it after the fact.</summary>
    public static TrainingCompleted ToEvent(ProgrammeRow row, int newlyReached) => new()
    {
        ProgrammeId = row.ProgrammeId.ToString(),
        Title = row.Title,
        Kind = (TrainingKind)row.Kind,
        CollegeCode = row.CollegeCode,
        FirmCodes = { row.FirmCodes },
        CollaborationId = row.CollaborationId ?? "",
        Enrolled = row.EnrolledCount,
        Passed = row.PassedCount,
        Modules = { row.Modules.Select(module => module.ToMessage()) },
        NewlyReached = newlyReached,
    };

    private static async Task<ILookup<Guid, StoredResult>> ResultsAsync(Change change, ProgrammeRow row)
    {
        const string sql = """
            select e.talent_id, r.module_number, r.result
            from training_enrolment e left join training_result r using (programme_id, talent_id)
            where e.programme_id = @ProgrammeId and e.state = 1
            """;
        var results = (await change.QueryAsync<StoredResult>(sql, new { row.ProgrammeId })).ToLookup(result => result.TalentId);
        var incomplete = results.Count(one => one.Count(result => result.ModuleNumber is not null) < row.Modules.Count);
        return incomplete == 0 ? results : throw TrainingErrors.ResultsMissing(incomplete).ToException();
    }

    private static Task StoreOverallAsync(Change change, ProgrammeRow row, ILookup<Guid, StoredResult> results)
    {
        const string sql = """
            update training_enrolment e set overall = o.overall
            from unnest(@ids, @overall) as o (talent_id, overall) where e.programme_id = @ProgrammeId and e.talent_id = o.talent_id
            """;
        return change.ExecuteAsync(sql, new
        {
            row.ProgrammeId,
            ids = results.Select(one => one.Key).ToArray(),
            overall = results.Select(one => (short)CourseResults.Overall([.. one.Select(result => (TrainingResult)result.Result!)])).ToArray(),
        });
    }
}

/// <summary>A talent's result in a module; nulls where there is none.</summary>
internal sealed class StoredResult
{
    public Guid TalentId { get; init; }

    public short? ModuleNumber { get; init; }

    public short? Result { get; init; }
}
