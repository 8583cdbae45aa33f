using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>Accepts the newest terms by their hash: TERM_SHEET → TERMS_AGREED.</summary>
internal static class AcceptTermSheet
{
    private const string Accept = """
        update term_sheet set acceptor = @Subject, accepted_at = @Now where negotiation_id = @NegotiationId and version = @Version
        """;

    public static Task<TermSheet> RunAsync(Store store, AcceptTermSheetRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            NegotiationMove.Next(row, NegotiationStep.AcceptTerms);
            var terms = await AgreedTerms.NewestAsync(change, row.NegotiationId);
            if (terms is null || !string.Equals(terms.TermsHash, request.TermsHash, StringComparison.OrdinalIgnoreCase))
            {
                throw NegotiationErrors.TermsSuperseded.ToException();
            }

            if (terms.ProposedBy == change.Caller.OrganisationCode)
            {
                throw NegotiationErrors.OwnTerms.ToException();
            }

            await change.ExecuteAsync(Accept, new { row.NegotiationId, terms.Version, change.Caller.Subject, change.Now });
            await NegotiationMove.StepAsync(
                change, row, NegotiationStep.AcceptTerms, NegotiationActKind.TermsAgreed, terms.Version.ToString(CultureInfo.InvariantCulture));
            NegotiationNotices.TellOther(
                change, row, "negotiation.terms-agreed", "双方条款一致，可以拟定合同。", "both sides agree on the terms: the contract can be drawn up.");
            change.Audit("terms.accept", "negotiation", request.NegotiationId, new { terms.Version, hash = terms.TermsHash });
            return (await AgreedTerms.NewestAsync(change, row.NegotiationId))!.ToMessage();
        });
}
