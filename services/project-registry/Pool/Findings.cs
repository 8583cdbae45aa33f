using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>What another service found for a need of a project, best first.</summary>
internal sealed record FoundNeed(Guid ProjectId, Guid NeedId, NeedKind Kind, string Title, int Headcount, IReadOnlyList<FoundCandidate> Candidates);

internal sealed record FoundCandidate(
    int Rank, Guid CandidateId, string Label, string OrganisationCode, string OrganisationName, double Score, string ExplanationZh, string ExplanationEn);

/// <summary>Keeps what was found for each need, always as the newest event told it.</summary>
internal static class Findings
{
    /// <summary>Replaces the findings of the need as a whole; an event older than the one they came from changes nothing.</summary>
    /// <exception cref="InvalidOperationException">There is no such project: the event goes to the error queue.</exception>
    public static async Task ReplaceAsync(Change change, FoundNeed found, EventContext context)
    {
        await LockProjectAsync(change, found.ProjectId);
        await TakePlaceOfDeclaredAsync(change, found);
        if (await UpsertNeedAsync(change, found, context) == 0)
        {
            return;
        }

        await change.ExecuteAsync("delete from project_finding where project_id = @ProjectId and need_id = @NeedId", found);
        await InsertAsync(change, found);
        await LeaveFormerProjectsAsync(change, found);
    }

    private static async Task LockProjectAsync(Change change, Guid projectId)
    {
        const string sql = "select project_id from project where project_id = @projectId for update";
        if (await change.QuerySingleOrDefaultAsync<Guid?>(sql, new { projectId }) is null)
        {
            throw new InvalidOperationException($"The pool has no project {projectId}.");
        }
    }

    /// <summary>A need that the firm posted by itself stands for the one of the same title that its application declared.</summary>
    private static Task TakePlaceOfDeclaredAsync(Change change, FoundNeed found)
    {
        const string sql = """
            update project_need set need_id = @NeedId
            where project_id = @ProjectId
                and not exists (select from project_need where project_id = @ProjectId and need_id = @NeedId)
                and need_id = (
                    select need_id from project_need
                    where project_id = @ProjectId and kind = @Kind and title = @Title and found_sequence = 0
                    order by number
                    limit 1)
            """;
        return change.ExecuteAsync(sql, new { found.ProjectId, found.NeedId, Kind = (short)found.Kind, found.Title });
    }

    /// <summary>
    /// A need that a project did not declare stands there only as long as the firm has no project with a better claim; told to
    /// another, it leaves the former. So the end does not depend on the order in which the projects became known elsewhere.
    /// </summary>
    private static Task LeaveFormerProjectsAsync(Change change, FoundNeed found)
    {
        const string sql = """
            delete from project_need n using application a
            where n.need_id = @NeedId and n.project_id <> @ProjectId and a.application_id = n.project_id
                and n.title <> all (case n.kind when 1 then a.talent_need_titles else a.technology_needs end)
            """;
        return change.ExecuteAsync(sql, new { found.ProjectId, found.NeedId });
    }

    private static Task<int> UpsertNeedAsync(Change change, FoundNeed found, EventContext context)
    {
        const string sql = """
            insert into project_need as n (project_id, need_id, kind, number, title, headcount, found_at, found_sequence)
            values (@ProjectId, @NeedId, @Kind, (select coalesce(max(number), 0) + 1 from project_need where project_id = @ProjectId),
                @Title, @Headcount, @Time, @Sequence)
            on conflict (project_id, need_id) do update
            set title = excluded.title, headcount = excluded.headcount, found_at = excluded.found_at, found_sequence = excluded.found_sequence
            where n.found_sequence < excluded.found_sequence
            """;
        return change.ExecuteAsync(sql, new
        {
            found.ProjectId, found.NeedId, Kind = (short)found.Kind, found.Title, found.Headcount, context.Time, context.Sequence,
        });
    }

    private static Task InsertAsync(Change change, FoundNeed found)
    {
        const string sql = """
            insert into project_finding (project_id, need_id, rank, candidate_id, label, organisation_code, organisation_name, score, explanation_zh, explanation_en)
            select @ProjectId, @NeedId, f.*
            from unnest(@ranks, @ids, @labels, @codes, @names, @scores, @zh, @en) as f
            """;
        var candidates = found.Candidates;
        return change.ExecuteAsync(sql, new
        {
            found.ProjectId,
            found.NeedId,
            ranks = candidates.Select(candidate => candidate.Rank).ToArray(),
            ids = candidates.Select(candidate => candidate.CandidateId).ToArray(),
            labels = candidates.Select(candidate => candidate.Label).ToArray(),
            codes = candidates.Select(candidate => candidate.OrganisationCode).ToArray(),
            names = candidates.Select(candidate => candidate.OrganisationName).ToArray(),
            scores = candidates.Select(candidate => candidate.Score).ToArray(),
            zh = candidates.Select(candidate => candidate.ExplanationZh).ToArray(),
            en = candidates.Select(candidate => candidate.ExplanationEn).ToArray(),
        });
    }
}
