using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>Which department a request goes to, and with which priority. Pure.</summary>
internal static class Routing
{
    /// <summary>
    /// The kind's first rule that fits district and industry, else the kind's department; where that takes no requests (any more),
    /// the coordinating office. An empty list of a rule fits all; an unknown district or industry fits an empty list only.
    /// </summary>
    public static string DepartmentFor(KindRow kind, string district, string industry, Departments departments)
    {
        var code = kind.RuleList.FirstOrDefault(rule => Fits(rule.Districts, district) && Fits(rule.Industries, industry))?.Department ?? kind.DepartmentCode;
        return departments.Find(code) is { Active: true } department ? department.DepartmentCode : departments.Coordinating.DepartmentCode;
    }

    /// <summary>
    /// Projects of the pool have priority in approval, factor guarantees, funding, recruitment and schooling (action plan 2024, as the
    /// study tells); a request has it where it is for one.
    /// </summary>
    public static SupportPriority PriorityFor(Guid? poolProject) => poolProject is null ? SupportPriority.Normal : SupportPriority.Pool;

    private static bool Fits(IReadOnlyList<string> wanted, string given) => wanted.Count == 0 || wanted.Contains(given);
}
