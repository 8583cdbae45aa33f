using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.ProjectRegistry.Parks;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Parks;

public sealed class ParkTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private ParkService.ParkServiceClient Parks => new(registry.Official());

    private string Today => CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()));

    [Fact]
    public async Task Measurements_make_a_history_and_the_newest_stands_in_the_list_beside_the_baseline()
    {
        var park = await ParkAsync();
        await Parks.RecordMeasurementAsync(Measured(park, "2025-06-30", 40, 8));
        var read = await Parks.RecordMeasurementAsync(Measured(park, "2026-06-30", 40, 13));
        await Parks.RecordMeasurementAsync(Measured(park, "2024-06-30", 40, 2));
        Assert.Equal(["2026-06-30", "2025-06-30"], read.Measurements.Select(measured => measured.MeasuredOn));
        Assert.Equal(3250, read.Measurements[0].PenetrationBp);

        var list = await new ParkService.ParkServiceClient(registry.Enterprise(RegistryFixture.FirstFirm)).ListParksAsync(new ListParksRequest());
        var shown = list.Parks.Single(other => other.ParkId == park.ParkId);
        Assert.Equal("2026-06-30", Assert.Single(shown.Measurements).MeasuredOn);
        Assert.Equal((1470, "platform-penetration"), (list.SeedBaseline.ValueBp, list.SeedBaseline.Code));
        Assert.Equal(Penetration.Of(list.FirmsConnected, list.FirmsAboveScale), list.PenetrationBp);
    }

    [Fact]
    public async Task A_measurement_of_the_same_day_replaces_it_and_the_audit_keeps_the_old_one()
    {
        var park = await ParkAsync();
        await Parks.RecordMeasurementAsync(Measured(park, "2026-06-30", 40, 8));
        var read = await Parks.RecordMeasurementAsync(Measured(park, "2026-06-30", 42, 9));
        Assert.Equal((42, 9), (Assert.Single(read.Measurements).FirmsAboveScale, read.Measurements[0].FirmsConnected));
        Assert.Equal(1, await registry.ScalarAsync<int>(
            "select count(*) from audit_entry where action = 'park.measure' and entity_id = @ParkId and detail->'replaced'->>'FirmsConnected' = '8'", new { park.ParkId }));
    }

    [Fact]
    public async Task Bad_measurements_and_parks_are_refused_with_their_sentence_and_store_nothing()
    {
        var park = await ParkAsync();
        var tomorrow = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()).AddDays(1));
        Assert.Contains("不能晚于今天", await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Parks.RecordMeasurementAsync(Measured(park, tomorrow, 1, 1))), StringComparison.Ordinal);
        Assert.Contains("不能多于", await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Parks.RecordMeasurementAsync(Measured(park, Today, 1, 2))), StringComparison.Ordinal);
        await Refused.ByAsync(InvalidArgument, ErrorReason.CellNotADate, Parks.RecordMeasurementAsync(Measured(park, "2026/06/30", 1, 1)));
        var covered = Measured(park, Today, 1, 1);
        covered.Coverage5GBp = 10001;
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Parks.RecordMeasurementAsync(covered));
        Assert.Empty((await Parks.GetParkAsync(new GetParkRequest { ParkId = park.ParkId })).Measurements);

        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Parks.CreateParkAsync(Create("某园区", "999999")));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, Parks.CreateParkAsync(Create(park.NameZh)));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, Parks.UpdateParkAsync(Update(park, "9")));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Parks.GetParkAsync(new GetParkRequest { ParkId = Guid.CreateVersion7().ToString() }));
    }

    [Fact]
    public async Task Firms_are_placed_in_a_park_and_taken_out()
    {
        var park = await ParkAsync();
        const string firm = RegistryFixture.SecondFirm;
        var set = new SetFirmParkRequest { OrganisationCode = firm, ParkId = park.ParkId };
        await Refused.ByAsync(InvalidArgument, ErrorReason.OrganisationUnknown, Parks.SetFirmParkAsync(set));
        await registry.PublishAsync(new OrganisationRegistered { OrganisationCode = firm, Name = "秦皇岛测试有限公司", Kind = OrganisationKind.Enterprise }, firm);
        await registry.EventuallyAsync("the firm", "select exists (select from organisation where organisation_code = @firm)", new { firm });
        await Parks.SetFirmParkAsync(set);
        Assert.Equal(1, (await Parks.GetParkAsync(new GetParkRequest { ParkId = park.ParkId })).FirmCount);
        Assert.Equal(firm, Assert.Single((await Parks.ListParkFirmsAsync(new ListParkFirmsRequest { ParkId = park.ParkId })).Firms).OrganisationCode);
        await Parks.SetFirmParkAsync(new SetFirmParkRequest { OrganisationCode = firm });
        Assert.Equal(0, (await Parks.GetParkAsync(new GetParkRequest { ParkId = park.ParkId })).FirmCount);
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*) from audit_entry where action = 'firm.park' and entity_id = @firm", new { firm }));
    }

    [Fact]
    public async Task Permission_to_edit_is_the_officials_and_to_read_everybodys_who_is_signed_in()
    {
        var park = await ParkAsync();
        foreach (var caller in new[] { registry.Enterprise(RegistryFixture.FirstFirm), registry.University("12130000401704470T"), registry.Reviewer("reviewer-1") })
        {
            var client = new ParkService.ParkServiceClient(caller);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.CreateParkAsync(Create("他人的园区")));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.UpdateParkAsync(Update(park)));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.RecordMeasurementAsync(Measured(park, Today, 1, 1)));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.SetFirmParkAsync(new SetFirmParkRequest { OrganisationCode = RegistryFixture.FirstFirm, ParkId = park.ParkId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListParkFirmsAsync(new ListParkFirmsRequest { ParkId = park.ParkId }));
            Assert.Equal(park.ParkId, (await client.GetParkAsync(new GetParkRequest { ParkId = park.ParkId })).ParkId);
        }

        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, new ParkService.ParkServiceClient(registry.Anonymous()).ListParksAsync(new ListParksRequest()));
        Assert.Equal("改名园区" + park.ParkId[^6..], (await Parks.UpdateParkAsync(Update(park, park.Etag))).NameZh);
    }

    [Fact]
    public async Task Parks_are_paged_by_district_then_name_and_a_request_id_creates_once()
    {
        var create = Create("翻页园区", "130324");
        create.RequestId = Guid.CreateVersion7().ToString();
        Assert.Equal(await Parks.CreateParkAsync(create), await Parks.CreateParkAsync(create));
        await Parks.CreateParkAsync(Create("翻页园区乙", "130324"));
        List<string> seen = [];
        var request = new ListParksRequest { District = "130324", PageSize = 1 };
        do
        {
            var page = await Parks.ListParksAsync(request);
            seen.AddRange(page.Parks.Select(park => park.NameZh));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["翻页园区", "翻页园区乙"], seen);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 7, 0)]
    [InlineData(1, 3, 3333)]
    [InlineData(2, 3, 6667)]
    [InlineData(7, 7, 10000)]
    public void Penetration_is_rounded_half_up(int connected, int aboveScale, int? expected) => Assert.Equal(expected, Penetration.Of(connected, aboveScale));

    private async Task<Park> ParkAsync() => await Parks.CreateParkAsync(Create($"测试园区{Guid.CreateVersion7():N}"));

    private static CreateParkRequest Create(string name, string district = "130371") => new() { NameZh = name, NameEn = "Test park", District = district, Level = ParkLevel.Provincial, AreaHectare = 300 };

    private static UpdateParkRequest Update(Park park, string etag = "") => new()
    {
        ParkId = park.ParkId, NameZh = "改名园区" + park.ParkId[^6..], NameEn = park.NameEn, District = park.District, Level = park.Level, Etag = etag,
    };

    private static RecordMeasurementRequest Measured(Park park, string day, int aboveScale, int connected) => new()
    {
        ParkId = park.ParkId, MeasuredOn = day, Coverage5GBp = 9000, CoveragePonBp = 4000, FirmsAboveScale = aboveScale, FirmsConnected = connected, Source = "测试数据",
    };
}
