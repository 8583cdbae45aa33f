using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

public static class LeadErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此承接线索。", "There is no such lead.");

    public static readonly Error ParkNotFound = Error.NotFound("没有此园区，请重新选择。", "There is no such park: choose another.");

    public static readonly Error ProjectNotFound = Error.NotFound("项目库中没有此项目。", "The pool has no such project.");

    public static readonly Error ApplicationNotFound = Error.NotFound("没有此申报，或申报尚未提交。", "There is no such application, or it was not submitted.");

    public static readonly Error ReasonNeeded = Error.Invalid(
        ErrorReason.CommentNeeded, "reason", "标记未成或重新跟进时须说明原因。", "Say why a lead is lost or taken up again.");

    public static readonly Error ParkMissing = Error.Precondition(
        ErrorReason.LeadParkMissing, "落地前请先填写落地园区。", "Name the park before the firm lands.");

    public static readonly Error Landed = Error.Precondition(
        ErrorReason.WrongState, "该线索已落地，不能再修改。", "The firm has landed: the lead is closed.");

    public static Error IndustryUnknown(string industry) => Error.Invalid(
        ErrorReason.IndustryUnknown, "fields.industry", $"产业目录中没有“{industry}”。", $"The catalogue has no industry “{industry}”.");

    public static Error WrongStage(LeadStage from, LeadStage to) => Error.Precondition(
        ErrorReason.WrongState, $"线索处于“{Chinese(from)}”，不能直接转为“{Chinese(to)}”。", $"The lead is at {from}: it cannot go to {to} from there.");

    private static string Chinese(LeadStage stage) => stage switch
    {
        LeadStage.Lead => "线索",
        LeadStage.Contacted => "已联系",
        LeadStage.Visit => "考察",
        LeadStage.Negotiation => "洽谈",
        LeadStage.Signed => "签约",
        LeadStage.Landed => "落地",
        _ => "未成",
    };
}
