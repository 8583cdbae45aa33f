using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The terms that a request states, checked: pure.</summary>
internal static class ReadTerms
{
    private const string WholeAmount = "签约后一次付清";

    /// <exception cref="FailedException">PAYMENTS_NOT_AMOUNT, INVALID_FIELD, CELL_NOT_A_DATE.</exception>
    public static AgreementTerms Of(DraftAgreementRequest request)
    {
        var payments = request.Payments.Select((payment, i) => new PlannedPayment(
            payment.AmountCnyFen, CityDays.Read(payment.DueDay, $"payments[{i}].due_day"), payment.Condition.Trim())).ToList();
        if (payments.Count == 0 && request.AmountCnyFen > 0)
        {
            payments.Add(new PlannedPayment(request.AmountCnyFen, null, WholeAmount));
        }

        var royalty = request.Royalty is { RateBp: > 0 } stated ? stated : new Royalty();
        var terms = new AgreementTerms(
            request.Kind,
            request.Pricing == Pricing.Unspecified ? Pricing.Agreed : request.Pricing,
            request.PricingRecord.Trim(),
            request.Exclusive || request.Kind == AgreementKind.Assignment,
            request.AmountCnyFen,
            royalty.RateBp,
            royalty.PeriodMonths,
            royalty.DueDays,
            request.EquityBp,
            CityDays.Read(request.EffectiveDay, "effective_day"),
            CityDays.Read(request.EndDay, "end_day"),
            payments,
            [.. request.Milestones.Select((one, i) => new PlannedMilestone(one.Title.Trim(), one.Criteria.Trim(), CityDays.Read(one.DueDay, $"milestones[{i}].due_day")))],
            request.IpClauses.Trim(),
            request.Terms.Trim());
        return Refusal(terms) is { } refusal ? throw refusal.ToException() : terms;
    }

    /// <summary>What is wrong in itself; null where nothing is.</summary>
    internal static Error? Refusal(AgreementTerms terms) => terms switch
    {
        { Text.Length: 0 } => AgreementErrors.NoText,
        { RoyaltyBp: > 0, RoyaltyMonths: 0 } => AgreementErrors.NoRoyaltyPeriod,
        { EffectiveDay: { } from, EndDay: { } to } when to < from => AgreementErrors.EndsBeforeItBegins,
        { Pricing: not Pricing.Agreed, PricingRecord.Length: 0 } => AgreementErrors.NoPricingRecord,
        { Exclusive: true, Kind: not (AgreementKind.Licence or AgreementKind.Assignment) } => AgreementErrors.NothingToGrant,
        _ => Sum(terms) == terms.AmountFen ? null : AgreementErrors.PaymentsNotAmount(Sum(terms), terms.AmountFen),
    };

    private static long Sum(AgreementTerms terms) => terms.Payments.Sum(payment => payment.AmountFen);
}
