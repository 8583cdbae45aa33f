using Grpc.Core;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

internal static class CollaborationErrors
{
    public static readonly Error NotFound = Error.NotFound("该协同事项不存在。", "There is no such collaboration.");

    public static readonly Error ProjectNotFound = Error.NotFound("项目库中没有该项目。", "The pool has no such project.");

    public static readonly Error NotAParty = Error.Forbidden(
        ErrorReason.NotAParty, "贵单位不是该协同事项的参与方。", "Your organisation is no party to this collaboration.");

    public static readonly Error TermsChanged = Error.Precondition(
        ErrorReason.TermsChanged, "条款已更新，请阅读最新条款后再同意。", "The terms have changed: read the present ones before you consent.");

    public static readonly Error DeadlinePassed = Error.Precondition(
        ErrorReason.DeadlinePassed, "同意期限已过，请重新发起。", "The deadline for consent has passed: propose it anew.");

    public static readonly Error PartiesIncomplete = Error.Invalid(
        ErrorReason.PartiesIncomplete, "terms.parties", "三方协同须至少各有一个政府部门、企业和高校。", "A collaboration needs at least one government body, one enterprise and one university.");

    public static readonly Error ProjectFirmMissing = Error.Invalid(
        ErrorReason.NotAParty, "terms.parties", "项目的申报单位须为参与方。", "The project's firm must be one of the parties.");

    public static readonly Error FulfilledByEvent = Error.Precondition(
        ErrorReason.WrongState, "该承诺由签约事件自动完成，不能手工登记。", "This commitment is fulfilled by its event and cannot be marked by hand.");

    public static readonly Error AlreadyFulfilled = Error.Precondition(
        ErrorReason.WrongState, "该承诺已完成。", "This commitment is fulfilled already.");

    public static readonly Error NoSuchCommitment = Error.NotFound("没有该编号的承诺事项。", "There is no commitment of that number.");

    public static Error WrongState(CollaborationState state) => Error.Precondition(
        ErrorReason.WrongState, $"协同事项处于“{Chinese(state)}”，不能执行此操作。", $"The collaboration is {state}: this step is not possible.");

    public static Error UnknownOrganisation(int index, string code) => Error.Invalid(
        ErrorReason.OrganisationUnknown, $"terms.parties[{index}].organisation_code", $"平台上没有代码为 {code} 的单位。", $"No organisation {code} has joined the platform.");

    public static Error PartyTwice(int index, string code) => Error.Invalid(
        ErrorReason.AlreadyExists, $"terms.parties[{index}].organisation_code", $"单位 {code} 重复。", $"The organisation {code} stands twice.");

    public static Error CommitmentOfStranger(int index) => Error.Invalid(
        ErrorReason.NotAParty, $"terms.commitments[{index}].organisation_code", "承诺单位须为参与方。", "A commitment must be made by one of the parties.");

    public static Error BadDate(string field) => Error.Invalid(
        ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.");

    public static Error PastDate(string field) => Error.Invalid(
        ErrorReason.PastDate, field, $"{field}：日期不能早于今天。", $"{field}: the date must not be before today.");

    public static Error ReferenceNeeded(int index, string field) => Error.Invalid(
        ErrorReason.InvalidField, $"terms.commitments[{index}].{field}", $"第 {index + 1} 项承诺须指明 {field}。", $"Commitment {index + 1} must name its {field}.");

    private static string Chinese(CollaborationState state) => state switch
    {
        CollaborationState.Proposed => "待各方同意",
        CollaborationState.Active => "履行中",
        CollaborationState.Completed => "已完成",
        CollaborationState.Declined => "已谢绝",
        CollaborationState.Expired => "已过期",
        _ => "已终止",
    };
}
