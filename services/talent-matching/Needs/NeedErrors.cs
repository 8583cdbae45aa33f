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

    public static readonly Error DeadlinePast = Error.Invalid(
        ErrorReason.PastDate, "deadline", "截止日期不能早于今天。", "The deadline must not be in the past.");
}
