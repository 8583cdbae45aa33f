using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Coordination.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Placements;

/// <summary>
/// All parties consented: each commitment that a placement fulfils gets one, PROPOSED until the firm makes the offer. Where the
/// firm and the talent are at it already, their placement is bound to the collaboration instead. Told twice it changes nothing.
/// </summary>
internal sealed partial class OnCollaborationActivated(ILogger<OnCollaborationActivated> logger) : IEventHandler<CollaborationActivated>
{
    public async Task HandleAsync(CollaborationActivated @event, EventContext context, Change change)
    {
        const string ended = "select exists (select 1 from ended_collaboration where collaboration_id = @CollaborationId)";
        if (await change.ExecuteScalarAsync<bool>(ended, new { @event.CollaborationId }))
        {
            return;
        }

        // In one order of needs, so that two that meet wait for each other without a deadlock.
        foreach (var commitment in @event.Commitments.Where(commitment => commitment.Fulfilment == Fulfilment.TalentPlaced).OrderBy(commitment => commitment.NeedId, StringComparer.Ordinal))
        {
            if (await FindNeedAsync(change, @event, commitment) is { } need)
            {
                await OpenAsync(change, @event.CollaborationId, commitment, need);
            }
            else
            {
                NoSuchNeed(logger, @event.CollaborationId, commitment.Number);
            }
        }
    }

    /// <summary>The need with its row locked, where it belongs to a party.</summary>
    private static async Task<Need?> FindNeedAsync(Change change, CollaborationActivated @event, Commitment commitment)
    {
        const string sql = """
            select need_id, organisation_code, state from talent_need
            where need_id = @id and organisation_code = any(@parties) for update
            """;
        return Guid.TryParse(commitment.NeedId, out var id)
            ? await change.QuerySingleOrDefaultAsync<Need>(sql, new { id, parties = @event.Parties.Select(party => party.OrganisationCode).ToArray() })
            : null;
    }

    private static async Task OpenAsync(Change change, string collaborationId, Commitment commitment, Need need)
    {
        const string bind = """
            update placement set collaboration_id = @collaborationId, commitment_number = @Number, version = version + 1
            where need_id = @NeedId and talent_id = @candidate and state in (1, 2, 3, 6) and collaboration_id is null
              and not exists (select 1 from placement where collaboration_id = @collaborationId and commitment_number = @Number)
            returning placement_id
            """;
        const string open = """
            insert into placement (placement_id, need_id, talent_id, organisation_code, collaboration_id, commitment_number, state, created_at)
            select @id, @NeedId, (select talent_id from talent where talent_id = @candidate), @OrganisationCode, @collaborationId, @Number, 1, @Now
            on conflict do nothing
            """;
        Guid? candidate = Guid.TryParse(commitment.CandidateId, out var talent) ? talent : null;
        var bound = await change.QueryAsync<Guid>(bind, new { collaborationId, commitment.Number, need.NeedId, candidate });
        if (bound.Count == 0)
        {
            var id = change.NewId();
            await change.ExecuteAsync(open, new { id, need.NeedId, candidate, need.OrganisationCode, collaborationId, commitment.Number, change.Now });
            return;
        }

        var placement = await PlacementRow.GetAsync(change, bound[0]);
        if (placement.State == (short)PlacementState.Placed)
        {
            // It was fulfilled before it was promised: told again, now with the collaboration that waits for it.
            change.Raise(await placement.ToEventAsync(change), placement.PlacementId.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Collaboration {CollaborationId}: commitment {Number} names no talent need of a party; no placement is opened")]
    private static partial void NoSuchNeed(ILogger logger, string collaborationId, int number);

    private sealed record Need(Guid NeedId, string OrganisationCode, short State);
}
