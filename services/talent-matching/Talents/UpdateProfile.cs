using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>A talent changes what it tells of itself; facts that the college stands for wait for it again.</summary>
internal sealed class UpdateProfile(CurrentTaxonomy taxonomies, Catalogue catalogue)
{
    public async Task<TalentMessage> RunAsync(Change change, UpdateProfileRequest request)
    {
        var taxonomy = await taxonomies.ForWritingAsync(change);
        var row = await OwnTalent.LockAsync(change, "");
        Etag.Check(request.Etag, row.Version);
        var facts = ProfileFacts.Of(request.Fields, taxonomy, catalogue, row.SkillCodes);
        var again = facts.DiffersFrom(row) || row.Confirmation == (short)TalentConfirmation.Declined;
        const string sql = """
            update talent
            set name = @Name, name_folded = @nameFolded, major = @Major, major_folded = @majorFolded, education = @education, graduation_year = @GraduationYear,
                skill_codes = @Codes, skill_levels = @Levels, preferred_places = @Places, preferred_industries = @Industries,
                expected_salary_cny_fen = @ExpectedSalaryCnyFen, employment_kind = @employment, phone = @Phone, text_grams = @grams,
                confirmation = case when @again then 1 else confirmation end, version = version + 1
            where talent_id = @TalentId
            """;
        await change.ExecuteAsync(sql, new
        {
            facts.Name, nameFolded = Words.Fold(facts.Name), facts.Major, majorFolded = Words.Fold(facts.Major), education = (short)request.Fields.Education,
            request.Fields.GraduationYear, facts.Skills.Codes, facts.Skills.Levels, facts.Places, facts.Industries, request.Fields.ExpectedSalaryCnyFen,
            employment = (short)request.Fields.EmploymentKind, facts.Phone, again, row.TalentId,
            grams = ProfileFacts.GramsOf(taxonomy, facts.Major, row.UnmappedSkills, facts.Skills.Codes),
        });
        await ShortlistQueue.AddAllOpenAsync(change);
        if (again && row.Confirmation != (short)TalentConfirmation.Unconfirmed)
        {
            CreateProfile.AskCollege(change, row.CollegeCode);
        }

        change.Audit("talent.changed", "talent", row.TalentId.ToString(), new { again });
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, ""));
    }
}
