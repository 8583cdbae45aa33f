using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Training;

public static class TrainingErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此培养项目，或不在您可查看的范围内。", "There is no such programme, or none that you may see.");

    public static readonly Error SessionNotFound = Error.NotFound("没有此课次。", "There is no such session.");

    public static readonly Error ModuleNotFound = Error.NotFound("课程方案中没有该序号的模块。", "The curriculum has no module of this number.");

    public static readonly Error NotAParty = Error.Forbidden(
        ErrorReason.NotAParty, "只有参与该培养项目的院校和企业可以执行此操作。", "Only the college and the firms of this programme can do this.");

    public static readonly Error WrongState = Error.Precondition(
        ErrorReason.WrongState, "培养项目当前的状态不能执行此操作，请刷新后查看。", "The programme's present state does not allow this: read it again.");

    public static readonly Error TermsChanged = Error.Precondition(
        ErrorReason.TermsChanged, "方案已被修改，请阅读新方案后再同意。", "The terms were changed: read the new ones before you agree.");

    public static readonly Error CurriculumEmpty = Error.Precondition(
        ErrorReason.CurriculumEmpty, "课程方案还没有模块，请先添加至少一个模块再同意。", "The curriculum has no module yet: add at least one before you agree.");

    public static readonly Error OverBeforeAgreed = Error.Precondition(
        ErrorReason.DeadlinePassed, "项目的结束日期已过，请先修改日期再同意。", "The programme's last day has passed: move the dates before you agree.");

    public static readonly Error CollegeNeeded = Error.Invalid(
        ErrorReason.PartiesIncomplete, "terms.college_code", "订单班、产业学院和继续教育须由院校与企业共同举办，请填写院校。",
        "Order classes, industry colleges and continuing education are held by a college together with firms: name the college.");

    public static readonly Error EndBeforeStart = Error.Invalid(
        ErrorReason.InvalidField, "terms.end_date", "结束日期不能早于开始日期。", "The last day must not be before the first.");

    public static readonly Error EndPast = Error.Invalid(
        ErrorReason.PastDate, "terms.end_date", "结束日期不能早于今天。", "The last day must not be in the past.");

    public static readonly Error SessionOutside = Error.Invalid(
        ErrorReason.InvalidField, "day", "课次日期须在项目的起止日期之内。", "The session's day must lie from the programme's first to its last day.");

    public static readonly Error NotForTalent = Error.NotFound(
        "只能报名本校的培养项目或任一院校的继续教育，且须先建立本人档案。", "You can enrol in programmes of your own college and in continuing education, once your profile is there.");

    public static readonly Error NamedTwice = Error.Exists("名单中同一人才出现了两次，请只保留一处。", "The list names a talent twice: keep one of them.");

    public static readonly Error EnrolmentNotFound = Error.NotFound("该人才未报名此项目，或不是由贵单位报名。", "This talent is not enrolled, or not by your organisation.");

    public static readonly Error NobodyEnrolled = Error.Precondition(
        ErrorReason.NotEnrolled, "还没有学员，不能开班。", "Nobody is enrolled yet: the programme cannot start.");

    public static readonly Error AttendanceNeeded = Error.Precondition(
        ErrorReason.NeverAttended, "有学员的成绩依据这一课次的出勤，请先更正其成绩。", "A result rests on attendance of this session: correct the result first.");

    public static Error BadDay(string field) => Error.Invalid(ErrorReason.InvalidField, field, "日期须为 yyyy-MM-dd。", "The date must be written as yyyy-MM-dd.");

    public static Error NoSuchOrganisation(string code, string field, bool college) => Error.Invalid(
        ErrorReason.OrganisationUnknown, field, $"平台上没有代码为“{code}”的{(college ? "院校" : "企业")}。", $"No {(college ? "university" : "firm")} of the code “{code}” has joined the platform.");

    /// <param name="position">Of the list, from 1.</param>
    public static Error StrangerTalent(int position) => Error.NotFound(
        string.Create(CultureInfo.InvariantCulture, $"名单第 {position} 位不是贵单位可以报名的人才：院校报本校人才，企业在员工培训中报已签约到本单位的人才。"),
        string.Create(CultureInfo.InvariantCulture, $"Entry {position} is nobody you can enrol: a college enrols its own talents, a firm in employee training those placed with it."));

    public static Error EnrolledAlready(int position) => Error.Exists(
        string.Create(CultureInfo.InvariantCulture, $"名单第 {position} 位已经报名。"), string.Create(CultureInfo.InvariantCulture, $"Entry {position} is enrolled already."));

    public static Error SeatsTaken(int free) => Error.Precondition(
        ErrorReason.SeatsTaken,
        string.Create(CultureInfo.InvariantCulture, $"剩余名额 {free} 个，不够全部录取；请减少人数，或允许候补。"),
        string.Create(CultureInfo.InvariantCulture, $"{free} seats are free, too few for all: name fewer, or let the others wait."));

    public static Error NotEnrolled(int position) => Error.Precondition(
        ErrorReason.NotEnrolled,
        string.Create(CultureInfo.InvariantCulture, $"名单第 {position} 位不是本项目的学员。"),
        string.Create(CultureInfo.InvariantCulture, $"Entry {position} has no seat in this programme."));

    public static Error NeverAttended(int position) => Error.Precondition(
        ErrorReason.NeverAttended,
        string.Create(CultureInfo.InvariantCulture, $"名单第 {position} 位没有出席过该模块的任何课次，只能记为缺席。"),
        string.Create(CultureInfo.InvariantCulture, $"Entry {position} attended no session of this module: only absent can be recorded."));

    public static Error ResultsMissing(int talents) => Error.Precondition(
        ErrorReason.ResultsMissing,
        string.Create(CultureInfo.InvariantCulture, $"还有 {talents} 名学员的成绩不全，请补齐每个模块的成绩后再结业。"),
        string.Create(CultureInfo.InvariantCulture, $"{talents} talents lack a result in some module: record them before you complete."));
}
