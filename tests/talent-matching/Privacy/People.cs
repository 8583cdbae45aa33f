using Platform.Common.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Tests.Privacy;

/// <summary>A firm with an open need of its own, and talents of a college who fit it, imported or self-entered.</summary>
internal sealed class People(TalentFixture fixture)
{
    public const string Phone = "13812345678";

    /// <summary>Where these talents want to work and the firm's needs are: it puts them before all others of the class.</summary>
    private readonly string _place = $"地{Guid.CreateVersion7():N}";

    public ProfileService.ProfileServiceClient Profiles(string account) => new(fixture.Talent(account));

    public ProfileService.ProfileServiceClient CollegeProfiles => new(fixture.University(TalentFixture.College));

    public ConsentService.ConsentServiceClient Consents(string account) => new(fixture.Talent(account));

    public ConsentService.ConsentServiceClient CollegeConsents => new(fixture.University(TalentFixture.College));

    public ConsentService.ConsentServiceClient FirmConsents => new(fixture.Enterprise(TalentFixture.Firm));

    public PrivacyService.PrivacyServiceClient Privacy(string account) => new(fixture.Talent(account));

    public PrivacyService.PrivacyServiceClient CollegePrivacy => new(fixture.University(TalentFixture.College));

    public static string NewAccount() => Guid.CreateVersion7().ToString();

    public static string NewName() => $"密{Guid.CreateVersion7():N}生";

    /// <summary>Tells the service of the two colleges.</summary>
    public async Task CollegesAsync()
    {
        await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);
        await fixture.RegisterAsync(TalentFixture.OtherCollege, "东北大学秦皇岛分校", OrganisationKind.University);
    }

    public ProfileFields Fields(string? name = null, int level = 4) => new()
    {
        Name = name ?? NewName(),
        Major = "机械电子工程",
        Education = EducationLevel.Bachelor,
        GraduationYear = 2027,
        Skills = { new SkillLevel { Skill = "增材制造", Level = level } },
        PreferredPlaces = { _place },
        ExpectedSalaryCnyFen = 9_000_000,
        EmploymentKind = EmploymentKind.FullTime,
        Phone = Phone,
    };

    public CreateProfileRequest Profile(ProfileFields? fields = null, bool consented = true) =>
        new() { CollegeCode = TalentFixture.College, Fields = fields ?? Fields(), ProcessingConsented = consented };

    /// <summary>A talent who entered itself with the account.</summary>
    public async Task<Talent.V1.Talent> EnterAsync(string account) => await Profiles(account).CreateProfileAsync(Profile());

    /// <summary>An imported talent of the college.</summary>
    public async Task<string> ImportAsync() =>
        (await fixture.ImportTalentsAsync(fixture.University(TalentFixture.College), null, $"{NewName()},燕山大学,机械电子工程,本科,2027,增材制造:4,,{_place},9,全职,{Phone}")).Ids.Single();

    /// <summary>An open need of the firm that only these talents fit; they stand on its shortlist.</summary>
    public async Task<string> NeedAsync(int headcount = 2)
    {
        var need = TalentFixture.Need($"增材制造工程师{Guid.CreateVersion7():N}", "增材制造", headcount);
        need.Place = _place;
        return (await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(need)).NeedId;
    }

    public async Task<Talent.V1.Talent> SeenByFirmAsync(string talentId, string firm = TalentFixture.Firm) =>
        await fixture.Talents(fixture.Enterprise(firm)).GetTalentAsync(new GetTalentRequest { TalentId = talentId });

    public Task<long> AccessesAsync(string talentId) =>
        fixture.ScalarAsync<long>("select count(*) from talent_access where talent_id = @id", new { id = Guid.Parse(talentId) });

    public static GrantConsentRequest Grant(string need, string talentId = "", string proof = "") => new() { NeedId = need, TalentId = talentId, Proof = proof };

    public static ConsentStepRequest Step(Consent consent) => new() { ConsentId = consent.ConsentId };
}
