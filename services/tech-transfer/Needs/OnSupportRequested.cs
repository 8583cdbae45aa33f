using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// A firm asked the government for technology: a need is opened for it and matched, or the firm's open one of that title serves the
/// request. Told twice, or after the request's end, it changes nothing.
/// </summary>
public sealed class OnSupportRequested(Matchmaker matchmaker) : IEventHandler<SupportRequested>
{
    public async Task HandleAsync(SupportRequested @event, EventContext context, Change change)
    {
        if (@event.NeedCase != SupportRequested.NeedOneofCase.Technology || !await SupportBinding.RememberAsync(change, @event.Request))
        {
            return;
        }

        await PoolPriority.LockFirmAsync(change, @event.OrganisationCode);
        var id = await OpenAsync(change, @event);
        await SupportBinding.BindAsync(change, @event.Request, id);
        var moved = await PoolPriority.AssignAsync(change, [@event.OrganisationCode]);
        await matchmaker.MatchAsync(change, await NeedRow.LockOpenAsync(change, [.. moved.Union([id])]));
        change.Raise(new TechnologyNeedBound { NeedId = id.ToString(), SupportRequest = @event.Request }, id.ToString());
        change.Audit("need.asked_for", "technology_need", id.ToString(), new { @event.Request.SupportRequestId, @event.Request.Round });
    }

    /// <summary>The new need, or the firm's open one of that title.</summary>
    private static Task<Guid> OpenAsync(Change change, SupportRequested asked)
    {
        // What it meets it locks and leaves as it is.
        const string sql = """
            insert into technology_need as n (
                need_id, title, title_key, organisation_code, organisation_name, industry, keywords, description, minimum_readiness,
                form, budget_cny_fen, deadline, state, declared, created_at)
            values (@id, @Title, @key, @OrganisationCode, @OrganisationName, @Industry, '{}', @Description, 0, 0, @BudgetCnyFen, @deadline, 1, true, @Now)
            on conflict (organisation_code, title_key) where state = 1 do update set title = n.title
            returning need_id
            """;
        return change.ExecuteScalarAsync<Guid>(sql, new
        {
            id = change.NewId(),
            asked.Title,
            key = Words.Fold(asked.Title),
            asked.OrganisationCode,
            asked.OrganisationName,
            asked.Technology.Industry,
            asked.Technology.Description,
            BudgetCnyFen = Math.Max(0, asked.Technology.BudgetCnyFen),
            deadline = DateOnly.TryParseExact(asked.Technology.Deadline, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null,
            change.Now,
        });
    }
}
