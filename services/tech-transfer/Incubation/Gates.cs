using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>
/// Stage gates: the owner claims the next technology readiness level (GB/T 22900-2022, ISO 16290) with evidence, and the centre passes or refuses it.
/// </summary>
internal static class Gates
{
    private const short Highest = 9;

    private const string Claim = """
        insert into stage_gate (incubation_id, number, to_level, evidence, state, claimed_at)
        select @IncubationId, coalesce(max(number), 0) + 1, @to, @evidence, 1, @Now from stage_gate where incubation_id = @IncubationId
        """;

    private const string Decide = """
        update stage_gate set state = @state, comment = @comment, decided_at = @Now, decided_by = @Subject where incubation_id = @IncubationId and state = 1
        """;

    private const string OpenGate = "select exists (select from stage_gate where incubation_id = @IncubationId and state = 1)";

    public static Task<Platform.Transfer.V1.Incubation> ClaimAsync(Store store, ServerCallContext call, ClaimGateRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await IncubationRow.LockAsync(change, request.IncubationId, request.Etag);
            if (row.OwnerCode != change.Caller.OrganisationCode)
            {
                throw CommonErrors.OtherOrganisation.ToException();
            }

            var open = await change.ExecuteScalarAsync<bool>(OpenGate, new { row.IncubationId });
            if (ClaimRefusal(row.State, row.Level, open) is { } refusal)
            {
                throw refusal.ToException();
            }

            var to = (short)(row.Level + 1);
            await change.ExecuteAsync(Claim, new { row.IncubationId, to, evidence = request.Evidence.Trim(), change.Now });
            await TouchAsync(change, row);
            change.Audit("incubation.claim_gate", "incubation", request.IncubationId, new { to });
            Inform.Organisation(change, row.Runner, new Message(
                "incubation.gate_claimed", $"“{row.ListingTitle}”申请升至技术就绪度第 {to} 级，请评审。", $"“{row.ListingTitle}” claims readiness level {to}: decide.", $"/incubations/{row.IncubationId}"));
            return await IncubationRow.MessageAsync(change, row.IncubationId);
        });

    public static Task<Platform.Transfer.V1.Incubation> DecideAsync(Store store, ServerCallContext call, DecideGateRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            // The listing first, as all others lock it before what hangs on it.
            var listing = await change.QuerySingleOrDefaultAsync<Guid?>("select listing_id from incubation where incubation_id = @id", new { id = Guid.Parse(request.IncubationId) })
                ?? throw IncubationErrors.IncubationNotFound.ToException();
            await NegotiationLocks.ListingAsync(change, listing);
            var row = await IncubationRow.LockAsync(change, request.IncubationId, request.Etag);
            change.Caller.MustBeOf(row.Runner);
            if (row.OwnerCode == change.Caller.OrganisationCode)
            {
                throw IncubationErrors.OwnGate.ToException();
            }

            var state = request.Pass ? GateState.Passed : GateState.Refused;
            if (await change.ExecuteAsync(Decide, new { state = (short)state, comment = request.Comment.Trim(), change.Now, change.Caller.Subject, row.IncubationId }) == 0)
            {
                throw IncubationErrors.NoGate.ToException();
            }

            if (request.Pass)
            {
                await PassAsync(change, row);
            }

            await TouchAsync(change, row);
            change.Audit(request.Pass ? "incubation.pass_gate" : "incubation.refuse_gate", "incubation", request.IncubationId, new { from = row.Level });
            Inform.Organisation(change, row.OwnerCode, new Message(
                "incubation.gate_decided", $"“{row.ListingTitle}”的升级申请{(request.Pass ? "已通过" : "未通过")}。", $"The claim of “{row.ListingTitle}” was {(request.Pass ? "passed" : "refused")}.", $"/incubations/{row.IncubationId}"));
            return await IncubationRow.MessageAsync(change, row.IncubationId);
        });

    /// <summary>Pure: one claim at a time, while it runs, up to level 9.</summary>
    internal static Error? ClaimRefusal(IncubationState state, int level, bool open) => state switch
    {
        not IncubationState.Running => IncubationErrors.Ended,
        _ when open => IncubationErrors.GateOpen,
        _ => level >= Highest ? IncubationErrors.TopLevel : null,
    };

    /// <summary>The listing has the level from now on, and is matched by it.</summary>
    private static async Task PassAsync(Change change, IncubationRow row)
    {
        const string raise = """
            update listing l set technology_readiness = i.level, readiness_evidence = left(g.evidence, 2000), version = l.version + 1
            from incubation i join stage_gate g on g.incubation_id = i.incubation_id and g.to_level = i.level and g.state = 2
            where i.incubation_id = @IncubationId and l.listing_id = i.listing_id and l.technology_readiness < i.level
            """;
        await change.ExecuteAsync("update incubation set level = level + 1 where incubation_id = @IncubationId", new { row.IncubationId });
        await change.ExecuteAsync(raise, new { row.IncubationId });
        await MatchWork.ForPoolAsync(change);
    }

    private static Task TouchAsync(Change change, IncubationRow row) =>
        change.ExecuteAsync("update incubation set version = version + 1 where incubation_id = @IncubationId", new { row.IncubationId });
}
