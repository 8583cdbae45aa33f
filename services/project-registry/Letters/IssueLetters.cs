using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Letters;

/// <summary>
/// Issues the letters of applications that were just decided, in the transaction of the decision, numbered without a gap within the year,
/// and tells the firms. One application has one letter: its final one.
/// </summary>
internal static class IssueLetters
{
    /// <param name="kinds">What each application's letter says; in the order of their numbers.</param>
    public static async Task RunAsync(Change change, Catalogue catalogue, Guid batchId, IReadOnlyList<(Guid ApplicationId, LetterKind Kind)> kinds)
    {
        if (kinds.Count == 0)
        {
            return;
        }

        var batch = await BatchRow.ReadAsync(change, batchId);
        var issuer = await IssuerAsync(change);
        var today = CityDays.Of(change.Now);
        // Held until the commit, so that numbers have neither gap nor repetition.
        await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('letter ' || @year, 0))", new { year = today.Year });
        var number = await change.ExecuteScalarAsync<int>("select coalesce(max(number), 0) from letter where year = @Year", new { today.Year });
        var rows = (await ReadAsync(change, [.. kinds.Select(one => one.ApplicationId)])).ToDictionary(row => row.ApplicationId);
        var letters = kinds.Select(one => (one.ApplicationId, Facts: rows[one.ApplicationId].ToFacts(one.Kind, batch, issuer, today, ++number, catalogue))).ToList();
        await InsertAsync(change, batchId, letters);
        foreach (var (id, facts) in letters)
        {
            Notify.Organisation(change, facts.OrganisationCode, new Message(
                "letter.issued", $"“{facts.ProjectName}”的决定书（{facts.NumberText}）已签发。", $"The letter of decision about “{facts.ProjectName}” was issued ({facts.NumberText}).", $"/applications/{id}"));
        }

        change.Audit("letter.issue", "batch", batchId.ToString(), new { letters = letters.Count });
    }

    /// <summary>The body that the deciding official belongs to.</summary>
    private static async Task<string> IssuerAsync(Change change) =>
        await change.QuerySingleOrDefaultAsync<string>("select name from organisation where organisation_code = @OrganisationCode", new { change.Caller.OrganisationCode })
        ?? "主管部门";

    private static Task<IReadOnlyList<LetterSource>> ReadAsync(Change change, Guid[] ids)
    {
        const string sql = """
            select a.application_id, a.project_name, a.organisation_name, a.organisation_code, a.industry, a.track, a.district, a.decision_reason,
                coalesce(r.rank, 0) as rank, coalesce(r.total_score, 0) as total_score, coalesce(r.outcome_reason, 0) as outcome_reason,
                coalesce(r.outcome_kind, 0) as outcome_kind, n.first_day as own_first, n.last_day as own_last
            from application a
            left join ranking r using (application_id)
            left join notice_addition n using (application_id)
            where a.application_id = any(@ids)
            """;
        return change.QueryAsync<LetterSource>(sql, new { ids });
    }

    private static Task InsertAsync(Change change, Guid batchId, List<(Guid ApplicationId, LetterFacts Facts)> letters)
    {
        const string sql = """
            insert into letter (application_id, batch_id, kind, year, number, issued_on, facts)
            select application_id, @batchId, kind, @year, number, @day, facts::jsonb
            from unnest(@ids, @kinds, @numbers, @facts) as l (application_id, kind, number, facts)
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            year = letters[0].Facts.Year,
            day = letters[0].Facts.IssuedOn,
            ids = letters.ConvertAll(letter => letter.ApplicationId).ToArray(),
            kinds = letters.ConvertAll(letter => (short)letter.Facts.Kind).ToArray(),
            numbers = letters.ConvertAll(letter => letter.Facts.Number).ToArray(),
            facts = letters.ConvertAll(letter => JsonSerializer.Serialize(letter.Facts)).ToArray(),
        });
    }

    private sealed class LetterSource
    {
        public Guid ApplicationId { get; init; }

        public string ProjectName { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public string Industry { get; init; } = "";

        public string Track { get; init; } = "";

        public string District { get; init; } = "";

        public string DecisionReason { get; init; } = "";

        public int Rank { get; init; }

        public int TotalScore { get; init; }

        public OutcomeReason OutcomeReason { get; init; }

        public QuotaKind OutcomeKind { get; init; }

        public DateOnly? OwnFirst { get; init; }

        public DateOnly? OwnLast { get; init; }

        public LetterFacts ToFacts(LetterKind kind, BatchRow batch, string issuer, DateOnly day, int number, Catalogue catalogue) => new(
            kind, day.Year, number, day, issuer, batch.Name, batch.Rehearsal, ProjectName, OrganisationName, OrganisationCode, Rank,
            OwnFirst ?? batch.NoticeFirstDay, OwnLast ?? batch.NoticeLastDay, Reason(kind, batch, catalogue, Language.Chinese), Reason(kind, batch, catalogue, Language.English));

        /// <summary>As the officials wrote it, or as the selection explains it.</summary>
        private string Reason(LetterKind kind, BatchRow batch, Catalogue catalogue, Language language) =>
            kind is LetterKind.FormalCheckFailed or LetterKind.Removed
                ? DecisionReason
                : OutcomeSentences.Of(OutcomeReason, OutcomeKind, new Candidate(ApplicationId, Industry, Rank, TotalScore, Track, District), batch.Capacity, batch.Quotas, catalogue, language);
    }
}
