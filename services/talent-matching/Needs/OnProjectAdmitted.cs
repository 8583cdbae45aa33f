using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>
/// A project came into the pool: its firm's open needs get priority, needs that the application declares and the firm has no
/// open one of are opened, and a shortlist is due for each. Told twice it changes nothing; needs posted later get the same by
/// <see cref="PoolPriority"/>, so the order of arrival does not matter.
/// </summary>
internal sealed class OnProjectAdmitted(CurrentTaxonomy current) : IEventHandler<ProjectAdmitted>
{
    /// <summary>A title tells a skill but no level: the middle one is taken.</summary>
    private const int DeclaredLevel = 3;

    public async Task HandleAsync(ProjectAdmitted @event, EventContext context, Change change)
    {
        var taxonomy = await current.ForWritingAsync(change);
        await NeedLocks.AdmissionAsync(change);
        await RememberAsync(@event, context, change);
        if (await HasLeftAsync(@event, change))
        {
            return;
        }

        await OpenDeclaredAsync(@event, change, taxonomy);
        var prioritised = await PoolPriority.GiveAsync(change, [@event.OrganisationCode]);
        await ShortlistQueue.AddAsync(change, [.. prioritised.Union(await DeclaredTitlesAsync(@event, change))]);
        change.Audit("pool.priority-given", "project", @event.ProjectId, new { needs = prioritised.Count });
    }

    /// <summary>Its leaving was told before its admission.</summary>
    private static Task<bool> HasLeftAsync(ProjectAdmitted @event, Change change) =>
        change.ExecuteScalarAsync<bool>("select exists (select from pool_left where project_id = @ProjectId)", new { @event.ProjectId });

    private static async Task RememberAsync(ProjectAdmitted @event, EventContext context, Change change)
    {
        const string project = """
            insert into pool_project (project_id, organisation_code, organisation_name, industry, rank, admitted_at)
            values (@ProjectId, @OrganisationCode, @OrganisationName, @Industry, @Rank, @Time)
            on conflict (project_id) do update set industry = excluded.industry where pool_project.industry = ''
            """;
        await change.ExecuteAsync(project, new { @event.ProjectId, @event.OrganisationCode, @event.OrganisationName, @event.Industry, @event.Rank, context.Time });
        const string declared = """
            insert into pool_declared_need (declared_need_id, project_id, title, title_folded, headcount)
            select d.id, @ProjectId, d.title, d.folded, d.headcount from unnest(@ids, @titles, @folded, @headcounts) as d (id, title, folded, headcount)
            on conflict do nothing
            """;
        var needs = @event.TalentNeeds;
        await change.ExecuteAsync(declared, new
        {
            @event.ProjectId,
            ids = needs.Select(need => Guid.Parse(need.DeclaredNeedId)).ToArray(),
            titles = needs.Select(need => need.Title).ToArray(),
            folded = needs.Select(need => Words.Fold(need.Title)).ToArray(),
            headcounts = needs.Select(need => need.Headcount).ToArray(),
        });
    }

    /// <summary>Opens what is declared and has no open need of its title; a need that this event opened before stays as it became.</summary>
    private static async Task OpenDeclaredAsync(ProjectAdmitted @event, Change change, SkillTaxonomy taxonomy)
    {
        const string known = """
            select title_folded from talent_need where organisation_code = @OrganisationCode and (state = 1 or need_id = any(@ids))
            """;
        var ids = @event.TalentNeeds.Select(need => Guid.Parse(need.DeclaredNeedId)).ToArray();
        var titles = (await change.QueryAsync<string>(known, new { @event.OrganisationCode, ids })).ToHashSet();
        var missing = @event.TalentNeeds.Where(need => titles.Add(Words.Fold(need.Title))).Select(need => ToNeed(@event, need, taxonomy)).ToList();
        if (missing.Count > 0)
        {
            await NewNeed.StoreAsync(change, missing);
        }
    }

    /// <summary>Open needs of the titles that the project declares; one of another project with the same title is told to this one too.</summary>
    private static Task<IReadOnlyList<Guid>> DeclaredTitlesAsync(ProjectAdmitted @event, Change change)
    {
        const string sql = """
            select n.need_id from talent_need n join pool_declared_need d using (title_folded)
            where d.project_id = @ProjectId and n.organisation_code = @OrganisationCode and n.state = 1
            """;
        return change.QueryAsync<Guid>(sql, new { @event.ProjectId, @event.OrganisationCode });
    }

    private static NewNeed ToNeed(ProjectAdmitted project, DeclaredTalentNeed need, SkillTaxonomy taxonomy) => new(
        Guid.Parse(need.DeclaredNeedId),
        need.Title,
        project.OrganisationCode,
        project.OrganisationName,
        Math.Max(1, need.Headcount),
        SkillList.Of(taxonomy.Recognise(need.Title).Select(code => (code, DeclaredLevel))),
        SkillList.Empty,
        EducationLevel.Unspecified,
        0,
        0,
        "",
        EmploymentKind.Unspecified,
        null,
        Declared: true);
}
