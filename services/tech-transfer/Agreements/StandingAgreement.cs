using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Needs;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>What follows from the second signature: the negotiation is agreed, the need solved, and nobody else negotiates on an exclusive grant.</summary>
internal static class StandingAgreement
{
    private const string Stand = "update agreement set state = @next, in_force_day = @inForce where agreement_id = @AgreementId";
    private const string Agree = "update negotiation set state = 2, version = version + 1 where negotiation_id = @NegotiationId";
    private const string Solve = "update technology_need set state = 2, version = version + 1 where need_id = @NeedId and state = 1";

    // What was granted to one alone cannot be granted again; any other contract excludes nobody.
    private const string Others = """
        select negotiation_id from negotiation where listing_id = @ListingId and negotiation_id <> @NegotiationId and state = 1 order by negotiation_id limit 1000
        """;

    public static async Task RunAsync(Change change, AgreementLocks.Locked locked)
    {
        var (row, negotiation, listing) = locked;
        var today = CityDays.Of(change.Now);
        DateOnly? inForce = row.EffectiveDay is { } effective && effective > today ? null : today;
        await change.ExecuteAsync(Stand, new { next = (int)(inForce is null ? AgreementState.Signed : AgreementState.InForce), inForce, row.AgreementId });
        await change.ExecuteAsync(Agree, new { row.NegotiationId });
        await change.ExecuteAsync(Solve, new { negotiation.NeedId });
        await ListingFollows.StepAsync(change, listing, ListingStep.Transfer);
        if (row.Exclusive)
        {
            await EndOthersAsync(change, row, listing with { State = ListingState.Transferred });
        }

        change.Raise(await EventAsync(change, row, negotiation), row.AgreementId.ToString());
        change.Audit("agreement.stand", "agreement", row.AgreementId.ToString());
        foreach (var side in new[] { row.OrganisationCode, row.OwnerCode })
        {
            Inform.Organisation(change, side, new Message(
                "agreement.signed", $"“{row.ListingTitle}”的技术合同双方已签署。", $"Both sides have signed the contract on “{row.ListingTitle}”.", $"/agreements/{row.AgreementId}"));
        }
    }

    private static async Task EndOthersAsync(Change change, AgreementRow row, ListingRow listing)
    {
        var reason = row.Kind == AgreementKind.Assignment ? "成果已转让" : "成果已独占许可他人";
        foreach (var id in await change.QueryAsync<Guid>(Others, new { row.ListingId, row.NegotiationId }))
        {
            await EndNegotiation.EndAsync(change, (await NegotiationRow.ReadAsync(change, id))!, listing, NegotiationEnding.ListingTaken, reason);
        }
    }

    private static async Task<AgreementSigned> EventAsync(Change change, AgreementRow row, NegotiationRow negotiation) => new()
    {
        AgreementId = row.AgreementId.ToString(),
        NegotiationId = row.NegotiationId.ToString(),
        ListingId = row.ListingId.ToString(),
        NeedId = negotiation.NeedId?.ToString() ?? "",
        OrganisationCode = row.OrganisationCode,
        OwnerCode = row.OwnerCode,
        ProjectId = negotiation.ProjectId,
        CollaborationId = negotiation.CollaborationId,
        AmountCnyFen = row.AmountCnyFen,
        SupportRequests = { negotiation.NeedId is { } needId ? await SupportBinding.OfAsync(change, needId) : [] },
    };
}
