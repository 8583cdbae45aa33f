using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>Opens the discussion of an application on which reviewers disagree, and calls its members.</summary>
internal static class OpenPanel
{
    public static Task<Panel> RunAsync(Store store, ServerCallContext call, OpenPanelRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batchState, application) = await ApplicationRow.LockAsync(change, Guid.Parse(request.ApplicationId), LockOfBatch.Share);
            if (batchState != BatchState.UnderReview || application.State != ApplicationState.UnderReview)
            {
                throw PanelErrors.NotUnderReview.ToException();
            }

            const string members = "select reviewer_id from review where application_id = @ApplicationId and excluded_at is null order by reviewer_id limit 100";
            var reviewers = await change.QueryAsync<string>(members, new { application.ApplicationId });
            if (reviewers.Count < 2)
            {
                throw PanelErrors.TooFewSheets.ToException();
            }

            var id = change.NewId();
            await InsertAsync(change, id, application, request.Reason);
            foreach (var reviewer in reviewers)
            {
                Notify.Account(change, reviewer, new Message(
                    "panel.opened", "一项您已评分的申报需要会商，请参加讨论。", "An application that you scored is discussed by a panel: please take part.", $"/panels/{id}"));
            }

            change.Audit("panel.open", "application", request.ApplicationId, new { panel = id });
            return (await change.QuerySingleOrDefaultAsync<PanelRow>($"{PanelRow.Select} where p.panel_id = @id", new { id }))!.ToMessage(official: true);
        });

    private static async Task InsertAsync(Change change, Guid id, ApplicationRow application, string reason)
    {
        const string sql = """
            insert into panel (panel_id, application_id, batch_id, state, reason, opened_at, opened_by)
            values (@id, @ApplicationId, @BatchId, 1, @reason, @Now, @Subject)
            """;
        try
        {
            await change.ExecuteAsync(sql, new { id, application.ApplicationId, application.BatchId, reason, change.Now, change.Caller.Subject });
        }
        catch (PostgresException exception) when (exception.Violates("panel_open_once"))
        {
            throw PanelErrors.OpenAlready.ToException();
        }
    }
}
