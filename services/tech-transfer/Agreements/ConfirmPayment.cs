using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.BenefitSharing;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The owner confirms that a payment came in.</summary>
internal static class ConfirmPayment
{
    private const string Pay = """
        update agreement_payment set paid_day = @day, voucher = @Voucher where agreement_id = @AgreementId and number = @Number and paid_day is null
        """;

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, ConfirmPaymentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForOwnerAsync(change, request.AgreementId, request.Etag);
            var row = locked.Agreement;
            if (row.State is not (AgreementState.Signed or AgreementState.InForce))
            {
                throw AgreementErrors.WrongState(row.State).ToException();
            }

            var day = CityDays.Read(request.PaidDay, "paid_day");
            if (day > CityDays.Of(change.Now))
            {
                throw AgreementErrors.PaidInFuture.ToException();
            }

            if (await change.ExecuteAsync(Pay, new { day, request.Voucher, row.AgreementId, request.Number }) == 0)
            {
                const string known = "select exists (select from agreement_payment where agreement_id = @AgreementId and number = @Number)";
                throw (await change.ExecuteScalarAsync<bool>(known, new { row.AgreementId, request.Number }) ? AgreementErrors.PaidAlready : AgreementErrors.NoSuchPayment).ToException();
            }

            await AgreementLocks.TouchAsync(change, row);
            await Distribute.AfterPaymentAsync(change, row, request.Number);
            change.Audit("agreement.confirm_payment", "agreement", request.AgreementId, new { request.Number });
            Inform.Organisation(change, row.OrganisationCode, new Message(
                "agreement.payment_confirmed", $"“{row.ListingTitle}”合同的第 {request.Number} 笔款项已确认到账。", $"Payment {request.Number} of the contract on “{row.ListingTitle}” was confirmed.", $"/agreements/{row.AgreementId}"));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });
}
