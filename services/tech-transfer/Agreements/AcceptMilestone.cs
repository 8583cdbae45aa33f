using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The firm accepts what was to be delivered.</summary>
internal static class AcceptMilestone
{
    private const string Accept = """
        update agreement_milestone set accepted_day = @today where agreement_id = @AgreementId and number = @Number and accepted_day is null
        """;

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, AcceptMilestoneRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForFirmAsync(change, request.AgreementId, request.Etag);
            var row = locked.Agreement;
            if (row.State != AgreementState.InForce)
            {
                throw AgreementErrors.WrongState(row.State).ToException();
            }

            if (await change.ExecuteAsync(Accept, new { today = CityDays.Of(change.Now), row.AgreementId, request.Number }) == 0)
            {
                const string known = "select exists (select from agreement_milestone where agreement_id = @AgreementId and number = @Number)";
                throw (await change.ExecuteScalarAsync<bool>(known, new { row.AgreementId, request.Number }) ? AgreementErrors.AcceptedAlready : AgreementErrors.NoSuchMilestone).ToException();
            }

            await AgreementLocks.TouchAsync(change, row);
            change.Audit("agreement.accept_milestone", "agreement", request.AgreementId, new { request.Number });
            Inform.Organisation(change, row.OwnerCode, new Message(
                "agreement.milestone_accepted", $"企业已验收“{row.ListingTitle}”合同的节点 {request.Number}。", $"The firm accepted milestone {request.Number} of the contract on “{row.ListingTitle}”.", $"/agreements/{row.AgreementId}"));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });
}
