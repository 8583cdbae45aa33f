using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>What lies where and how long it takes. Means are rounded half up to hundredths.</summary>
internal static class GetOverview
{
    private const string Sql = """
        select d.department_code, d.name_zh, d.name_en,
            count(*) filter (where r.state in (1, 8))::int as filed, count(*) filter (where r.state = 2)::int as in_progress,
            count(*) filter (where r.state = 3)::int as waiting_for_firm,
            count(*) filter (where r.state in (1, 2, 3, 8) and least(r.first_answer_overdue_on, r.solution_overdue_on) <= @today)::int as overdue,
            count(*) filter (where r.state in (4, 5))::int as solved
        from support_department d left join support_request r using (department_code)
        group by d.department_code order by d.position, d.department_code limit 1000;

        select k.kind_code, k.name_zh, k.name_en, k.group_zh, k.group_en, count(r.*)::int as filed_count,
            count(*) filter (where r.state in (4, 5))::int as solved_count, count(r.satisfaction)::int as scored_count,
            count(r.first_answered_at)::int as answered_count,
            coalesce(round(avg(r.first_answer_days) * 100), 0)::int as first_answer_days_x100,
            coalesce(round(avg(r.solution_days) * 100), 0)::int as solution_days_x100,
            coalesce(round(avg(r.satisfaction) * 100), 0)::int as satisfaction_x100,
            coalesce(round(10000 * avg((r.first_answer_days <= r.first_answer_limit)::int)), 0)::int as first_answer_in_time_bp,
            coalesce(round(10000 * avg(r.solved_in_time::int)), 0)::int as solution_in_time_bp
        from support_kind k left join support_request r using (kind_code)
        where k.current group by k.kind_code, k.version order by k.position, k.kind_code limit 1000;
        """;

    public static async Task<SupportOverview> RunAsync(Store store, TimeProvider clock, ServerCallContext call)
    {
        var language = Languages.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        await SupportData.EnsureAsync(connection, call.CancellationToken);
        var today = CityDays.Of(clock.GetUtcNow());
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { today }, cancellationToken: call.CancellationToken));
        return new SupportOverview
        {
            Departments = { (await results.ReadAsync<DepartmentRow>()).Select(row => row.ToMessage(language)) },
            Kinds = { (await results.ReadAsync<KindFiguresRow>()).Select(row => row.ToMessage(language)) },
        };
    }

    private sealed record DepartmentRow(
        string DepartmentCode, string NameZh, string NameEn, int Filed, int InProgress, int WaitingForFirm, int Overdue, int Solved)
    {
        public DepartmentLoad ToMessage(Language language) => new()
        {
            DepartmentCode = DepartmentCode, DepartmentName = language.Pick(NameZh, NameEn), Filed = Filed, InProgress = InProgress,
            WaitingForFirm = WaitingForFirm, Overdue = Overdue, Solved = Solved,
        };
    }

    private sealed record KindFiguresRow(
        string KindCode, string NameZh, string NameEn, string GroupZh, string GroupEn, int FiledCount, int SolvedCount, int ScoredCount, int AnsweredCount,
        int FirstAnswerDaysX100, int SolutionDaysX100, int SatisfactionX100, int FirstAnswerInTimeBp, int SolutionInTimeBp)
    {
        public KindFigures ToMessage(Language language) => new()
        {
            KindCode = KindCode, KindName = language.Pick(NameZh, NameEn), GroupName = language.Pick(GroupZh, GroupEn), FiledCount = FiledCount,
            SolvedCount = SolvedCount, ScoredCount = ScoredCount, AnsweredCount = AnsweredCount, FirstAnswerDaysX100 = FirstAnswerDaysX100, SolutionDaysX100 = SolutionDaysX100,
            SatisfactionX100 = SatisfactionX100, FirstAnswerInTimeBp = FirstAnswerInTimeBp, SolutionInTimeBp = SolutionInTimeBp,
        };
    }
}
