using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>Puts terms to the other side as the newest version; who proposes them accepts them.</summary>
internal static class ProposeTermSheet
{
    private const string Insert = """
        insert into term_sheet (
            negotiation_id, version, form, price_cny_fen, royalty_bp, equity_bp, field_of_use, territory, term_months, milestones, other_terms,
            terms_hash, note, proposed_by, proposer, proposed_at)
        values (
            @NegotiationId, @version, @form, @PriceCnyFen, @RoyaltyBp, @EquityBp, @FieldOfUse, @Territory, @TermMonths, @milestones::jsonb, @OtherTerms,
            @hash, @Note, @OrganisationCode, @Subject, @Now)
        """;

    public static Task<TermSheet> RunAsync(Store store, ProposeTermSheetRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            NegotiationMove.Next(row, NegotiationStep.ProposeTerms);
            if (TermSheetRules.Check(request.Terms) is { } contradiction)
            {
                throw contradiction.ToException();
            }

            await Exclusivity.CheckAsync(change, row, request.Terms.Form);
            var version = await InsertAsync(change, row, request);
            await NegotiationMove.StepAsync(
                change, row, NegotiationStep.ProposeTerms, NegotiationActKind.TermsProposed, version.ToString(CultureInfo.InvariantCulture), request.Terms.Form);
            NegotiationNotices.TellOther(
                change, row, "negotiation.terms-proposed", $"对方提出条款清单第 {version} 版，请答复。", $"the other side put version {version} of the terms: please answer.");
            return (await AgreedTerms.NewestAsync(change, row.NegotiationId))!.ToMessage();
        });

    private static async Task<int> InsertAsync(Change change, NegotiationRow row, ProposeTermSheetRequest request)
    {
        var before = await AgreedTerms.NewestAsync(change, row.NegotiationId);
        var terms = request.Terms;
        var hash = TermsHash.Of(terms, row.OrganisationCode, row.OwnerCode);
        if (before?.TermsHash == hash)
        {
            throw NegotiationErrors.TermsSame.ToException();
        }

        var version = (before?.Version ?? 0) + 1;
        await change.ExecuteAsync(Insert, new
        {
            row.NegotiationId, version, form = (short)terms.Form, terms.PriceCnyFen, terms.RoyaltyBp, terms.EquityBp, terms.FieldOfUse, terms.Territory,
            terms.TermMonths, milestones = TermSheetRow.Json(terms.Milestones), terms.OtherTerms, hash, request.Note,
            change.Caller.OrganisationCode, change.Caller.Subject, change.Now,
        });
        change.Audit("terms.propose", "negotiation", request.NegotiationId, new { version, hash });
        return version;
    }
}
