using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Identity.Accounts;

public static class AccountErrors
{
    public static Error NotFound(string userName) => Error.NotFound($"没有账号“{userName}”。", $"There is no account \"{userName}\".");

    public static Error Exists(string userName) => Error.Exists($"账号“{userName}”已存在。", $"The account \"{userName}\" exists already.");

    public static Error ClientExists(string clientId) => Error.Exists($"客户端“{clientId}”已存在。", $"The client \"{clientId}\" exists already.");

    public static Error RoleNotOfKind(string role) => Error.Invalid(
        ErrorReason.RoleNotOfKind, "roles", $"角色“{role}”不适用于该类单位。", $"The role \"{role}\" does not fit this kind of organisation.");

    public static readonly Error TooManyTalents = new(
        Grpc.Core.StatusCode.ResourceExhausted, ErrorReason.LimitReached, "当前注册人数过多，请一小时后再试。", "Too many people register at the moment: try again in an hour.");

    public static readonly Error PasswordTooWeak = Error.Invalid(
        ErrorReason.PasswordTooWeak,
        "password",
        $"密码至少{PasswordPolicy.MinimumLength}个字符，其中不同字符不少于{PasswordPolicy.DistinctCharacters}个，且不得包含账号名。",
        $"A password needs at least {PasswordPolicy.MinimumLength} characters, {PasswordPolicy.DistinctCharacters} of them different, and must not contain the user name.");
}
