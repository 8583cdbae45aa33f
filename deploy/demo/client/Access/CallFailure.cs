using Google.Rpc;
using Grpc.Core;

namespace Platform.Demo.Access;

/// <summary>A host refused a call or did not answer it.</summary>
public sealed class CallFailure : Exception
{
    public CallFailure(PlatformHost host, Uri address, RpcException error)
        : base(error.Status.Detail, error)
    {
        Host = host;
        Address = address;
        Code = error.StatusCode;
        var status = error.GetRpcStatus();
        Reason = status?.GetDetail<ErrorInfo>()?.Reason ?? "";
        Told = status?.GetDetail<LocalizedMessage>()?.Message ?? "";
        Fields = [.. status?.GetDetail<BadRequest>()?.FieldViolations.Select(one => $"{one.Field}: {one.Description}") ?? []];
    }

    public PlatformHost Host { get; }

    public Uri Address { get; }

    public StatusCode Code { get; }

    /// <summary>The documented reason, such as <c>ALREADY_EXISTS</c>; empty where the call never reached the service.</summary>
    public string Reason { get; }

    /// <summary>The service's own sentence, in the language the call asked for.</summary>
    public string Told { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>The call may not have taken effect, or two changes met: with the same request_id it may be sent again.</summary>
    public bool MayRetry => Reason is "STORE_UNAVAILABLE" or "CONCURRENT_CHANGE"
        || (Reason.Length == 0 && Code is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Cancelled or StatusCode.Unknown)
        // A service that has just started cannot check tokens before the identity host answers.
        || Code is StatusCode.Unauthenticated;

    /// <summary>One sentence; <paramref name="pick"/> chooses the language.</summary>
    public string Sentence(Func<string, string, string> pick)
    {
        if (Told.Length > 0)
            return Fields.Count > 0 && !Fields.Any(field => field.EndsWith(Told, StringComparison.Ordinal)) ? $"{Told} {string.Join("; ", Fields)}" : Told;
        return Code is StatusCode.Unavailable
            ? pick($"无法连接 {Name(Host)}（{Address}）", $"{Name(Host)} at {Address} does not answer")
            : pick($"{Name(Host)} 拒绝了请求（{Code}）：{Message}", $"{Name(Host)} refused the call ({Code}): {Message}");
    }

    public static string Name(PlatformHost host) => host switch
    {
        PlatformHost.Identity => "identity",
        PlatformHost.ProjectRegistry => "project-registry",
        PlatformHost.TalentMatching => "talent-matching",
        _ => "tech-transfer",
    };
}
