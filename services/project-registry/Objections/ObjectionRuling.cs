using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Decisions;
using Platform.ProjectRegistry.Letters;
using Platform.ProjectRegistry.Notices;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>
/// Upholds an objection (异议成立) that an official has taken, by two officials: the applications leave the list and are rejected,
/// and the vacancies are filled by <see cref="FillVacancies"/>.
/// </summary>
internal sealed class ObjectionRuling(Catalogue catalogue) : IDecisionKind
{
    public DecisionKind Kind => DecisionKind.ObjectionRuling;

    public async Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms)
    {
        var (batch, objection) = await ObjectionRow.LockOpenAsync(change, subjectId);
        if (batch.State != BatchState.PublicNotice)
        {
            throw BatchErrors.WrongState(batch.State, BatchState.PublicNotice).ToException();
        }

        if (objection.State != ObjectionState.Investigated)
        {
            throw ObjectionErrors.NotHandledByCaller.ToException();
        }

        Guid[] ids = [.. terms.ObjectionRuling.ApplicationIds.Select(Guid.Parse)];
        if (ids.Except(objection.ApplicationIds).Any())
        {
            throw ObjectionErrors.NotObjected.ToException();
        }

        const string sql = "select version from application where application_id = any(@ids) and state = @noticed order by application_id for update";
        var versions = await change.QueryAsync<long>(sql, new { ids, noticed = (short)ApplicationState.PublicNotice });
        return versions.Count == ids.Length
            ? new(objection.BatchName, $"{objection.Version}:{string.Join(',', versions)}", $"/objections/{subjectId}")
            : throw ObjectionErrors.NotListed.ToException();
    }

    public async Task ApplyAsync(Change change, ApprovedDecision decision)
    {
        var (batch, objection) = await ObjectionRow.LockOpenAsync(change, decision.SubjectId);
        var terms = decision.Terms.ObjectionRuling;
        Guid[] removed = [.. terms.ApplicationIds.Select(Guid.Parse)];
        await RemoveAsync(change, removed, terms.Answer, decision);
        await objection.AnswerAsync(change, ObjectionState.Upheld, terms.Answer);
        await IssueLetters.RunAsync(change, catalogue, batch.BatchId, [.. removed.Select(id => (id, LetterKind.Removed))]);
        var (moved, _) = await FillVacancies.FillAsync(change, batch);
        change.Audit("objection.uphold", "objection", decision.SubjectId.ToString(), new { removed = terms.ApplicationIds.Count, moved = moved.Count, decision.DecisionId });
    }

    private static async Task RemoveAsync(Change change, Guid[] ids, string reason, ApprovedDecision decision)
    {
        const string sql = """
            update application set state = @to, decision_reason = @reason, version = version + 1
            where application_id = any(@ids)
            returning application_id, organisation_code, project_name
            """;
        var to = (short)ApplicationSteps.Take(ApplicationState.PublicNotice, ApplicationStep.UpholdObjection);
        foreach (var (id, firm, name) in await change.QueryAsync<(Guid Id, string Firm, string Name)>(sql, new { to, reason, ids }))
        {
            Notify.Organisation(change, firm, new Message(
                "application.removed", $"“{name}”因异议成立退出拟入库名单，理由见决定书。", $"“{name}” left the list as an objection was upheld; the letter gives the reasons.", $"/applications/{id}"));
            change.Audit("application.remove-from-list", "application", id.ToString(), new { decision.DecisionId });
        }
    }
}
