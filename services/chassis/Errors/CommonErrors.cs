using Grpc.Core;
using Platform.Common.V1;

namespace Platform.Chassis.Errors;

/// <summary>Failures that any call can meet.</summary>
public static class CommonErrors
{
    public static readonly Error NotSignedIn = new(
        StatusCode.Unauthenticated, ErrorReason.NotSignedIn, "请先登录：缺少令牌或令牌已过期。", "Sign in first: the token is missing or has expired.");

    public static readonly Error RoleRequired = new(
        StatusCode.PermissionDenied, ErrorReason.RoleRequired, "您的角色不能执行此操作。", "Your role does not allow this.");

    public static readonly Error OtherOrganisation = new(
        StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, "该事项属于其他单位。", "This belongs to another organisation.");

    public static readonly Error EtagMismatch = new(
        StatusCode.Aborted, ErrorReason.EtagMismatch, "内容已被他人修改，请刷新后重试。", "Someone changed it since you read it: read it again and retry.");

    public static readonly Error RequestIdReused = Error.Invalid(
        ErrorReason.RequestIdReused, "request_id", "该 request_id 已用于另一请求，请换一个。", "This request_id was used for another request: choose a new one.");

    public static readonly Error PageTokenInvalid = Error.Invalid(
        ErrorReason.PageTokenInvalid, "page_token", "分页标记无效或不属于此查询，请从第一页开始。", "The page token is damaged or belongs to another query: start from the first page.");

    public static readonly Error ConcurrentChange = new(
        StatusCode.Aborted, ErrorReason.ConcurrentChange, "与他人的修改冲突，请重试。", "Two changes met: send the call again.");

    public static readonly Error StoreUnavailable = new(
        StatusCode.Unavailable, ErrorReason.StoreUnavailable, "数据库暂不可用，请稍后重试。", "The database does not answer: try again shortly.");

    public static readonly Error Duplicate = Error.Exists("已存在相同记录。", "Such a record exists already.");

    public static readonly Error UnstorableText = new(
        StatusCode.InvalidArgument, ErrorReason.InvalidField, "文字中含有无法保存的字符（如 NUL），请删除后重试。", "The text holds a character that cannot be stored (such as NUL): remove it and retry.");

    public static readonly Error Internal = new(
        StatusCode.Internal, ErrorReason.Internal, "系统内部错误，已记录。", "Internal error; it has been recorded.");
}
