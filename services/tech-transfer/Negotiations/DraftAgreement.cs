using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Puts a contract to both sides; earlier signatures are void.</summary>
public sealed class DraftAgreement(Store store)
{
    private const string Put = """
        insert into agreement (agreement_id, negotiation_id, kind, amount_cny_fen, terms, terms_hash)
        values (@agreement, @NegotiationId, @kind, @AmountFen, @Text, @hash)
        on conflict (negotiation_id) do update
        set kind = excluded.kind, amount_cny_fen = excluded.amount_cny_fen, terms = excluded.terms, terms_hash = excluded.terms_hash,
            enterprise_signed_at = null, owner_signed_at = null
        """;

    private const string Touch = "update negotiation set version = version + 1 where negotiation_id = @NegotiationId";

    public Task<Negotiation> HandleAsync(DraftAgreementRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            if (row.State != NegotiationState.Open)
            {
                throw NegotiationErrors.WrongState(row.State).ToException();
            }

            var terms = new AgreementTerms(request.Kind, request.AmountCnyFen, row.OrganisationCode, row.OwnerCode, request.Terms);
            await change.ExecuteAsync(Put, new
            {
                agreement = change.NewId(), row.NegotiationId, kind = (int)terms.Kind, terms.AmountFen, terms.Text, hash = terms.Hash(),
            });
            await change.ExecuteAsync(Touch, new { row.NegotiationId });
            change.Audit("agreement.draft", "negotiation", request.NegotiationId, new { hash = terms.Hash() });
            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });
}
