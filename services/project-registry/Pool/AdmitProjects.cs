using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Letters;
using Platform.ProjectRegistry.Plans;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>
/// PUBLIC_NOTICE → CLOSED after the last day of the notice: the selected enter the pool, the next by rank the waitlist, the others
/// are rejected. Raises <see cref="ProjectAdmitted"/> for each project admitted.
/// </summary>
internal static class AdmitProjects
{
    /// <summary>Of the locked batch, whose notice has ended.</summary>
    public static async Task RunAsync(Change change, Catalogue catalogue, Guid batchId)
    {
        var batch = await BatchRow.ReadAsync(change, batchId);
        await batch.MoveAsync(change, BatchSteps.Take(batch.State, BatchStep.Admit));
        var admitted = await AdmitAsync(change, batchId);
        var waitlisted = await EndAsync(change, batchId, ApplicationStep.Waitlist, SelectionOutcome.Waitlisted);
        var rejected = await EndAsync(change, batchId, ApplicationStep.Reject, SelectionOutcome.NotSelected);
        change.Audit("batch.admit", "batch", batchId.ToString(), new { admitted = admitted.Count, waitlisted, rejected });
        await IssueLetters.RunAsync(change, catalogue, batchId, await DecidedAsync(change, batchId));
    }

    /// <summary>Everything that the batch decided on by rank, with what its letter says.</summary>
    private static async Task<IReadOnlyList<(Guid ApplicationId, LetterKind Kind)>> DecidedAsync(Change change, Guid batchId)
    {
        const string sql = """
            select a.application_id, case a.state when @admitted then @letterAdmitted when @waitlisted then @letterWaitlisted else @letterNotSelected end
            from ranking r join application a using (application_id)
            where r.batch_id = @batchId and a.state in (@admitted, @waitlisted, @rejected)
                and not exists (select from letter l where l.application_id = a.application_id)
            order by r.rank
            """;
        var rows = await change.QueryAsync<(Guid ApplicationId, int Kind)>(sql, new
        {
            batchId, admitted = (short)ApplicationState.Admitted, waitlisted = (short)ApplicationState.Waitlisted, rejected = (short)ApplicationState.Rejected,
            letterAdmitted = (int)LetterKind.Admitted, letterWaitlisted = (int)LetterKind.Waitlisted, letterNotSelected = (int)LetterKind.NotSelected,
        });
        return [.. rows.Select(row => (row.ApplicationId, (LetterKind)row.Kind))];
    }

    private static async Task<IReadOnlyList<AdmittedProject>> AdmitAsync(Change change, Guid batchId)
    {
        const string sql = """
            with admitted as (
                update application a set state = @to, version = a.version + 1
                from ranking r
                where r.batch_id = @batchId and r.application_id = a.application_id and r.outcome = @selected and a.state = @from
                returning a.application_id, a.project_name, a.organisation_code, a.organisation_name, a.industry, a.summary, r.rank,
                    a.talent_need_titles, a.talent_need_headcounts, a.technology_needs
            ), entered as (
                insert into project (project_id, batch_id, name, organisation_code, organisation_name, industry, rank, admitted_at)
                select application_id, @batchId, project_name, organisation_code, organisation_name, industry, rank, @Now from admitted
            )
            select application_id as project_id, project_name as name, organisation_code, organisation_name, industry, summary, rank,
                talent_need_titles, talent_need_headcounts, technology_needs
            from admitted
            order by rank
            """;
        var projects = await change.QueryAsync<AdmittedProject>(sql, new
        {
            batchId,
            selected = (short)SelectionOutcome.Selected,
            from = (short)ApplicationState.PublicNotice,
            to = (short)ApplicationSteps.Take(ApplicationState.PublicNotice, ApplicationStep.Admit),
            change.Now,
        });
        await OpenPlans.RunAsync(change, [.. projects.Select(project => project.ProjectId)]);
        List<DeclaredNeed> needs = [.. projects.SelectMany(project => project.DeclareNeeds(change))];
        await DeclaredNeed.InsertAsync(change, needs);
        var needsOf = needs.ToLookup(need => need.ProjectId);
        foreach (var project in projects)
        {
            change.Raise(project.ToEvent(batchId, needsOf[project.ProjectId]), project.ProjectId.ToString());
            change.Audit("project.admit", "project", project.ProjectId.ToString());
        }

        return projects;
    }

    private static Task<int> EndAsync(Change change, Guid batchId, ApplicationStep step, SelectionOutcome outcome)
    {
        const string sql = """
            update application a set state = @to, version = a.version + 1
            from ranking r
            where r.batch_id = @batchId and r.application_id = a.application_id and r.outcome = @outcome and a.state = @from
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            outcome = (short)outcome,
            from = (short)ApplicationState.Ranked,
            to = (short)ApplicationSteps.Take(ApplicationState.Ranked, step),
        });
    }
}
