using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>Who hears what of a request.</summary>
internal static class SupportNotices
{
    public static void Filed(Change change, SupportRow row, Departments departments) => Department(change, row, departments, "support.filed",
        $"新诉求《{row.Title}》（{row.KindZh}）待受理。", $"A new request “{row.Title}” ({row.KindEn}) waits to be taken.");

    public static void Transferred(Change change, SupportRow row, Departments departments)
    {
        Department(change, row, departments, "support.transferred", $"诉求《{row.Title}》已转到贵部门。", $"The request “{row.Title}” was transferred to your department.");
        var department = departments.Find(row.DepartmentCode)!;
        Firm(change, row, "support.transferred", $"您的诉求《{row.Title}》已转由{department.NameZh}办理。", $"Your request “{row.Title}” now lies with: {department.NameEn}.");
    }

    public static void Asked(Change change, SupportRow row) => Firm(change, row, "support.asked",
        $"办理部门就诉求《{row.Title}》请您补充情况，答复前不计时。", $"The department asks about your request “{row.Title}”; its clock stands until you answer.");

    public static void Answered(Change change, SupportRow row, Departments departments) => Department(change, row, departments, "support.answered",
        $"企业已就诉求《{row.Title}》作出补充。", $"The firm has answered about the request “{row.Title}”.");

    public static void Message(Change change, SupportRow row, Departments departments, bool byOfficial)
    {
        if (byOfficial)
        {
            Firm(change, row, "support.message", $"诉求《{row.Title}》有新的答复。", $"There is a new message on your request “{row.Title}”.");
        }
        else
        {
            Department(change, row, departments, "support.message", $"企业就诉求《{row.Title}》留言。", $"The firm wrote about the request “{row.Title}”.");
        }
    }

    public static void Solved(Change change, SupportRow row) => Firm(change, row, "support.solved",
        $"您的诉求《{row.Title}》已解决，请评价；如未解决，可在 {CityDays.Text(row.ReopenUntil!.Value)} 前申请重新办理。",
        $"Your request “{row.Title}” is solved: please score it, or reopen it until {CityDays.Text(row.ReopenUntil.Value)}.");

    public static void Rejected(Change change, SupportRow row) => Firm(change, row, "support.rejected",
        $"您的诉求《{row.Title}》不予受理，请查看理由。", $"Your request “{row.Title}” was rejected: read why.");

    public static void Withdrawn(Change change, SupportRow row, Departments departments) => Department(change, row, departments, "support.withdrawn",
        $"企业撤回了诉求《{row.Title}》。", $"The firm withdrew the request “{row.Title}”.");

    public static void Reopened(Change change, SupportRow row, Departments departments) => Department(change, row, departments, "support.reopened",
        $"企业认为诉求《{row.Title}》未解决，要求重新办理。", $"The firm reopened the request “{row.Title}”.");

    public static void Closed(Change change, SupportRow row, Departments departments) => Department(change, row, departments, "support.closed",
        $"诉求《{row.Title}》已办结，满意度 {row.Satisfaction} 分。", $"The request “{row.Title}” is closed with {row.Satisfaction} of 5.");

    public static void Escalated(Change change, SupportRow row, Departments departments, EscalationLevel level, SupportClock clock, int used, int limit)
    {
        if (departments.OrganisationOf(level.Tell, row.DepartmentCode) is not { } organisation)
        {
            return;
        }

        var (zh, en) = clock == SupportClock.FirstAnswer ? ("首次答复", "first answer") : ("办结", "solution");
        var department = departments.Find(row.DepartmentCode)!;
        var (mark, word) = used > limit ? ("已逾期", "is overdue") : ("即将到期", "is due soon");
        Notify.Organisation(change, organisation, new Message($"support.escalated-{level.Level}",
            $"诉求《{row.Title}》（{department.NameZh}）{zh}{mark}：已用 {used} 个工作日，时限 {limit} 个。",
            $"The {en} of the request “{row.Title}” ({department.NameEn}) {word}: {used} of {limit} working days used.", Link(row)));
    }

    private static void Firm(Change change, SupportRow row, string topic, string zh, string en) =>
        Notify.Organisation(change, row.OrganisationCode, new Message(topic, zh, en, Link(row)));

    private static void Department(Change change, SupportRow row, Departments departments, string topic, string zh, string en)
    {
        if (departments.HandlerOf(row.DepartmentCode) is { } organisation)
        {
            Notify.Organisation(change, organisation, new Message(topic, zh, en, Link(row)));
        }
    }

    private static string Link(SupportRow row) => $"/support/{row.SupportRequestId}";
}
