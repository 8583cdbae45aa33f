using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>Changes an entry of the pool; an empty mask means all fields that officials may change.</summary>
internal static class UpdateReviewer
{
    private const string Sql = """
        update reviewer set name = @Name, organisation_code = @OrganisationCode, organisation_name = @OrganisationName, title = @Title,
            industries = @industries, tracks = @tracks, keywords = @keywords, load_limit = @LoadLimit, past_employer_codes = @codes,
            past_employer_names = @names, past_employer_until = @until::text[]::date[], version = version + 1
        where reviewer_id = @ReviewerId
        """;

    public static Task<Reviewer> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateReviewerRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var stored = await ReviewerRow.LockAsync(change, request.Reviewer.ReviewerId, request.Reviewer.Etag);
            var merged = ReviewerFields.Merge(stored.ToMessage(), request.Reviewer, request.UpdateMask);
            ReviewerFields.Check(merged, catalogue);
            await change.ExecuteAsync(Sql, ReviewerFields.Parameters(merged, change.Now));
            change.Audit("reviewer.update", "reviewer", stored.ReviewerId);
            return (await ReviewerRow.ReadAsync(change, stored.ReviewerId)).ToMessage();
        });
}
