using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>RANKED → PUBLIC_NOTICE: the stored selection is public from today on, for the batch's number of working days.</summary>
internal static class PublishNotice
{
    public static Task<Batch> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            var next = BatchSteps.Take(batch.State, BatchStep.PublishNotice);
            if (batch.SelectedAt is null)
            {
                throw SelectionErrors.NotSelected.ToException();
            }

            if (await MoveSelectedAsync(change, batch.BatchId) is 0)
            {
                throw SelectionErrors.NobodySelected.ToException();
            }

            var first = CityDays.Of(change.Now);
            var last = (await WorkingDays.ReadAsync(change.Connection, change.Cancellation)).LastOf(first, batch.NoticeWorkingDays);
            const string sql = """
                update batch set state = @next, notice_first_day = @first, notice_last_day = @last,
                    notice_published_by = @Subject, version = version + 1
                where batch_id = @BatchId
                """;
            await change.ExecuteAsync(sql, new { next = (short)next, first, last, change.Caller.Subject, batch.BatchId });
            change.Audit("batch.publish-notice", "batch", batch.BatchId.ToString(), new { first, last });
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });

    private static Task<int> MoveSelectedAsync(Change change, Guid batchId)
    {
        const string sql = """
            update application a set state = @to, version = a.version + 1
            from ranking r
            where r.batch_id = @batchId and r.application_id = a.application_id and r.outcome = @selected and a.state = @from
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            selected = (short)SelectionOutcome.Selected,
            from = (short)ApplicationState.Ranked,
            to = (short)ApplicationSteps.Take(ApplicationState.Ranked, ApplicationStep.PublishNotice),
        });
    }
}
