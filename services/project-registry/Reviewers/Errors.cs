using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Reviewers;

public static class ReviewerErrors
{
    public static readonly Error NotFound = Error.NotFound("专家库中没有此专家。", "There is no such reviewer in the pool.");

    public static readonly Error Exists = Error.Exists("该账号已在专家库中。", "This account is in the pool already.");

    public static readonly Error NameMissing = Error.Invalid(ErrorReason.InvalidField, "reviewer.name", "请填写专家姓名。", "Give the reviewer's name.");

    public static readonly Error ConflictNotFound = Error.NotFound("没有此回避申明。", "There is no such declared conflict.");

    public static readonly Error ConflictExists = Error.Exists("该回避已经申明。", "This conflict has been declared already.");

    public static readonly Error ConflictLifted = Error.Precondition(ErrorReason.WrongState, "该回避申明已经解除。", "This conflict was lifted already.");

    public static readonly Error ConflictWithOne = Error.Invalid(
        ErrorReason.InvalidField, "organisation_code", "请填写单位的统一社会信用代码，或选择一项申报，二者只填其一。", "Name either an organisation by its credit code or one application, not both.");

    public static readonly Error ApplicationUnknown = Error.NotFound("没有此申报。", "There is no such application.");

    public static Error CreditCode(string field, string code) => Error.Invalid(
        ErrorReason.CreditCodeInvalid, field, $"统一社会信用代码“{code}”不正确。", $"The credit code “{code}” is not valid.");

    public static Error IndustryUnknown(string industry) => Error.Invalid(
        ErrorReason.IndustryUnknown, "reviewer.industries", $"产业目录中没有“{industry}”。", $"The catalogue has no industry “{industry}”.");

    public static Error TrackUnknown(string track) => Error.Invalid(
        ErrorReason.InvalidField, "reviewer.tracks", $"赛道目录中没有“{track}”。", $"The catalogue has no track “{track}”.");

    public static Error NoDay(string text) => Error.Invalid(
        ErrorReason.InvalidField, "reviewer.past_employers.until", $"“{text}”不是有效的日期（yyyy-MM-dd）。", $"“{text}” is no day that exists (yyyy-MM-dd).");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"“{path}”不是可以修改的字段。", $"“{path}” is no field that may be changed.");

    public static Error ActiveAlready(bool active) => Error.Precondition(
        ErrorReason.WrongState,
        active ? "该专家在库，无需恢复。" : "该专家已经停用。", active ? "The reviewer is active already." : "The reviewer is retired already.");
}
