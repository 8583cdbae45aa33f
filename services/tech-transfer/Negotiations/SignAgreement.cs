using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Signs the present contract for the caller's organisation; with the second signature it stands.</summary>
public sealed class SignAgreement(Store store)
{
    private const string Sign = """
        update agreement
        set enterprise_signed_at = case when @byFirm then @Now else enterprise_signed_at end,
            owner_signed_at = case when @byOwner then @Now else owner_signed_at end
        where negotiation_id = @NegotiationId
        """;

    public Task<Negotiation> HandleAsync(SignAgreementRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, listing) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            var byFirm = row.OrganisationCode == change.Caller.OrganisationCode;
            var byOwner = row.OwnerCode == change.Caller.OrganisationCode;
            Check(row, request.TermsHash, byFirm, byOwner);
            await change.ExecuteAsync(Sign, new { row.NegotiationId, byFirm, byOwner, change.Now });
            change.Audit("agreement.sign", "negotiation", request.NegotiationId, new { hash = row.TermsHash });
            if ((byFirm || row.EnterpriseSignedAt is not null) && (byOwner || row.OwnerSignedAt is not null))
            {
                await AgreeAsync(change, row, listing);
            }
            else
            {
                await change.ExecuteAsync("update negotiation set version = version + 1 where negotiation_id = @NegotiationId", new { row.NegotiationId });
            }

            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });

    private static void Check(NegotiationRow row, string hash, bool byFirm, bool byOwner)
    {
        if (row.State != NegotiationState.Open)
        {
            throw NegotiationErrors.WrongState(row.State).ToException();
        }

        if (row.AgreementId is null)
        {
            throw NegotiationErrors.NoDraft.ToException();
        }

        if (!string.Equals(hash, row.TermsHash, StringComparison.OrdinalIgnoreCase))
        {
            throw NegotiationErrors.TermsChanged.ToException();
        }

        if ((byFirm && row.EnterpriseSignedAt is not null) || (byOwner && row.OwnerSignedAt is not null))
        {
            throw NegotiationErrors.AlreadySigned.ToException();
        }
    }

    private static async Task AgreeAsync(Change change, NegotiationRow row, ListingRow listing)
    {
        const string agree = "update negotiation set state = 2, version = version + 1 where negotiation_id = @NegotiationId";
        const string solve = "update technology_need set state = 2, version = version + 1 where need_id = @NeedId and state = 1";
        // What was sold cannot be sold again; a licence or a service excludes nobody.
        const string endOthers = """
            update negotiation set state = 3, end_reason = '成果已转让', version = version + 1
            where listing_id = @ListingId and negotiation_id <> @NegotiationId and state = 1
            """;
        await change.ExecuteAsync(agree, new { row.NegotiationId });
        await change.ExecuteAsync(solve, new { row.NeedId });
        if ((AgreementKind)row.Kind == AgreementKind.Assignment)
        {
            await change.ExecuteAsync(endOthers, new { row.ListingId, row.NegotiationId });
        }

        await ListingFollows.StepAsync(change, listing, ListingStep.Transfer);
        change.Raise(new AgreementSigned
        {
            AgreementId = row.AgreementId.ToString(),
            NegotiationId = row.NegotiationId.ToString(),
            ListingId = row.ListingId.ToString(),
            NeedId = row.NeedId?.ToString() ?? "",
            OrganisationCode = row.OrganisationCode,
            OwnerCode = row.OwnerCode,
            ProjectId = row.ProjectId,
            CollaborationId = row.CollaborationId,
            AmountCnyFen = row.AmountCnyFen,
            SupportRequests = { row.NeedId is { } needId ? await SupportBinding.OfAsync(change, needId) : [] },
        }, row.AgreementId.ToString()!);
        change.Audit("agreement.stand", "agreement", row.AgreementId.ToString()!);
    }
}
