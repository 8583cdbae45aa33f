using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Skills in pages, by code; a token stays good when the taxonomy changes in between.</summary>
internal static class ListSkills
{
    private const int Most = 1_000;

    public static ListSkillsResponse Of(SkillTaxonomy taxonomy, ListSkillsRequest request)
    {
        var after = PageToken.Decode(request.PageToken, nameof(ListSkills), 1)?[0];
        var size = PageSize.Of(request.PageSize, Most, Most);
        var page = taxonomy.All.Where(entry => after is null || string.CompareOrdinal(entry.Code, after) > 0).Take(size + 1).ToList();
        return new ListSkillsResponse
        {
            Skills = { page.Take(size).Select(SkillMessages.Of) },
            TaxonomyVersion = taxonomy.Version,
            NextPageToken = page.Count > size ? PageToken.Encode(nameof(ListSkills), page[size - 1].Code) : "",
        };
    }
}
