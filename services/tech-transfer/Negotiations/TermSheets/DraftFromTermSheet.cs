using Grpc.Core;
using Platform.Chassis.Data;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>Draws up the contract from the terms that both sides have accepted.</summary>
internal static class DraftFromTermSheet
{
    public static Task<Agreement> RunAsync(Store store, DraftFromTermSheetRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            NegotiationMove.MustBeOpen(row);
            if (row.Stage != NegotiationStage.TermsAgreed || await AgreedTerms.ReadAsync(change.Connection, row.NegotiationId, change.Cancellation) is not { } agreed)
            {
                throw NegotiationErrors.WrongStage(row.Stage).ToException();
            }

            if (!string.Equals(agreed.TermsHash, request.TermsHash, StringComparison.OrdinalIgnoreCase))
            {
                throw NegotiationErrors.TermsSuperseded.ToException();
            }

            var contract = ContractOfTerms.Of(agreed.ToTerms(), row.ListingTitle, agreed.Version, agreed.TermsHash);
            var id = await DraftAgreement.PutAsync(change, row, contract);
            return await AgreementParts.MessageAsync(change, id);
        });
}
