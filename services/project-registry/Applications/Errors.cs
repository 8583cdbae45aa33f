using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

public static class ApplicationErrors
{
    /// <summary>Also where it exists but the caller may not see it, so that nobody learns of another's drafts.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此申报。", "There is no such application.");

    public static readonly Error BatchNotOpen = Error.Precondition(
        ErrorReason.WrongState, "该批次不在申报期。", "The batch is not open for applications.");

    public static readonly Error NameTaken = Error.Exists(
        "本单位在该批次已有同名项目的申报。", "The firm has an application of that name in the batch.");

    public static readonly Error ReasonMissing = Error.Invalid(
        ErrorReason.InvalidField, "reason", "形式审查不通过时须说明理由。", "A failed formal check needs a reason.");

    public static readonly Error NoOrganisation = Error.Invalid(
        ErrorReason.OrganisationUnknown, "application.organisation_name", "账号所属单位尚未登记，请填写单位名称。", "The account's organisation is not registered yet: give its name.");

    public static readonly Error NameMissing = Error.Invalid(
        ErrorReason.InvalidField, "application.project_name", "请填写项目名称。", "Give the project's name.");

    public static readonly Error NothingToCorrect = Error.Invalid(
        ErrorReason.InvalidField, "comments", "退回补正须至少写一条意见或说明理由。", "A return needs a comment or a reason.");

    public static readonly Error NoDay = Error.Invalid(
        ErrorReason.InvalidField, "deadline", "补正期限须为 yyyy-MM-dd 形式的日期。", "The deadline must be a day written yyyy-MM-dd.");

    public static readonly Error DeadlineBehind = Error.Invalid(
        ErrorReason.InvalidField, "deadline", "补正期限不能早于今天。", "The deadline cannot lie before today.");

    public static readonly Error VersionNotFound = Error.NotFound("没有此提交版本。", "There is no such submission.");

    public static Error DeadlineAfterBatch(DateTimeOffset latest) => Error.Invalid(
        ErrorReason.InvalidField, "deadline",
        $"补正期限不能晚于本批次的补正截止时间（{CityDays.Text(latest)}）。", $"The deadline cannot lie after the batch's end of corrections, {CityDays.Text(latest)}.");

    public static Error CorrectionEnded(DateTimeOffset deadline) => Error.Precondition(
        ErrorReason.DeadlinePassed,
        $"补正期限已于 {CityDays.Text(deadline)} 届满，已保存的内容未变。", $"The time for corrections ended at {CityDays.Text(deadline)}, city time; what was saved is unchanged.");

    public static Error CorrectionRuns(DateTimeOffset deadline) => Error.Precondition(
        ErrorReason.WrongState,
        $"补正期限至 {CityDays.Text(deadline)}，期满未补正方可判定不通过。", $"The firm may correct it until {CityDays.Text(deadline)}; it can be failed only after that.");

    public static Error CommentUnknown(string field) => Error.Invalid(
        ErrorReason.InvalidField, "comments", $"“{field}”不是申报表的字段。", $"“{field}” is no field of the form.");

    public static Error CodeUnknown(string field, string code) => Error.Invalid(
        ErrorReason.InvalidField, field, $"申报表的选项中没有“{code}”。", $"The form has no choice “{code}”.");

    /// <summary>All gaps in one sentence each.</summary>
    internal static Error Incomplete(IReadOnlyList<Gap> gaps) => Error.Precondition(
        ErrorReason.Incomplete,
        $"还不能提交：{string.Concat(gaps.Select(gap => gap.Chinese))}", $"It cannot be submitted yet: {string.Join(' ', gaps.Select(gap => gap.English))}")
        with { Field = $"application.{gaps[0].Field}" };

    internal static Error FigureInvalid(string field, FormCatalogue.Kpi kpi, string given) => Error.Invalid(
        ErrorReason.FigureInvalid, field,
        $"指标“{kpi.NameZh}”的数值“{given}”无效：须为 {kpi.Minimum} 至 {kpi.Maximum} 之间的数，小数不超过 {kpi.Decimals} 位。",
        $"“{given}” is no figure of the KPI “{kpi.NameEn}”: it must be a plain number from {kpi.Minimum} to {kpi.Maximum} with at most {kpi.Decimals} decimals.");

    public static Error IndustryUnknown(string industry) => Error.Invalid(
        ErrorReason.IndustryUnknown, "application.industry", $"产业目录中没有“{industry}”。", $"The catalogue has no industry “{industry}”.");

    public static Error TrackUnknown(string track) => Error.Invalid(
        ErrorReason.InvalidField, "application.track", $"赛道目录中没有“{track}”。", $"The catalogue has no track “{track}”.");

    public static Error DistrictUnknown(string district) => Error.Invalid(
        ErrorReason.DistrictUnknown, "application.district", $"县区目录中没有“{district}”。", $"The catalogue has no district “{district}”.");

    public static Error CoApplicantCode(string code) => Error.Invalid(
        ErrorReason.CreditCodeInvalid, "application.co_applicant_codes", $"联合申报单位的统一社会信用代码“{code}”不正确。", $"The co-applicant's credit code “{code}” is not valid.");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"“{path}”不是申报单位可以修改的字段。", $"“{path}” is no field that a firm may change.");

    public static Error WrongState(ApplicationState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"申报当前为“{Chinese(present)}”，不能执行此操作。", $"The application is {English(present)}, which does not allow this.");

    private static string Chinese(ApplicationState state) => state switch
    {
        ApplicationState.Draft => "草稿",
        ApplicationState.Submitted => "已提交",
        ApplicationState.FormalCheck => "形式审查",
        ApplicationState.UnderReview => "评审中",
        ApplicationState.Ranked => "已排序",
        ApplicationState.PublicNotice => "公示中",
        ApplicationState.Admitted => "已入库",
        ApplicationState.Waitlisted => "候补",
        ApplicationState.Rejected => "未通过",
        ApplicationState.Returned => "退回补正",
        _ => "已撤回",
    };

    private static string English(ApplicationState state) => state switch
    {
        ApplicationState.Draft => "a draft",
        ApplicationState.Submitted => "submitted",
        ApplicationState.FormalCheck => "in the formal check",
        ApplicationState.UnderReview => "under review",
        ApplicationState.Ranked => "ranked",
        ApplicationState.PublicNotice => "in public notice",
        ApplicationState.Admitted => "admitted",
        ApplicationState.Waitlisted => "on the waitlist",
        ApplicationState.Rejected => "rejected",
        ApplicationState.Returned => "returned for correction",
        _ => "withdrawn",
    };
}
