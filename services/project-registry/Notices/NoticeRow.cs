using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>A batch's notice as the public reads it.</summary>
internal sealed class NoticeRow
{
    public const string Select = """
        select b.batch_id, b.name, b.state, b.rehearsal, b.notice_working_days, b.notice_first_day, b.notice_last_day,
            (select count(*)::int from ranking r where r.batch_id = b.batch_id and r.outcome = 1) as project_count,
            (select max(n.last_day) from notice_addition n where n.batch_id = b.batch_id) as supplementary_last_day,
            (select count(*)::int from objection o where o.batch_id = b.batch_id and o.state <= 2) as open_objections,
            (select count(*)::int from objection o where o.batch_id = b.batch_id and o.state > 2) as answered_objections
        from batch b
        """;

    public Guid BatchId { get; init; }

    public string Name { get; init; } = "";

    public BatchState State { get; init; }

    public bool Rehearsal { get; init; }

    public int NoticeWorkingDays { get; init; }

    public DateOnly NoticeFirstDay { get; init; }

    public DateOnly NoticeLastDay { get; init; }

    public int ProjectCount { get; init; }

    /// <summary>Of the projects that moved up; null where none did.</summary>
    public DateOnly? SupplementaryLastDay { get; init; }

    public int OpenObjections { get; init; }

    public int AnsweredObjections { get; init; }

    private DateOnly LastDayOfAll => SupplementaryLastDay > NoticeLastDay ? SupplementaryLastDay.Value : NoticeLastDay;

    /// <summary>Whether the list must stay public before anyone is admitted; a rehearsal of no days never runs.</summary>
    public static bool IsRunning(BatchState state, int workingDays, DateOnly lastDay, DateOnly today) =>
        state == BatchState.PublicNotice && workingDays > 0 && today <= lastDay;

    public Notice ToMessage(DateOnly today) => new()
    {
        BatchId = BatchId.ToString(),
        BatchName = Name,
        FirstDay = CityDays.Text(NoticeFirstDay),
        LastDay = CityDays.Text(NoticeLastDay),
        Running = IsRunning(State, NoticeWorkingDays, LastDayOfAll, today),
        Rehearsal = Rehearsal,
        ProjectCount = ProjectCount,
        OpenObjections = OpenObjections,
        AnsweredObjections = AnsweredObjections,
        TakesObjections = State == BatchState.PublicNotice && (NoticeWorkingDays == 0 || today <= LastDayOfAll),
    };
}
