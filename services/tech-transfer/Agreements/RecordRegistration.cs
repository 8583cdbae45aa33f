using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The number under which the contract was recognised and registered (认定登记).</summary>
internal static class RecordRegistration
{
    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, RecordRegistrationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForOwnerAsync(change, request.AgreementId, request.Etag)).Agreement;
            if (row.State is not (AgreementState.Signed or AgreementState.InForce or AgreementState.Performed))
            {
                throw AgreementErrors.NotSigned.ToException();
            }

            await change.ExecuteAsync(
                "update agreement set registration_number = @number where agreement_id = @AgreementId", new { number = request.RegistrationNumber.Trim(), row.AgreementId });
            await AgreementLocks.TouchAsync(change, row);
            change.Audit("agreement.register", "agreement", request.AgreementId);
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });
}
