using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Assignments;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>The caller's sheet of one application: filed, drafted or empty, and whether it may be filed now.</summary>
internal static class GetOwnSheet
{
    public static async Task<OwnSheet> RunAsync(Store store, TimeProvider clock, ServerCallContext call, GetOwnSheetRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var sheet = await ReadAsync(connection, Guid.Parse(request.ApplicationId), Caller.Of(call).Subject, clock.GetUtcNow(), Languages.Of(call), call.CancellationToken);
        return sheet ?? throw AssignmentErrors.NotAssigned.ToException();
    }

    /// <summary>Null where the application is not assigned to the reviewer.</summary>
    internal static async Task<OwnSheet?> ReadAsync(
        NpgsqlConnection connection, Guid applicationId, string reviewerId, DateTimeOffset now, Language language, CancellationToken cancellation)
    {
        const string sql = """
            select s.batch_id, a.state, s.reopened_at, s.reopen_reason,
                (select p.panel_id from panel p where p.application_id = s.application_id and p.state = 1) as panel_id
            from assignment s join application a using (application_id)
            where s.application_id = @applicationId and s.reviewer_id = @reviewerId and s.state = 2
            """;
        var parameters = new { applicationId, reviewerId };
        if (await connection.QuerySingleOrDefaultAsync<PairRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)) is not { } pair)
        {
            return null;
        }

        var batch = await BatchRow.ReadAsync(connection, pair.BatchId, cancellation);
        const string filed = $"select {ReviewRow.Columns} from review where application_id = @applicationId and reviewer_id = @reviewerId and excluded_at is null";
        var review = await connection.QuerySingleOrDefaultAsync<ReviewRow>(new CommandDefinition(filed, parameters, cancellationToken: cancellation));
        var situation = new SheetSituation(review is not null, pair.ReopenedAt is not null, pair.PanelId is not null, batch.ReviewUntil);
        var closed = batch.State != BatchState.UnderReview || pair.State != (short)ApplicationState.UnderReview
            ? ReviewErrors.NotUnderReview
            : ReviewGate.Closed(situation, now);
        return new OwnSheet
        {
            ApplicationId = applicationId.ToString(),
            Review = review?.ToMessage(batch.CriterionIds),
            Draft = (await DraftRow.FindAsync(connection, applicationId, reviewerId, cancellation))?.ToMessage(batch.CriterionIds),
            MayFile = closed is null,
            ClosedReason = closed?.In(language) ?? "",
            ReviewUntil = batch.ReviewUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null,
            JustificationRequired = batch.JustificationRequired,
            Reopened = situation.Reopened,
            ReopenReason = situation.Reopened ? pair.ReopenReason : "",
            // Only who has filed takes part in a panel.
            PanelId = review is not null ? pair.PanelId?.ToString() ?? "" : "",
        };
    }

    private sealed class PairRow
    {
        public Guid BatchId { get; init; }

        public short State { get; init; }

        public DateTimeOffset? ReopenedAt { get; init; }

        public string ReopenReason { get; init; } = "";

        public Guid? PanelId { get; init; }
    }
}
