using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Talents;

public static class TalentErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此人才，或不在您可查看的范围内。", "There is no such talent, or none that you may see.");

    public static readonly Error OtherCollege = Error.Forbidden(
        ErrorReason.OtherOrganisation, "只能导入本校的人才。", "Only talents of your own college can be imported.");

    public static readonly Error CollegeUnknown = Error.Precondition(
        ErrorReason.OrganisationUnknown, "贵校尚未在平台登记，请稍后再试。", "Your college is not known to the platform yet: try again shortly.");
}
