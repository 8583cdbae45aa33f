using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>Costs that the transfer itself caused, each with its evidence; one that does not count after all stays listed.</summary>
internal static class DirectCosts
{
    private const string Insert = """
        insert into direct_cost (agreement_id, number, day, amount_cny_fen, description, evidence, recorded_at)
        select @AgreementId, coalesce(max(number), 0) + 1, @day, @AmountCnyFen, @description, @evidence, @Now from direct_cost where agreement_id = @AgreementId
        """;

    private const string Cancel = """
        update direct_cost set cancel_reason = @reason where agreement_id = @AgreementId and number = @Number and cancel_reason = ''
        """;

    public static Task<Sharing> RecordAsync(Store store, ServerCallContext call, RecordDirectCostRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForOwnerAsync(change, request.AgreementId)).Agreement;
            if (row.SignedAt is null)
            {
                throw SharingErrors.NotSigned.ToException();
            }

            var day = CityDays.Read(request.Day, "day");
            if (day > CityDays.Of(change.Now))
            {
                throw SharingErrors.CostInFuture.ToException();
            }

            await change.ExecuteAsync(Insert, new
            {
                row.AgreementId, day, request.AmountCnyFen, description = request.Description.Trim(), evidence = request.Evidence.Trim(), change.Now,
            });
            change.Audit("benefit.record_cost", "agreement", request.AgreementId);
            return await GetSharing.MessageAsync(change, row);
        });

    public static Task<Sharing> CancelAsync(Store store, ServerCallContext call, CancelDirectCostRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForOwnerAsync(change, request.AgreementId)).Agreement;
            if (await change.ExecuteAsync(Cancel, new { row.AgreementId, request.Number, reason = request.Reason.Trim() }) == 0)
            {
                throw SharingErrors.CostNotFound.ToException();
            }

            change.Audit("benefit.cancel_cost", "agreement", request.AgreementId, new { request.Number });
            return await GetSharing.MessageAsync(change, row);
        });
}
