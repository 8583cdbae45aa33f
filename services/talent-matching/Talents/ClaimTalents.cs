using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Chassis.Organisations;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Talents;

/// <summary>Learns of an organisation; a college that joins claims the talents that were imported under its name before.</summary>
internal sealed class ClaimTalents : IEventHandler<OrganisationRegistered>
{
    private readonly OnOrganisationRegistered _learn = new();

    public async Task HandleAsync(OrganisationRegistered @event, EventContext context, Change change)
    {
        if (@event.Kind != OrganisationKind.University)
        {
            await _learn.HandleAsync(@event, context, change);
            return;
        }

        await Colleges.LockForJoiningAsync(change);
        await _learn.HandleAsync(@event, context, change);
        const string sql = """
            update talent set college_code = @OrganisationCode
            where college_folded = @folded and college_code is null
            returning talent_id
            """;
        var claimed = await change.QueryAsync<Guid>(sql, new { @event.OrganisationCode, folded = Words.Fold(@event.Name) });
        if (claimed.Count > 0)
        {
            await ShortlistQueue.AddThoseShowingAsync(change, claimed);
            change.Audit("talent.claimed", "organisation", @event.OrganisationCode, new { talents = claimed.Count });
        }
    }
}
