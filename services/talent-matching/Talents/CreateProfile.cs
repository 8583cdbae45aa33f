using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>A talent enters itself; its college is asked to confirm.</summary>
internal sealed class CreateProfile(CurrentTaxonomy taxonomies, Catalogue catalogue)
{
    public async Task<TalentMessage> RunAsync(Change change, CreateProfileRequest request)
    {
        if (!request.ProcessingConsented)
        {
            throw ProfileErrors.ProcessingConsentMissing.ToException();
        }

        var facts = ProfileFacts.Of(request.Fields, await taxonomies.ForWritingAsync(change), catalogue);
        await MustBeFirstAsync(change);
        const string college = "select name from organisation where organisation_code = @CollegeCode and kind = @kind";
        var collegeName = await change.QuerySingleOrDefaultAsync<string>(college, new { request.CollegeCode, kind = (short)OrganisationKind.University })
            ?? throw ProfileErrors.CollegeUnknown.ToException();
        var talent = new NewTalent(
            change.NewId(), facts.Name, request.CollegeCode, collegeName, facts.Major, request.Fields.Education, request.Fields.GraduationYear, facts.Skills, [], [], [],
            facts.Places, request.Fields.ExpectedSalaryCnyFen, request.Fields.EmploymentKind, facts.Phone, facts.Grams);
        if (await NewTalent.StoreAsync(change, [talent]) == 0)
        {
            throw ProfileErrors.KnownToCollege.ToException();
        }

        await MakeOwnAsync(change, talent.TalentId, facts.Industries);
        await ShortlistQueue.AddAllOpenAsync(change);
        AskCollege(change, request.CollegeCode);
        change.Audit("talent.entered", "talent", talent.TalentId.ToString(), new { request.CollegeCode });
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, ""));
    }

    /// <exception cref="Chassis.Errors.FailedException">ALREADY_EXISTS.</exception>
    public static async Task MustBeFirstAsync(Change change)
    {
        const string sql = "select exists (select 1 from talent where account_id = @Subject)";
        if (await change.ExecuteScalarAsync<bool>(sql, new { change.Caller.Subject }))
        {
            throw ProfileErrors.HasOne.ToException();
        }
    }

    public static void AskCollege(Change change, string collegeCode)
    {
        if (collegeCode.Length > 0)
        {
            Inform.Organisation(change, collegeCode, new Message(
                "talent.to-confirm", "有人才档案待贵校确认。", "A talent's profile waits for your college's confirmation.", "/talents?confirmation=1"));
        }
    }

    private static Task MakeOwnAsync(Change change, Guid talentId, string[] industries)
    {
        const string sql = """
            update talent set account_id = @Subject, origin = 2, confirmation = 1, preferred_industries = @industries, processing_consented_at = @Now
            where talent_id = @talentId
            """;
        return change.ExecuteAsync(sql, new { change.Caller.Subject, industries, change.Now, talentId });
    }
}
