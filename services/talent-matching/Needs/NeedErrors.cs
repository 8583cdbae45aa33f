using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Needs;

public static class NeedErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此人才需求。", "There is no such talent need.");

    public static readonly Error TitleTaken = Error.Exists(
        "贵单位已有同名且招聘中的人才需求。", "Your organisation already has an open talent need of this title.");

    public static readonly Error NotOpen = Error.Precondition(
        ErrorReason.WrongState, "该人才需求已不在招聘中。", "The talent need is not open any more.");

    public static readonly Error SalaryRange = Error.Invalid(
        ErrorReason.SalaryRangeInvalid, "salary_max_cny_fen", "年薪下限不能高于上限。", "The lower bound of the salary must not be above the upper bound.");

    public static readonly Error DeadlineNotADate = Error.Invalid(
        ErrorReason.InvalidField, "deadline", "截止日期须为 yyyy-MM-dd。", "The deadline must be a date as yyyy-MM-dd.");

    public static readonly Error StartNotADate = Error.Invalid(
        ErrorReason.InvalidField, "start_date", "到岗日期须为 yyyy-MM-dd。", "The start must be a date as yyyy-MM-dd.");

    public static readonly Error StartPast = Error.Invalid(
        ErrorReason.PastDate, "start_date", "到岗日期不能早于今天。", "The start must not be in the past.");

    public static readonly Error StartBeforeDeadline = Error.Invalid(
        ErrorReason.StartBeforeDeadline, "start_date", "到岗日期不能早于报名截止日期。", "The start must not be before the deadline for applications.");

    public static Error UniversityUnknown(string word, string field) => Error.Invalid(
        ErrorReason.UniversityUnknown, field, $"平台上没有名称或代码为“{word}”的院校。", $"No university of the name or code “{word}” has joined the platform.");

    public static Error Repeated(string word, string field) => Error.Invalid(
        ErrorReason.InvalidField, field, $"“{word}”重复，每项只能列一次。", $"“{word}” stands twice: name each once.");

    public static readonly Error DeadlinePast = Error.Invalid(
        ErrorReason.PastDate, "deadline", "截止日期不能早于今天。", "The deadline must not be in the past.");
}
