using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Assignments;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>An application that the caller may score now, locked until the commit, with what is filed already.</summary>
internal sealed record OpenSheet(ApplicationRow Application, BatchRow Batch, ReviewRow? Filed)
{
    /// <summary>Checks in this order: state, conflicts, assignment, deadline and double filing.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE, RECUSAL, NOT_ASSIGNED, DEADLINE_PASSED, REVIEW_FILED.</exception>
    public static async Task<OpenSheet> LockAsync(Change change, string applicationId)
    {
        var (batchState, application) = await ApplicationRow.LockAsync(change, Guid.Parse(applicationId), LockOfBatch.Share);
        if (application.SubmittedAt is null)
        {
            throw ApplicationErrors.NotFound.ToException();
        }

        if (batchState != BatchState.UnderReview || application.State != ApplicationState.UnderReview)
        {
            throw ReviewErrors.NotUnderReview.ToException();
        }

        if (await ConflictAsync(change, application) is { } conflict)
        {
            throw ReviewErrors.Recusal(conflict).ToException();
        }

        var pair = await AssignmentRow.ReadAsync(change, application.ApplicationId, change.Caller.Subject);
        if (pair is not { State: AssignmentState.Published })
        {
            throw ReviewErrors.NotAssigned.ToException();
        }

        var batch = await BatchRow.ReadAsync(change, application.BatchId);
        var filed = await ReviewRow.FindAsync(change, application.ApplicationId, change.Caller.Subject);
        const string panel = "select exists (select from panel where application_id = @ApplicationId and state = 1)";
        var situation = new SheetSituation(
            filed is not null, pair.ReopenedAt is not null, await change.ExecuteScalarAsync<bool>(panel, new { application.ApplicationId }), batch.ReviewUntil);
        return ReviewGate.Closed(situation, change.Now) is { } closed ? throw closed.ToException() : new(application, batch, filed);
    }

    /// <summary>By the pool's facts, and by the organisation that the token names.</summary>
    private static async Task<ConflictKind?> ConflictAsync(Change change, ApplicationRow application)
    {
        if (application.OrganisationCode == change.Caller.OrganisationCode)
        {
            return ConflictKind.SameOrganisation;
        }

        var reviewer = await change.QuerySingleOrDefaultAsync<ReviewerRow>($"select {ReviewerRow.Columns} from reviewer where reviewer_id = @Subject", new { change.Caller.Subject });
        if (reviewer is null)
        {
            return null;
        }

        const string declared = "select organisation_code, application_id from reviewer_conflict where reviewer_id = @Subject and lifted_at is null limit 10000";
        var conflicts = (await change.QueryAsync<(string OrganisationCode, Guid? ApplicationId)>(declared, new { change.Caller.Subject }))
            .Select(row => new StandingConflict(reviewer.ReviewerId, row.OrganisationCode, row.ApplicationId));
        return ConflictRules.Find(
            reviewer.ToFacts(conflicts),
            new ApplicantFacts(application.ApplicationId, application.OrganisationCode, application.CoApplicantCodes),
            CityDays.Of(change.Now),
            CityRules.Current.PastEmployerConflictYears);
    }
}
