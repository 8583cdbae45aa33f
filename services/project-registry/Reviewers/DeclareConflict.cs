using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>
/// Declares a conflict. Assignments of batches under review that it touches and whose sheet is not filed end with it; a filed sheet
/// stays until officials exclude the reviewer.
/// </summary>
internal static class DeclareConflict
{
    public static Task<DeclaredConflict> RunAsync(Store store, ServerCallContext call, DeclareConflictRequest request)
    {
        var application = Ids.Optional(request.ApplicationId, "application_id");
        if ((application is null) == (request.OrganisationCode.Length == 0))
        {
            throw ReviewerErrors.ConflictWithOne.ToException();
        }

        if (application is null && !CreditCode.IsValid(request.OrganisationCode))
        {
            throw ReviewerErrors.CreditCode("organisation_code", request.OrganisationCode).ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            await RequireAsync(change, request.ReviewerId, application);
            var id = change.NewId();
            await InsertAsync(change, id, request, application);
            await EndAssignmentsAsync(change, request, application);
            change.Audit("reviewer.declare-conflict", "reviewer", request.ReviewerId, new { conflict = id });
            return (await change.QuerySingleOrDefaultAsync<ConflictRow>($"select {ConflictRow.Columns} from reviewer_conflict where conflict_id = @id", new { id }))!.ToMessage();
        });
    }

    /// <summary>The reviewer, whom the caller may speak for, and the application, which a reviewer must have been assigned.</summary>
    private static async Task RequireAsync(Change change, string reviewerId, Guid? application)
    {
        var official = change.Caller.Is(Roles.Official);
        if ((!official && change.Caller.Subject != reviewerId)
            || await change.QuerySingleOrDefaultAsync<string>("select reviewer_id from reviewer where reviewer_id = @reviewerId for no key update", new { reviewerId }) is null)
        {
            throw ReviewerErrors.NotFound.ToException();
        }

        const string seen = """
            select exists (select from application where application_id = @application and submitted_at is not null
                and (@official or exists (select from assignment s where s.application_id = @application and s.reviewer_id = @reviewerId and s.published_at is not null)))
            """;
        if (application is not null && !await change.ExecuteScalarAsync<bool>(seen, new { application, official, reviewerId }))
        {
            throw ReviewerErrors.ApplicationUnknown.ToException();
        }
    }

    private static async Task InsertAsync(Change change, Guid id, DeclareConflictRequest request, Guid? application)
    {
        const string sql = """
            insert into reviewer_conflict (conflict_id, reviewer_id, organisation_code, application_id, reason, declared_by, declared_at)
            values (@id, @ReviewerId, @OrganisationCode, @application, @Reason, @Subject, @Now)
            """;
        try
        {
            await change.ExecuteAsync(sql, new { id, request.ReviewerId, request.OrganisationCode, application, request.Reason, change.Caller.Subject, change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("reviewer_conflict_once"))
        {
            throw ReviewerErrors.ConflictExists.ToException();
        }
    }

    private static async Task EndAssignmentsAsync(Change change, DeclareConflictRequest request, Guid? application)
    {
        // Proposed and published pairs of batches that are not ranked yet: 3 is the formal check, 4 the review.
        const string sql = """
            update assignment s set state = 4, reason = @Reason
            from application a join batch b using (batch_id)
            where s.application_id = a.application_id and s.reviewer_id = @ReviewerId and s.state in (1, 2) and b.state in (3, 4)
                and (a.application_id = @application or (@OrganisationCode <> '' and (a.organisation_code = @OrganisationCode or @OrganisationCode = any(a.co_applicant_codes))))
                and not exists (select from review r where r.application_id = s.application_id and r.reviewer_id = s.reviewer_id)
            returning a.project_name, s.batch_id, s.published_by
            """;
        var ended = await change.QueryAsync<(string ProjectName, Guid BatchId, string PublishedBy)>(
            sql, new { request.Reason, request.ReviewerId, application, request.OrganisationCode });
        foreach (var (project, batchId, official) in ended.Where(pair => pair.PublishedBy.Length > 0))
        {
            Notify.Account(change, official, new Message(
                "assignment.conflict", $"“{project}”的一名评审专家须回避，请补充分配。", $"A reviewer of “{project}” must stand back: assign another one.", $"/batches/{batchId}/assignments"));
        }
    }
}
