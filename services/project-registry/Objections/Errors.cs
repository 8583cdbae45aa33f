using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

public static class ObjectionErrors
{
    /// <summary>Also for a receipt code that is not known, so that nobody learns which exist.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此异议，请核对受理码。", "There is no such objection: check the receipt code.");

    public static readonly Error Repeated = Error.Exists("您已就此提出过相同的异议，正在处理中。", "You filed the same objection already; it is being handled.");

    public static readonly Error Blank = Error.Invalid(
        ErrorReason.InvalidField, "grounds", "请如实填写姓名（名称）、联系方式与不少于 10 字的异议理由。", "Give a name, a contact and grounds of ten characters or more.");

    public static readonly Error NotListed = Error.Invalid(
        ErrorReason.InvalidField, "application_ids", "所选项目不在公示名单中。", "A project chosen is not on the list of the notice.");

    public static readonly Error NotObjected = Error.Invalid(
        ErrorReason.InvalidField, "terms.objection_ruling.application_ids", "该异议没有涉及所选项目。", "The objection is not about a project chosen.");

    public static readonly Error NotHandledByCaller = Error.Precondition(
        ErrorReason.WrongState, "请先接办该异议，再作答复。", "Take the objection first, then answer it.");

    public static readonly Error EvidenceFull = Error.Precondition(
        ErrorReason.LimitReached, $"每件异议最多附 {ObjectionLimits.EvidenceFiles} 份证据。", $"An objection holds at most {ObjectionLimits.EvidenceFiles} files of evidence.");

    public static readonly Error TooManyOpen = Error.Precondition(
        ErrorReason.LimitReached, "该公示待答复的异议已达上限，请稍后再提出或直接联系主管部门。", "As many objections to this notice are open as can be: try later, or turn to the department itself.");

    public static readonly Error TooManyOfContact = Error.Precondition(
        ErrorReason.LimitReached, $"同一联系方式待答复的异议最多 {ObjectionLimits.OpenOfContact} 件。", $"At most {ObjectionLimits.OpenOfContact} objections of one contact can be open.");

    public static Error NoticeOver(DateOnly lastDay) => Error.Precondition(
        ErrorReason.DeadlinePassed, $"所选项目的公示已于 {CityDays.Text(lastDay)} 结束，不能再提出异议。", $"The notice of a project chosen ended on {CityDays.Text(lastDay)}; no objection can be filed any more.");

    public static Error Answered(ObjectionState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"该异议已答复（{(present == ObjectionState.Upheld ? "成立" : "不成立")}），不能再作处理。", $"The objection was answered already ({(present == ObjectionState.Upheld ? "upheld" : "dismissed")}).");

    public static Error Open(int count) => Error.Precondition(
        ErrorReason.ObjectionsOpen, $"还有 {count} 件异议未答复，答复后方可入库。", $"{count} objections are not answered yet; projects can be admitted after all are.");
}

/// <summary>What keeps a public form from being flooded; this project's figures.</summary>
public static class ObjectionLimits
{
    public const int EvidenceFiles = 5;

    /// <summary>Unanswered objections to one notice.</summary>
    public const int OpenOfNotice = 200;

    /// <summary>Unanswered objections to one notice of one contact.</summary>
    public const int OpenOfContact = 5;
}
