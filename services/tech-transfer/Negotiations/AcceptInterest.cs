using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>The owner takes up the firm's interest: INTEREST → CONFIDENTIALITY.</summary>
internal static class AcceptInterest
{
    public static Task<Negotiation> RunAsync(Store store, AcceptInterestRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForOwnerAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            NegotiationMove.Next(row, NegotiationStep.AcceptInterest);
            await Exclusivity.CheckAsync(change, row, row.Form);
            await NegotiationMove.StepAsync(change, row, NegotiationStep.AcceptInterest, NegotiationActKind.InterestAccepted);
            NegotiationNotices.TellOther(
                change, row, "negotiation.interest-accepted", "成果方接受合作意向，请商定保密协议。", "the owner takes up your interest: agree on confidentiality next.");
            change.Audit("negotiation.accept-interest", "negotiation", request.NegotiationId);
            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });
}
