using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// Gives the firm's needs priority, opens those that the project declares and the firm has not posted, and matches
/// research to them.
/// </summary>
public sealed class OnProjectAdmitted(Matchmaker matchmaker) : IEventHandler<ProjectAdmitted>
{
    public async Task HandleAsync(ProjectAdmitted @event, EventContext context, Change change)
    {
        await PoolPriority.LockFirmAsync(change, @event.OrganisationCode);
        await RememberAsync(@event, context, change);
        if (await HasLeftAsync(@event, change))
        {
            return;
        }

        var opened = await OpenDeclaredAsync(@event, change);
        var moved = await PoolPriority.AssignAsync(change, [@event.OrganisationCode]);
        var declared = await DeclaredAsync(@event, change);
        await matchmaker.MatchAsync(change, await NeedRow.LockOpenAsync(change, [.. opened.Union(moved).Union(declared)]));
        change.Audit("need.prioritise", "project", @event.ProjectId, new { opened = opened.Count, needs = moved.Count });
    }

    /// <summary>Its leaving was told before its admission.</summary>
    private static Task<bool> HasLeftAsync(ProjectAdmitted @event, Change change) =>
        change.ExecuteScalarAsync<bool>("select exists (select from pool_left where project_id = @id)", new { id = Guid.Parse(@event.ProjectId) });

    private static async Task RememberAsync(ProjectAdmitted @event, EventContext context, Change change)
    {
        const string project = """
            insert into pool_project (project_id, organisation_code, organisation_name, name, industry, summary, rank, admitted_at)
            values (@id, @OrganisationCode, @OrganisationName, @Name, @Industry, @Summary, @Rank, @Time)
            on conflict do nothing
            """;
        const string declared = """
            insert into declared_need (declared_need_id, project_id, title, title_key)
            select d.id, @project, d.title, d.title_key from unnest(@ids, @titles, @keys) as d (id, title, title_key)
            on conflict do nothing
            """;
        var id = Guid.Parse(@event.ProjectId);
        await change.ExecuteAsync(project, new
        {
            id, @event.OrganisationCode, @event.OrganisationName, @event.Name, @event.Industry, @event.Summary, @event.Rank, context.Time,
        });
        await change.ExecuteAsync(declared, new
        {
            project = id,
            ids = @event.TechnologyNeeds.Select(need => Guid.Parse(need.DeclaredNeedId)).ToArray(),
            titles = @event.TechnologyNeeds.Select(need => need.Title).ToArray(),
            keys = @event.TechnologyNeeds.Select(need => Words.Fold(need.Title)).ToArray(),
        });
    }

    /// <summary>Open needs of the titles that the project declares: one that belongs to another project is told to this one too.</summary>
    private static Task<IReadOnlyList<Guid>> DeclaredAsync(ProjectAdmitted @event, Change change)
    {
        const string sql = """
            select n.need_id from technology_need n join declared_need d on d.title_key = n.title_key
            where d.project_id = @id and n.organisation_code = @OrganisationCode and n.state = 1
            """;
        return change.QueryAsync<Guid>(sql, new { id = Guid.Parse(@event.ProjectId), @event.OrganisationCode });
    }

    /// <summary>Opens what the firm has no open need of that title for.</summary>
    private static Task<IReadOnlyList<Guid>> OpenDeclaredAsync(ProjectAdmitted @event, Change change)
    {
        const string sql = """
            insert into technology_need (
                need_id, title, title_key, organisation_code, organisation_name, industry, keywords, description, minimum_readiness,
                form, budget_cny_fen, deadline, state, pool_project_id, declared, created_at)
            select d.declared_need_id, d.title, d.title_key, p.organisation_code, p.organisation_name, p.industry, '{}', p.summary, 0,
                0, 0, null, 1, p.project_id, true, @Now
            from declared_need d join pool_project p on p.project_id = d.project_id
            where d.project_id = @id
            order by d.declared_need_id
            on conflict do nothing
            returning need_id
            """;
        return change.QueryAsync<Guid>(sql, new { id = Guid.Parse(@event.ProjectId), change.Now });
    }
}
