using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>The owner dismisses an objection, or upholds it: then the notice is withdrawn and price and text are open again.</summary>
internal static class AnswerPriceObjection
{
    private const string Find = """
        select a.agreement_id from price_objection o join price_notice n using (notice_id) join agreement a using (agreement_id) where o.objection_id = @id
        """;

    private const string Answer = """
        update price_objection set state = @state, answer = @answer, answered_at = @Now, answered_by = @Subject where objection_id = @id and state = 1
        """;

    // Who agreed to that price agrees to none any more.
    private const string Reopen = """
        with n as (update price_notice set withdrawn = true where agreement_id = @AgreementId and not withdrawn)
        update agreement set state = @next, enterprise_agreed = false, owner_agreed = false where agreement_id = @AgreementId
        """;

    public static Task<PriceObjection> RunAsync(Store store, ServerCallContext call, AnswerPriceObjectionRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.ObjectionId);
            var agreement = await change.QuerySingleOrDefaultAsync<Guid?>(Find, new { id }) ?? throw PriceNoticeErrors.ObjectionNotFound.ToException();
            var row = (await AgreementLocks.ForOwnerAsync(change, agreement.ToString())).Agreement;
            var state = request.Uphold ? PriceObjectionState.Upheld : PriceObjectionState.Dismissed;
            if (await change.ExecuteAsync(Answer, new { state = (int)state, answer = request.Answer.Trim(), change.Now, change.Caller.Subject, id }) == 0)
            {
                throw PriceNoticeErrors.Answered.ToException();
            }

            if (request.Uphold && AgreementStates.Next(row.State, AgreementStep.UpholdObjection) is { } next)
            {
                await change.ExecuteAsync(Reopen, new { row.AgreementId, next = (int)next });
                Inform.Organisation(change, row.OrganisationCode, new Message(
                    "price_notice.withdrawn", $"“{row.ListingTitle}”的价格公示因异议成立而撤回，须重新议定价格。", $"The price notice of “{row.ListingTitle}” was withdrawn as an objection was upheld: agree on the price anew.", $"/agreements/{row.AgreementId}"));
            }

            await AgreementLocks.TouchAsync(change, row);
            change.Audit(request.Uphold ? "price_objection.uphold" : "price_objection.dismiss", "price_objection", request.ObjectionId);
            return (await change.QuerySingleOrDefaultAsync<ObjectionRow>($"select {ObjectionRow.Columns} from price_objection o where o.objection_id = @id", new { id }))!.ToMessage(named: true);
        });
}
