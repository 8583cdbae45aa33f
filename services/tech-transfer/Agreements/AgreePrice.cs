using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The side that did not draft agrees to the present text: the price stands.</summary>
internal static class AgreePrice
{
    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, AgreementHashRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForSideAsync(change, request.AgreementId);
            var row = locked.Agreement;
            var next = AgreementStates.Require(row.State, AgreementStep.AgreePrice);
            if (!string.Equals(request.TermsHash, row.TermsHash, StringComparison.OrdinalIgnoreCase))
            {
                throw AgreementErrors.TermsChanged.ToException();
            }

            if ((!locked.ByFirm(change) || row.EnterpriseAgreed) && (!locked.ByOwner(change) || row.OwnerAgreed))
            {
                throw AgreementErrors.AlreadyAgreed.ToException();
            }

            await change.ExecuteAsync(
                "update agreement set enterprise_agreed = true, owner_agreed = true, state = @next where agreement_id = @AgreementId", new { next = (int)next, row.AgreementId });
            await AgreementLocks.TouchAsync(change, row);
            change.Audit("agreement.agree_price", "agreement", request.AgreementId, new { hash = row.TermsHash });
            Inform.Organisation(change, locked.Other(change), Told(row));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });

    private static Message Told(AgreementRow row) => row.NeedsNotice
        ? new Message("agreement.price_agreed", $"“{row.ListingTitle}”的价格已议定，完成单位须公示后双方方可签署。", $"The price of “{row.ListingTitle}” is agreed: the owner publishes it before both sides sign.", $"/agreements/{row.AgreementId}")
        : new Message("agreement.price_agreed", $"“{row.ListingTitle}”的价格已议定，可以签署。", $"The price of “{row.ListingTitle}” is agreed: sign the contract.", $"/agreements/{row.AgreementId}");
}
