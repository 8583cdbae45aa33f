using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>RUNNING → GRADUATED or STOPPED, by the owner.</summary>
internal static class EndIncubation
{
    private const int LeastLevel = 8;
    private const string End = "update incubation set state = @state, end_reason = @reason, version = version + 1 where incubation_id = @IncubationId";

    public static Task<Platform.Transfer.V1.Incubation> RunAsync(Store store, ServerCallContext call, EndIncubationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await IncubationRow.LockAsync(change, request.IncubationId, request.Etag);
            if (row.OwnerCode != change.Caller.OrganisationCode)
            {
                throw CommonErrors.OtherOrganisation.ToException();
            }

            if (Refusal(row, request) is { } refusal)
            {
                throw refusal.ToException();
            }

            var state = request.Graduate ? IncubationState.Graduated : IncubationState.Stopped;
            await change.ExecuteAsync(End, new { state = (short)state, reason = request.Reason.Trim(), row.IncubationId });
            change.Audit(request.Graduate ? "incubation.graduate" : "incubation.stop", "incubation", request.IncubationId);
            Inform.Organisation(change, row.Runner, new Message(
                "incubation.ended", $"“{row.ListingTitle}”的孵化已{(request.Graduate ? "毕业" : "停止")}。", $"The incubation of “{row.ListingTitle}” has {(request.Graduate ? "graduated" : "stopped")}.", $"/incubations/{row.IncubationId}"));
            return await IncubationRow.MessageAsync(change, row.IncubationId);
        });

    private static Error? Refusal(IncubationRow row, EndIncubationRequest request) => request switch
    {
        _ when row.State != IncubationState.Running => IncubationErrors.Ended,
        { Graduate: true } when row.Level < LeastLevel => IncubationErrors.NotMature,
        { Graduate: false, Reason.Length: 0 } => IncubationErrors.ReasonNeeded,
        _ => null,
    };
}
