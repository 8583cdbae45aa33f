using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A statement on demand: for what came in before, and for corrections.</summary>
internal static class DistributeIncome
{
    public static Task<Sharing> RunAsync(Store store, ServerCallContext call, DistributeIncomeRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForOwnerAsync(change, request.AgreementId)).Agreement;
            var facts = await SharingFacts.ReadAsync(change.Connection, row, change.Cancellation);
            if (Missing(facts) is { } missing)
            {
                throw missing.ToException();
            }

            var lines = await Distribute.LinesAsync(change, facts);
            if (lines.All(line => line.AmountCnyFen == 0))
            {
                throw SharingErrors.Nothing.ToException();
            }

            if (lines.Any(line => line.AmountCnyFen < 0) && request.Reason.Trim().Length == 0)
            {
                throw SharingErrors.ReasonNeeded.ToException();
            }

            await Distribute.WriteAsync(change, facts, lines, request.Reason.Trim());
            return await GetSharing.MessageAsync(change, row);
        });

    private static Error? Missing(SharingFacts facts) => facts switch
    {
        { Policy: null } => SharingErrors.NoPolicy,
        { Inventors.Count: 0 } => SharingErrors.NoInventors,
        _ => null,
    };
}
