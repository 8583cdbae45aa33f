using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>
/// The owner makes name and price public for the days of the rule (国发〔2016〕16号: 15 or more). The day of publication does not count
/// (Civil Code art. 201).
/// </summary>
internal static class PublishPriceNotice
{
    private const string Insert = """
        insert into price_notice (notice_id, agreement_id, terms_hash, publish_day, last_day, minimum_days)
        values (@id, @AgreementId, @TermsHash, @today, @last, @least)
        """;

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, PublishPriceNoticeRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForOwnerAsync(change, request.AgreementId, request.Etag);
            var row = locked.Agreement;
            if (!row.NeedsNotice)
            {
                throw AgreementErrors.NoNoticeNeeded.ToException();
            }

            var next = AgreementStates.Require(row.State, AgreementStep.PublishNotice);
            var today = CityDays.Of(change.Now);
            var rules = await TransferRuleSet.ReadAsync(change.Connection, today, change.Cancellation);
            var least = (int)rules[TransferRuleKey.PriceNoticeDays];
            if (request.Days > 0 && request.Days < least)
            {
                throw AgreementErrors.NoticeTooShort(least).ToException();
            }

            var last = today.AddDays(Math.Max(request.Days, least));
            var id = change.NewId();
            await change.ExecuteAsync(Insert, new { id, row.AgreementId, row.TermsHash, today, last, least });
            await change.ExecuteAsync("update agreement set state = @next where agreement_id = @AgreementId", new { next = (int)next, row.AgreementId });
            await AgreementLocks.TouchAsync(change, row);
            change.Audit("price_notice.publish", "agreement", request.AgreementId, new { notice = id, last = CityDays.Text(last) });
            Inform.Organisation(change, row.OrganisationCode, new Message(
                "price_notice.published", $"“{row.ListingTitle}”的拟交易价格已公示至 {CityDays.Text(last)}，期满后双方可签署。",
                $"The price of “{row.ListingTitle}” is in public notice until {CityDays.Text(last)}; both sides may sign after it.", $"/agreements/{row.AgreementId}"));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });
}
