using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Talents;

public static class ProfileErrors
{
    public static readonly Error None = Error.NotFound("您还没有人才档案，请先填报或用院校给的邀请码认领。", "You have no profile yet: enter one, or take over yours with your college's invitation code.");

    public static readonly Error HasOne = Error.Exists("此账号已有人才档案。", "This account has a profile already.");

    public static readonly Error KnownToCollege = Error.Exists(
        "该院校已登记了姓名、专业和电话相同的人才，请向院校索取邀请码来认领。", "The college knows a talent of this name, major and phone already: ask it for an invitation code.");

    public static readonly Error CollegeUnknown = Error.NotFound("没有此院校，请从列表中选择。", "There is no such college: choose one of the list.");

    public static readonly Error ProcessingConsentMissing = Error.Invalid(
        ErrorReason.ProcessingConsentMissing, "processing_consented", "须先同意平台为匹配岗位处理您的个人信息。", "Agree first that the platform processes your data to match you with needs.");

    public static readonly Error InvitationInvalid = Error.Invalid(
        ErrorReason.InvitationInvalid, "code", "邀请码无效、已使用或已过期，请向院校索取新的邀请码。", "The invitation code is wrong, used or expired: ask your college for a new one.");

    public static readonly Error HasAccount = Error.Precondition(
        ErrorReason.WrongState, "该人才已有自己的账号，无需邀请。", "The talent has an account of its own: no invitation is needed.");

    public static readonly Error NothingToConfirm = Error.Precondition(
        ErrorReason.WrongState, "该档案没有待确认的内容。", "There is nothing in this profile that waits for confirmation.");

    public static readonly Error DeclinedAlready = Error.Precondition(
        ErrorReason.WrongState, "该档案已标为不认可，待本人更正后再处理。", "The profile is declined already; the talent corrects it first.");

    public static readonly Error EvidenceNotFound = Error.NotFound("没有此项佐证。", "There is no such evidence.");

    public static readonly Error TooMuchEvidence = Error.Precondition(
        ErrorReason.LimitReached, $"佐证最多 {EvidenceLimits.Most} 项，请先删除不需要的。", $"A profile holds at most {EvidenceLimits.Most} pieces of evidence: remove some first.");

    public static readonly Error DateInvalid = Error.Invalid(
        ErrorReason.InvalidField, "issue_date", "日期须写成 2026-03-01 的形式，且不晚于今天。", "The date must read like 2026-03-01 and not lie ahead.");

    public static Error IndustryUnknown(string word, string field) => Error.Invalid(
        ErrorReason.InvalidField, field, $"本市目录中没有产业“{word}”。", $"The city's catalogue has no industry “{word}”.");
}

internal static class EvidenceLimits
{
    public const int Most = 50;
}
