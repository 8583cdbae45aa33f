using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

public static class SavedSearchErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这个订阅，或它不属于本单位。", "There is no such saved search, or it is not your organisation's.");

    public static readonly Error NameTaken = Error.Exists("本单位已有同名订阅，请换一个名称。", "Your organisation has a saved search of this name: choose another.");

    public static readonly Error NothingToFind = Error.Invalid(
        ErrorReason.InvalidField, "search.query", "检索内容只有虚词或符号，请输入技术名称或关键词。", "The query has only stop words or signs: enter the name of a technology or keywords.");

    public static readonly Error NeedsNotSearchable = Error.Forbidden(
        ErrorReason.RoleRequired, "企业只能订阅科研成果。", "A firm may save searches of listings only.");

    public static Error TooMany(int most) => Error.Precondition(
        ErrorReason.LimitReached, $"本单位已有 {most} 个订阅，请先删除不用的订阅。", $"Your organisation has {most} saved searches: delete one that is no longer used.");
}
