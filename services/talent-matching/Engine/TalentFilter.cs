using Platform.Talent.V1;

namespace Platform.TalentMatching.Engine;

/// <summary>Which talents a search may find, beside those whose kind of work the need excludes.</summary>
/// <param name="Place">Among the wishes, folded; empty: any.</param>
/// <param name="Employment">Sought by the talent or left open; unspecified: any.</param>
/// <param name="College">Organisation code; empty: any.</param>
/// <param name="MinimumEducation">At least this degree.</param>
/// <param name="PlacedToo">Also those that are placed.</param>
internal sealed record TalentFilter(
    string Place = "",
    EmploymentKind Employment = EmploymentKind.Unspecified,
    string College = "",
    EducationLevel MinimumEducation = EducationLevel.Unspecified,
    bool PlacedToo = false)
{
    public static readonly TalentFilter None = new();

    public bool Takes(IReadOnlyList<string> places, EmploymentKind employment, string college, EducationLevel education, bool placed) =>
        (PlacedToo || !placed)
        && education >= MinimumEducation
        && (Employment == EmploymentKind.Unspecified || employment == EmploymentKind.Unspecified || employment == Employment)
        && (College.Length == 0 || college == College)
        && (Place.Length == 0 || places.Any(place => place.Contains(Place, StringComparison.Ordinal) || (place.Length > 1 && Place.Contains(place, StringComparison.Ordinal))));
}
