using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.TechTransfer.Negotiations;

namespace Platform.TechTransfer.Agreements;

/// <summary>Writes a draft with its payments and milestones in place of the earlier one.</summary>
internal static class StoreDraft
{
    private const string Put = """
        insert into agreement as a (
            agreement_id, negotiation_id, listing_id, kind, amount_cny_fen, terms, terms_hash, pricing, pricing_record, exclusive, royalty_bp, royalty_months,
            royalty_due_days, equity_bp, ip_clauses, effective_day, end_day, enterprise_agreed, owner_agreed, created_at)
        values (
            @id, @NegotiationId, @ListingId, @kind, @AmountFen, @Text, @hash, @pricing, @PricingRecord, @Exclusive, @RoyaltyBp, @RoyaltyMonths,
            @RoyaltyDueDays, @EquityBp, @IpClauses, @EffectiveDay, @EndDay, @byFirm, @byOwner, @Now)
        on conflict (negotiation_id) do update
        set kind = excluded.kind, amount_cny_fen = excluded.amount_cny_fen, terms = excluded.terms, terms_hash = excluded.terms_hash, pricing = excluded.pricing,
            pricing_record = excluded.pricing_record, exclusive = excluded.exclusive, royalty_bp = excluded.royalty_bp, royalty_months = excluded.royalty_months,
            royalty_due_days = excluded.royalty_due_days, equity_bp = excluded.equity_bp, ip_clauses = excluded.ip_clauses, effective_day = excluded.effective_day,
            end_day = excluded.end_day, enterprise_agreed = excluded.enterprise_agreed, owner_agreed = excluded.owner_agreed,
            enterprise_signed_at = null, owner_signed_at = null, state = 1, version = a.version + 1
        returning a.agreement_id
        """;

    private const string Clear = """
        with n as (update price_notice set withdrawn = true where agreement_id = @id and not withdrawn),
             m as (delete from agreement_milestone where agreement_id = @id),
             g as (update negotiation set version = version + 1 where negotiation_id = @NegotiationId)
        delete from agreement_payment where agreement_id = @id
        """;

    public static async Task<Guid> RunAsync(Change change, NegotiationRow negotiation, AgreementTerms terms, string hash)
    {
        var id = await change.ExecuteScalarAsync<Guid>(Put, new
        {
            id = change.NewId(), negotiation.NegotiationId, negotiation.ListingId, kind = (int)terms.Kind, terms.AmountFen, terms.Text, hash,
            pricing = (int)terms.Pricing, terms.PricingRecord, terms.Exclusive, terms.RoyaltyBp, terms.RoyaltyMonths, terms.RoyaltyDueDays, terms.EquityBp,
            terms.IpClauses, terms.EffectiveDay, terms.EndDay, change.Now,
            byFirm = negotiation.OrganisationCode == change.Caller.OrganisationCode, byOwner = negotiation.OwnerCode == change.Caller.OrganisationCode,
        });
        await change.ExecuteAsync(Clear, new { id, negotiation.NegotiationId });
        for (var i = 0; i < terms.Payments.Count; i++)
        {
            var payment = terms.Payments[i];
            change.Write(
                "insert into agreement_payment (agreement_id, number, amount_cny_fen, due_day, condition) values ($1, $2, $3, $4::date, $5)",
                id, i + 1, payment.AmountFen, CityDays.Text(payment.DueDay) is { Length: > 0 } day ? day : null, payment.Condition);
        }

        for (var i = 0; i < terms.Milestones.Count; i++)
        {
            var milestone = terms.Milestones[i];
            change.Write(
                "insert into agreement_milestone (agreement_id, number, title, criteria, due_day) values ($1, $2, $3, $4, $5::date)",
                id, i + 1, milestone.Title, milestone.Criteria, CityDays.Text(milestone.DueDay) is { Length: > 0 } day ? day : null);
        }

        return id;
    }
}
