using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

public static class DecisionErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此项决定。", "There is no such decision.");

    public static readonly Error KindUnknown = Error.Invalid(
        ErrorReason.InvalidField, "terms", "不能作出此类决定。", "A decision of this kind cannot be made.");

    public static readonly Error Pending = Error.Exists(
        "该事项已有同类决定待复核，请先复核或撤回。", "Such a decision about it is pending: approve, refuse or withdraw that one first.");

    public static readonly Error SecondOfficialNeeded = Error.Precondition(
        ErrorReason.SecondOfficialNeeded, "该决定由您提出，须由另一名工作人员复核。", "You proposed this decision, so another official must approve or refuse it.");

    public static readonly Error NotTheProposer = Error.Forbidden(
        ErrorReason.RoleRequired, "只有提出人可以撤回该决定。", "Only the official who proposed the decision can withdraw it.");

    public static Error Decided(DecisionState present) => Error.Precondition(
        ErrorReason.WrongState, $"该决定{Chinese(present)}，不能再作处理。", $"The decision was {English(present)} already.");

    private static string Chinese(DecisionState state) => state switch
    {
        DecisionState.Approved => "已复核通过",
        DecisionState.Refused => "复核未通过",
        _ => "已撤回",
    };

    private static string English(DecisionState state) => state switch
    {
        DecisionState.Approved => "approved",
        DecisionState.Refused => "refused",
        _ => "withdrawn",
    };
}
