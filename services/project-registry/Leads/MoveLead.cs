using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>A lead goes to another stage; each move stays with its reason. Or another official takes it over.</summary>
internal static class MoveLead
{
    private const string Sql = """
        insert into lead_move (lead_id, number, from_stage, to_stage, reason, moved_at)
        select @LeadId, coalesce(max(number), 0) + 1, @from, @to, @reason, @Now from lead_move where lead_id = @LeadId;
        update lead set stage = @to, stage_at = @Now, version = version + 1 where lead_id = @LeadId
        """;

    public static Task<RelocationLead> RunAsync(Store store, ServerCallContext call, MoveLeadRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var lead = await LeadRow.LockAsync(change, request.LeadId, request.Etag);
            var reason = request.Reason.Trim();
            Check(lead, request.To, reason);
            await change.ExecuteAsync(Sql, new { lead.LeadId, from = (short)lead.Stage, to = (short)request.To, reason, change.Now });
            change.Audit("lead.move", "lead", request.LeadId, new { from = (int)lead.Stage, to = (int)request.To });
            return await LeadRow.ShowAsync(change, lead.LeadId);
        });

    public static Task<RelocationLead> TakeAsync(Store store, ServerCallContext call, TakeLeadRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var lead = await LeadRow.LockAsync(change, request.LeadId, request.Etag);
            await change.ExecuteAsync("update lead set responsible = @Subject, version = version + 1 where lead_id = @LeadId", new { change.Caller.Subject, lead.LeadId });
            change.Audit("lead.take", "lead", request.LeadId, new { from = lead.Responsible });
            return await LeadRow.ShowAsync(change, lead.LeadId);
        });

    private static void Check(LeadRow lead, LeadStage to, string reason)
    {
        if (!LeadStages.MayMove(lead.Stage, to))
        {
            throw LeadErrors.WrongStage(lead.Stage, to).ToException();
        }

        if (reason.Length == 0 && LeadStages.NeedsReason(lead.Stage, to))
        {
            throw LeadErrors.ReasonNeeded.ToException();
        }

        if (to == LeadStage.Landed && lead.ParkId is null)
        {
            throw LeadErrors.ParkMissing.ToException();
        }
    }
}
