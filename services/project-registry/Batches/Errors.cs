using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;
using QuotaClass = Platform.ProjectRegistry.Selection.QuotaClass;

namespace Platform.ProjectRegistry.Batches;

public static class BatchErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此批次。", "There is no such batch.");

    public static readonly Error CriteriaOrRubric = Error.Invalid(
        ErrorReason.InvalidField, "rubric_version_id", "评分标准版本与自带评分项只能填一种。", "Give either a rubric version or criteria of the batch's own.");

    public static readonly Error NameMissing = Error.Invalid(
        ErrorReason.InvalidField, "batch.name", "请填写批次名称（至少两个字）。", "Give the batch a name of two letters or more.");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"“{path}”不能在此修改。", $"“{path}” cannot be changed here.");

    /// <param name="path">The field of the batch.</param>
    public static Error FixedByNow(string path, BatchState present) => new(
        Grpc.Core.StatusCode.FailedPrecondition, ErrorReason.WrongState,
        $"批次当前为“{Chinese(present)}”，此项不能再修改。", $"The batch is {English(present)}; this can no longer be changed.", $"batch.{path}");

    public static Error ClassUnknown(QuotaClass one) => Error.Invalid(
        one.Kind == QuotaKind.Industry ? ErrorReason.IndustryUnknown : ErrorReason.InvalidField,
        "quotas",
        $"{ClassNames.KindOf(one.Kind, Language.Chinese)}目录中没有“{one.Code}”。",
        $"The catalogue has no {ClassNames.KindOf(one.Kind, Language.English)} “{one.Code}”.");

    public static Error QuotaTwice(QuotaClass one) => Error.Invalid(
        ErrorReason.InvalidField,
        "quotas",
        $"{ClassNames.KindOf(one.Kind, Language.Chinese)}“{one.Code}”的配额重复。",
        $"The {ClassNames.KindOf(one.Kind, Language.English)} “{one.Code}” has two quotas.");

    public static Error NoticeTooShort(int minimum) => Error.Invalid(
        ErrorReason.NoticeTooShort, "notice_working_days",
        $"公示期不得少于 {minimum} 个工作日；只有演练批次可以缩短。", $"The notice must last {minimum} working days or more; only a rehearsal may be shorter.");

    public static Error NoDay(string field) => Error.Invalid(
        ErrorReason.InvalidField, field, "请填写有效的日期（yyyy-MM-dd）。", "Give a day that exists (yyyy-MM-dd).");

    public static Error CalendarOrder(string field) => Error.Invalid(
        ErrorReason.InvalidField, field,
        "日程须依次为：申报截止、补正截止、评审截止、公示日。", "The calendar must run in this order: end of submission, of correction, of review, day of the notice.");

    public static Error CalendarPast(string field) => Error.Invalid(
        ErrorReason.PastDate, field, "此时间已过，请选择以后的时间。", "This time has passed: choose a later one.");

    public static Error CalendarPassed(string field, DateTimeOffset passed) => new(
        Grpc.Core.StatusCode.FailedPrecondition, ErrorReason.DeadlinePassed,
        $"该截止时间（{CityDays.Text(passed)}）已过，不能再修改。", $"This deadline ({CityDays.Text(passed)}, city time) has passed and can no longer be changed.", field);

    /// <summary>A firm came after the end of submission.</summary>
    public static Error SubmissionEnded(DateTimeOffset deadline) => Error.Precondition(
        ErrorReason.DeadlinePassed,
        $"申报已于 {CityDays.Text(deadline)} 截止。", $"Submission ended at {CityDays.Text(deadline)}, city time.");

    public static readonly Error FewerReviewersThanReviews = Error.Invalid(
        ErrorReason.InvalidField, "reviewers_per_application",
        "每项申报的评审专家人数不得少于所需评审份数。", "An application cannot have fewer reviewers than the reviews it needs.");

    public static Error WrongState(BatchState present, BatchState needed) => Error.Precondition(
        ErrorReason.WrongState,
        $"批次当前为“{Chinese(present)}”，此操作只能在“{Chinese(needed)}”时进行。", $"The batch is {English(present)}; this needs it to be {English(needed)}.");

    public static Error NoticeBegun(BatchState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"批次当前为“{Chinese(present)}”，公示后不能再改名额与配额。", $"The batch is {English(present)}; capacity and quotas are fixed once the notice is published.");

    public static Error Undecided(int count) => Error.Precondition(
        ErrorReason.WrongState,
        $"还有 {count} 项申报未作形式审查。", $"{count} applications are still waiting for the formal check.");

    private static string Chinese(BatchState state) => state switch
    {
        BatchState.Draft => "起草",
        BatchState.Open => "申报中",
        BatchState.FormalCheck => "形式审查",
        BatchState.UnderReview => "评审中",
        BatchState.Ranked => "已排序",
        BatchState.PublicNotice => "公示中",
        _ => "已入库",
    };

    private static string English(BatchState state) => state switch
    {
        BatchState.Draft => "a draft",
        BatchState.Open => "open",
        BatchState.FormalCheck => "in the formal check",
        BatchState.UnderReview => "under review",
        BatchState.Ranked => "ranked",
        BatchState.PublicNotice => "in public notice",
        _ => "closed",
    };
}
