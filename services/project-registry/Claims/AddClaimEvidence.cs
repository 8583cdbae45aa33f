using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>The firm adds evidence while the claim is not decided.</summary>
internal static class AddClaimEvidence
{
    private const string Sql = """
        insert into claim_evidence (claim_id, number, item, description, file_id, added_at)
        select @claimId, @first + e.number - 1, e.item, e.description, nullif(e.file_id, '00000000-0000-0000-0000-000000000000'), @Now
        from unnest(@items, @descriptions, @files) with ordinality as e (item, description, file_id, number)
        """;

    private const string FilesSql = """
        select count(*)::int from stored_file where file_id = any(@named) and owner_kind = @purpose and owner_id = @claimId and removed_at is null
        """;

    public static Task<PolicyClaim> RunAsync(Store store, ServerCallContext call, AddClaimEvidenceRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var claim = await ClaimRow.LockAsync(change, Guid.Parse(request.ClaimId), request.Etag, change.Caller.OrganisationCode);
            if (!ClaimSteps.IsOpen(claim.State))
            {
                throw ClaimErrors.WrongState(claim.State).ToException();
            }

            await InsertAsync(change, claim.ClaimId, claim.Policy, [request.Evidence], claim.Evidence.Count + 1);
            await change.ExecuteAsync("update policy_claim set row_version = row_version + 1 where claim_id = @ClaimId", new { claim.ClaimId });
            change.Audit("claim.add-evidence", "claim", claim.ClaimId.ToString(), new { request.Evidence.Item });
            return (await ClaimRow.ReadAsync(change, claim.ClaimId)).ToMessage(Languages.Of(call) == Language.English);
        });

    public static async Task InsertAsync(Change change, Guid claimId, Policy policy, IReadOnlyList<ClaimEvidence> evidence, int first)
    {
        if (evidence.Count == 0)
        {
            return;
        }

        if (evidence.Any(one => one.Item >= policy.Evidence.Count))
        {
            throw ClaimErrors.NoSuchItem.ToException();
        }

        var files = evidence.Select(one => Ids.Optional(one.FileId, "evidence.file_id") ?? Guid.Empty).ToArray();
        var named = files.Where(file => file != Guid.Empty).Distinct().ToArray();
        var purpose = FilePurpose.ClaimEvidence.Kind();
        if (await change.ExecuteScalarAsync<int>(FilesSql, new { claimId, named, purpose }) < named.Length)
        {
            throw ClaimErrors.NoSuchFile.ToException();
        }

        await change.ExecuteAsync(Sql, new
        {
            claimId, first, change.Now,
            items = evidence.Select(one => (short)one.Item).ToArray(),
            descriptions = evidence.Select(one => one.Description.Trim()).ToArray(),
            files,
        });
    }
}
