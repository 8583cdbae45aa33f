using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>Takes an account into the pool. Whether the account exists and is a reviewer's is the identity service's to say at sign-in.</summary>
internal static class CreateReviewer
{
    private const string Sql = """
        insert into reviewer (reviewer_id, name, organisation_code, organisation_name, title, industries, tracks, keywords, load_limit,
            past_employer_codes, past_employer_names, past_employer_until, active, created_at)
        values (@ReviewerId, @Name, @OrganisationCode, @OrganisationName, @Title, @industries, @tracks, @keywords, @LoadLimit,
            @codes, @names, @until::text[]::date[], true, @now)
        """;

    public static Task<Reviewer> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateReviewerRequest request)
    {
        ReviewerFields.Check(request.Reviewer, catalogue);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            try
            {
                await change.ExecuteAsync(Sql, ReviewerFields.Parameters(request.Reviewer, change.Now));
            }
            catch (PostgresException exception) when (exception.Violates("reviewer_pkey"))
            {
                throw ReviewerErrors.Exists.ToException();
            }

            change.Audit("reviewer.create", "reviewer", request.Reviewer.ReviewerId);
            return (await ReviewerRow.ReadAsync(change, request.Reviewer.ReviewerId)).ToMessage();
        });
    }
}
