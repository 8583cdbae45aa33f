using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>Ends a declared conflict; it stays in the record with the reason.</summary>
internal static class LiftConflict
{
    public static Task<DeclaredConflict> RunAsync(Store store, ServerCallContext call, LiftConflictRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.ConflictId);
            var row = await change.QuerySingleOrDefaultAsync<ConflictRow>($"select {ConflictRow.Columns} from reviewer_conflict where conflict_id = @id for update", new { id })
                ?? throw ReviewerErrors.ConflictNotFound.ToException();
            if (row.LiftedAt is not null)
            {
                throw ReviewerErrors.ConflictLifted.ToException();
            }

            const string sql = $"""
                update reviewer_conflict set lifted_at = @Now, lifted_by = @Subject, lift_reason = @Reason where conflict_id = @id
                returning {ConflictRow.Columns}
                """;
            var lifted = await change.QuerySingleOrDefaultAsync<ConflictRow>(sql, new { change.Now, change.Caller.Subject, request.Reason, id });
            change.Audit("reviewer.lift-conflict", "reviewer", row.ReviewerId, new { conflict = id });
            return lifted!.ToMessage();
        });
}
