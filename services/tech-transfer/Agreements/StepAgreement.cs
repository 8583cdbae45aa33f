using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>Brings a signed contract into force, completes or terminates it.</summary>
internal static class StepAgreement
{
    private const string Update = """
        update agreement
        set state = @next, end_reason = @reason, in_force_day = case when @next = 5 then @today else in_force_day end
        where agreement_id = @AgreementId
        """;

    private const string Open = """
        select exists (select from agreement_payment where agreement_id = @AgreementId and paid_day is null)
            or exists (select from agreement_milestone where agreement_id = @AgreementId and accepted_day is null)
        """;

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, AgreementStepRequest request, AgreementStep step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForSideAsync(change, request.AgreementId, request.Etag);
            var row = locked.Agreement;
            var next = AgreementStates.Require(row.State, step);
            var today = CityDays.Of(change.Now);
            var open = step == AgreementStep.Complete && await change.ExecuteScalarAsync<bool>(Open, new { row.AgreementId });
            if (Refusal(row, step, request.Reason.Trim(), open, today) is { } refusal)
            {
                throw refusal.ToException();
            }

            await change.ExecuteAsync(Update, new { next = (int)next, reason = step == AgreementStep.Terminate ? request.Reason.Trim() : "", today, row.AgreementId });
            await AgreementLocks.TouchAsync(change, row);
            change.Audit(Action(step), "agreement", request.AgreementId);
            Inform.Organisation(change, locked.Other(change), new Message(
                Action(step), $"“{row.ListingTitle}”的技术合同{AgreementErrors.Chinese(next)}。", $"The contract on “{row.ListingTitle}” is now: {next}.", $"/agreements/{row.AgreementId}"));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });

    private static Error? Refusal(AgreementRow row, AgreementStep step, string reason, bool open, DateOnly today) => step switch
    {
        AgreementStep.BringIntoForce when row.EffectiveDay > today => AgreementErrors.NotYetEffective,
        AgreementStep.Complete when open => AgreementErrors.PerformanceOpen,
        AgreementStep.Terminate when reason.Length == 0 => AgreementErrors.ReasonNeeded,
        _ => null,
    };

    private static string Action(AgreementStep step) => step switch
    {
        AgreementStep.BringIntoForce => "agreement.bring_into_force",
        AgreementStep.Complete => "agreement.complete",
        _ => "agreement.terminate",
    };
}
