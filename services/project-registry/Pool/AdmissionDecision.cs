using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Decisions;
using Platform.ProjectRegistry.Notices;
using Platform.ProjectRegistry.Objections;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Admission (入库) of a batch's projects after the last day of its notice, by two officials.</summary>
internal sealed class AdmissionDecision(Catalogue catalogue) : IDecisionKind
{
    public DecisionKind Kind => DecisionKind.Admission;

    public async Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms)
    {
        var batch = await BatchRow.LockAsync(change, subjectId);
        _ = BatchSteps.Take(batch.State, BatchStep.Admit);
        var (lastDay, open) = await WaitingForAsync(change, batch);
        if (NoticeRow.IsRunning(batch.State, batch.NoticeWorkingDays, lastDay, CityDays.Of(change.Now)))
        {
            throw NoticeErrors.Running(lastDay).ToException();
        }

        if (open > 0)
        {
            throw ObjectionErrors.Open(open).ToException();
        }

        return new(batch.Name, await VersionAsync(change, batch), $"/batches/{batch.BatchId}");
    }

    public Task ApplyAsync(Change change, ApprovedDecision decision) => AdmitProjects.RunAsync(change, catalogue, decision.SubjectId);

    /// <summary>The last day of the notice, supplementary ones included, and the number of objections without an answer.</summary>
    private static async Task<(DateOnly LastDay, int Open)> WaitingForAsync(Change change, BatchRow batch)
    {
        const string sql = """
            select greatest(@last, (select max(n.last_day) from notice_addition n join application a using (application_id) where n.batch_id = @BatchId and a.state = @noticed)),
                (select count(*)::int from objection where batch_id = @BatchId and state <= 2)
            """;
        return await change.QuerySingleOrDefaultAsync<(DateOnly, int)>(sql, new { last = batch.NoticeLastDay!.Value, batch.BatchId, noticed = (short)ApplicationState.PublicNotice });
    }

    /// <summary>The batch, and the applications on the list: a withdrawal in between makes another list.</summary>
    private static Task<string> VersionAsync(Change change, BatchRow batch)
    {
        const string sql = """
            select @Version || ':' || count(*) || ':' || coalesce(sum(version), 0)
            from application where batch_id = @BatchId and state = @noticed
            """;
        return change.ExecuteScalarAsync<string>(sql, new
        {
            Version = batch.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), batch.BatchId, noticed = (short)ApplicationState.PublicNotice,
        });
    }
}
