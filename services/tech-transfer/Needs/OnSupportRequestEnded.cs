using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// A support request ended without its need: the need is closed with it, unless the firm has posted it itself, a pool project declares
/// it, or another request is bound to it.
/// </summary>
public sealed class OnSupportRequestEnded : IEventHandler<SupportRequestEnded>
{
    public async Task HandleAsync(SupportRequestEnded @event, EventContext context, Change change)
    {
        // Two that end at once wait for each other here; the second sees that no other is left.
        const string hold = "select 1 from technology_need where need_id = @needId for no key update";
        const string close = """
            update technology_need n set state = 3, version = version + 1
            where n.need_id = @needId and n.state = 1 and n.declared
              and not exists (select from support_request s where s.need_id = n.need_id and not s.ended)
              and not exists (
                select from declared_need d join pool_project p on p.project_id = d.project_id
                where p.organisation_code = n.organisation_code and d.title_key = n.title_key)
            """;
        if (await SupportBinding.EndAsync(change, @event.Request) is not { } needId)
        {
            return;
        }

        await change.ExecuteAsync(hold, new { needId });
        if (await change.ExecuteAsync(close, new { needId }) == 1)
        {
            change.Audit("need.close", "technology_need", needId.ToString(), new { @event.Request.SupportRequestId });
        }
    }
}
