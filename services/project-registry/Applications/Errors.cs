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

    public static Error Missing(IReadOnlyCollection<string> fields) => Error.Invalid(
        ErrorReason.InvalidField, $"application.{fields.First()}",
        $"提交前须填写：{string.Join("、", fields)}。", $"These must be filled in before it can be submitted: {string.Join(", ", fields)}.");

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
        _ => "withdrawn",
    };
}
