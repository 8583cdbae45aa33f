using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>
/// A support request ended without its need: the need is closed with it, unless the firm has posted it itself, a pool project declares
/// it, or another request is bound to it.
/// </summary>
internal sealed class OnSupportRequestEnded : IEventHandler<SupportRequestEnded>
{
    public async Task HandleAsync(SupportRequestEnded @event, EventContext context, Change change)
    {
        if (await SupportBinding.EndAsync(change, @event.Request) is not { } needId)
        {
            return;
        }

        // Two that end at once wait for each other here; the second sees that no other is left.
        const string hold = "select 1 from talent_need where need_id = @needId for update";
        const string sql = """
            select n.need_id from talent_need n
            where n.need_id = @needId and n.state = 1 and n.declared
              and not exists (select 1 from support_request s where s.need_id = n.need_id and not s.ended)
              and not exists (
                select 1 from pool_declared_need d join pool_project p using (project_id)
                where p.organisation_code = n.organisation_code and d.title_folded = n.title_folded)
            """;
        await change.ExecuteAsync(hold, new { needId });
        if (await change.QuerySingleOrDefaultAsync<Guid?>(sql, new { needId }) is not null)
        {
            await CloseNeed.CloseAsync(change, needId);
        }
    }
}
