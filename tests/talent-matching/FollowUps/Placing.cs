using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Tests.FollowUps;

/// <summary>Talents of one college and a need of one firm with enough seats, from the first offer on.</summary>
internal sealed class Placing(TalentFixture fixture, string collegeCode = TalentFixture.College, string collegeName = TalentFixture.CollegeName)
{
    public const string Firm = TalentFixture.Firm;

    private readonly List<Placement> _offers = [];

    public CallInvoker FirmCalls { get; } = fixture.Enterprise(Firm);

    public CallInvoker CollegeCalls { get; } = fixture.University(collegeCode);

    public CallInvoker OtherFirmCalls { get; } = fixture.Enterprise(TalentFixture.OtherFirm);

    public CallInvoker OtherCollegeCalls { get; } = fixture.University(TalentFixture.OtherCollege);

    public PlacementService.PlacementServiceClient AsFirm => new(FirmCalls);

    public PlacementService.PlacementServiceClient AsCollege => new(CollegeCalls);

    public FollowUpService.FollowUpServiceClient FirmReports => new(FirmCalls);

    public FollowUpService.FollowUpServiceClient CollegeReports => new(CollegeCalls);

    public string Need { get; private set; } = "";

    public IReadOnlyList<string> Talents { get; private set; } = [];

    public DateOnly Today => CityDays.Of(fixture.Clock.GetUtcNow());

    public async Task<Placing> BeginAsync(int talents, int graduationYear = 2025)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var lines = Enumerable.Range(0, talents).Select(i => $"生{i}{mark}子,{collegeName},自动化,本科,{graduationYear},人形机器人:5,,秦皇岛,9,全职,1390000000{i % 10}");
        Talents = [.. (await fixture.ImportTalentsAsync(fixture.Official(), null, lines)).Ids];
        Need = (await fixture.Needs(FirmCalls).CreateTalentNeedAsync(TalentFixture.Need($"人形机器人应用工程师{mark}", "人形机器人", talents))).NeedId;
        await fixture.ShortlistsAsync();
        // The firm knows whom it was shown; talents of other tests may have better places on the list.
        await fixture.ScalarAsync<int>("""
            insert into shortlist_entry select @need, 1000 + x.i, x.talent, 0, '[]', '[]', '', '' from unnest(@talents) with ordinality x (talent, i)
            where not exists (select 1 from shortlist_entry e where e.need_id = @need and e.talent_id = x.talent);
            select 1
            """, new { need = Guid.Parse(Need), talents = Talents.Select(Guid.Parse).ToArray() });
        return this;
    }

    public async Task<Placement> InviteAsync(int talent = 0) => await AsFirm.InviteToInterviewAsync(new InviteToInterviewRequest
    {
        NeedId = Need, TalentId = Talents[talent], InterviewTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(fixture.Clock.GetUtcNow().AddDays(2)),
    });

    public async Task<Placement> OfferAsync(int talent = 0) => await AsFirm.OfferPlacementAsync(new OfferPlacementRequest { NeedId = Need, TalentId = Talents[talent] });

    public async Task<Placement> AcceptAsync(Placement offered) =>
        await AsCollege.AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId, TalentConsented = true });

    /// <summary>Placed, and at work since so many months.</summary>
    public async Task<Placement> PlaceAsync(int talent = 0, int monthsAgo = 0, string industry = "")
    {
        // All offers before the first answer: shortlists that are computed anew may show the firm others.
        if (_offers.Count == 0)
        {
            for (var i = 0; i < Talents.Count; i++)
            {
                _offers.Add(await OfferAsync(i));
            }
        }

        var placed = await AcceptAsync(_offers[talent]);
        return await AsFirm.RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = CityDays.Text(Today.AddMonths(-monthsAgo)), Industry = industry });
    }

    public static ReportFollowUpRequest Answer(Placement placement, int months, bool employed = true, Tristate inCity = Tristate.Yes) =>
        new() { PlacementId = placement.PlacementId, Months = months, Employed = employed, InCity = inCity };

    public ReportLeavingRequest Left(Placement placement, int monthsAgo, string reason = "pay", Tristate inCity = Tristate.No) =>
        new() { PlacementId = placement.PlacementId, LeftDay = CityDays.Text(Today.AddMonths(-monthsAgo)), Reason = reason, InCity = inCity };
}
