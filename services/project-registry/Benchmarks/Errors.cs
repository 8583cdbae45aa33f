using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

public static class BenchmarkErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此标杆企业记录。", "There is no such benchmark.");

    public static readonly Error NotConfirmed = Error.Precondition(
        ErrorReason.WrongState, "评估尚未确认，不能推荐为标杆。", "The assessment is not confirmed, so the firm cannot be nominated yet.");

    public static readonly Error Once = Error.Exists("该企业已是标杆或已在征求意见。", "The firm is a benchmark already, or has been asked.");

    public static Error WrongState(BenchmarkState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"该标杆记录当前为“{Chinese(present)}”，不能执行此操作。", $"The benchmark is {English(present)}, which does not allow this.");

    private static string Chinese(BenchmarkState state) => state switch
    {
        BenchmarkState.Nominated => "待企业同意",
        BenchmarkState.Published => "已公布",
        BenchmarkState.Declined => "企业谢绝",
        _ => "已撤下",
    };

    private static string English(BenchmarkState state) => state switch
    {
        BenchmarkState.Nominated => "nominated",
        BenchmarkState.Published => "published",
        BenchmarkState.Declined => "declined",
        _ => "withdrawn",
    };
}
