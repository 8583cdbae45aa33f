using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.TechTransfer.Incubation;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Incubation;

public sealed class IncubationTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private IncubationService.IncubationServiceClient City => service.Incubations(service.Official());

    private IncubationService.IncubationServiceClient Owner => service.Incubations(service.University(TransferFixture.Yanshan));

    private IncubationService.IncubationServiceClient Firm => service.Incubations(service.Enterprise(TransferFixture.Firm));

    [Fact]
    public async Task Of_two_bookings_of_the_same_days_at_once_one_stands()
    {
        var place = (await CentreAsync("抢订工位的中试基地")).Places[0].PlaceId;
        var request = Book(place, 3, 9);
        var codes = await Task.WhenAll(TryAsync(Firm, request), TryAsync(Owner, Book(place, 9, 12)), TryAsync(Firm, Book(place, 10, 12)));
        Assert.Contains(StatusCode.OK, codes);
        Assert.Contains(StatusCode.AlreadyExists, codes);
        Assert.Equal(codes.Count(code => code == StatusCode.OK), await service.ScalarAsync<int>("select count(*)::int from booking where place_id = @id and not cancelled", new { id = Guid.Parse(place) }));
        Assert.Equal(0, await service.ScalarAsync<int>(
            """
            select count(*)::int from booking a join booking b on a.place_id = b.place_id and a.booking_id < b.booking_id
            where a.place_id = @id and daterange(a.first_day, a.last_day, '[]') && daterange(b.first_day, b.last_day, '[]')
            """,
            new { id = Guid.Parse(place) }));
    }

    [Fact]
    public async Task A_cancelled_booking_gives_its_days_back()
    {
        var centre = await CentreAsync("取消预约的中试基地");
        var place = centre.Places[0].PlaceId;
        var booked = await Firm.BookPlaceAsync(Book(place, 0, 5));
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.SlotTaken, () => Owner.BookPlaceAsync(Book(place, 5, 6)).ResponseAsync);
        Assert.False((await Owner.GetCentreAsync(new GetCentreRequest { CentreId = centre.CentreId })).Places[0].FreeToday);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Owner.CancelBookingAsync(new CancelBookingRequest { BookingId = booked.BookingId }).ResponseAsync);
        await Firm.CancelBookingAsync(new CancelBookingRequest { BookingId = booked.BookingId });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.CancelBookingAsync(new CancelBookingRequest { BookingId = booked.BookingId }).ResponseAsync);
        await Owner.BookPlaceAsync(Book(place, 0, 14));
        var figures = (await City.GetCentreAsync(new GetCentreRequest { CentreId = centre.CentreId })).Figures;
        Assert.Equal((1, 5_000), (figures.Places, figures.BookedBp));
    }

    [Fact]
    public async Task Who_booked_is_shown_to_those_whom_it_concerns()
    {
        var centre = await CentreAsync("预约信息的中试基地");
        await Firm.BookPlaceAsync(Book(centre.Places[0].PlaceId, 1, 2));
        var request = new ListBookingsRequest { CentreId = centre.CentreId, FirstDay = Day(0), LastDay = Day(30) };
        Assert.Equal("小试放大", Assert.Single((await Firm.ListBookingsAsync(request)).Bookings).Purpose);
        Assert.Equal(TransferFixture.Firm, Assert.Single((await City.ListBookingsAsync(request)).Bookings).OrganisationCode);
        var others = Assert.Single((await service.Incubations(service.Enterprise(TransferFixture.OtherFirm)).ListBookingsAsync(request)).Bookings);
        Assert.Equal(("", "", ""), (others.OrganisationCode, others.OrganisationName, others.Purpose));
    }

    [Fact]
    public async Task A_gate_is_claimed_by_the_owner_and_decided_by_the_centre_and_lifts_the_listing()
    {
        var centre = await CentreAsync("阶段门评审的转化中心");
        var listing = await service.ListAsync("逐级成熟的成果");
        var started = await Owner.StartIncubationAsync(new StartIncubationRequest { ListingId = listing.ListingId, CentreId = centre.CentreId });
        Assert.Equal((7, 7), (started.FirstLevel, started.Level));
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () =>
            Owner.StartIncubationAsync(new StartIncubationRequest { ListingId = listing.ListingId, CentreId = centre.CentreId }).ResponseAsync);
        var claim = new ClaimGateRequest { IncubationId = started.IncubationId, Evidence = "中试线连续运行 200 小时的第三方报告" };
        await Owner.ClaimGateAsync(claim);
        await RefusedAsync(ErrorReason.WrongState, () => Owner.ClaimGateAsync(claim).ResponseAsync);
        await RefusedAsync(ErrorReason.WrongState, () => EndAsync(started, graduate: true));
        await City.DecideGateAsync(new DecideGateRequest { IncubationId = started.IncubationId, Pass = false, Comment = "请补充批次一致性数据" });
        await RefusedAsync(ErrorReason.WrongState, () => City.DecideGateAsync(new DecideGateRequest { IncubationId = started.IncubationId, Pass = true, Comment = "再次" }).ResponseAsync);
        await Owner.ClaimGateAsync(claim);
        var passed = await City.DecideGateAsync(new DecideGateRequest { IncubationId = started.IncubationId, Pass = true, Comment = "符合第 8 级要求" });
        Assert.Equal((8, 2), (passed.Level, passed.Gates.Count));
        Assert.Equal(8, (await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = listing.ListingId })).TechnologyReadiness);
        await EndAsync(started, graduate: true);
        await RefusedAsync(ErrorReason.WrongState, () => Owner.ClaimGateAsync(claim).ResponseAsync);
        Assert.Equal((2, 8), ((await service.RowsAsync<(int, int)>("select state::int, level::int from incubation where incubation_id = @id", new { id = Guid.Parse(started.IncubationId) }))[0]));
        var seen = await Firm.GetIncubationAsync(new GetIncubationRequest { IncubationId = started.IncubationId });
        Assert.Equal((8, 0), (seen.Level, seen.Gates.Count));
    }

    [Fact]
    public async Task Nobody_decides_the_gate_of_his_own_listing_or_of_another_centre()
    {
        var centre = await Owner.CreateCentreAsync(Centre("燕大自办的转化中心"));
        var listing = await service.ListAsync("本校中心孵化的成果");
        var started = await Owner.StartIncubationAsync(new StartIncubationRequest { ListingId = listing.ListingId, CentreId = centre.CentreId });
        await Owner.ClaimGateAsync(new ClaimGateRequest { IncubationId = started.IncubationId, Evidence = "试验报告与用户使用证明" });
        var decide = new DecideGateRequest { IncubationId = started.IncubationId, Pass = true, Comment = "通过" };
        await RefusedAsync(ErrorReason.SecondOfficialNeeded, () => Owner.DecideGateAsync(decide).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () => City.DecideGateAsync(decide).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => Firm.DecideGateAsync(decide).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () =>
            service.Incubations(service.University(TransferFixture.Northeastern)).ClaimGateAsync(new ClaimGateRequest { IncubationId = started.IncubationId, Evidence = "别校不能代为申请升级" }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            service.Incubations(service.University(TransferFixture.Northeastern)).StartIncubationAsync(new StartIncubationRequest { ListingId = listing.ListingId, CentreId = centre.CentreId }).ResponseAsync);
        Assert.Equal(7, await service.ScalarAsync<int>("select technology_readiness::int from listing where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_field()
    {
        var unknown = Centre("区县有误的中心");
        unknown.District = "没有的区";
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.DistrictUnknown, () => City.CreateCentreAsync(unknown).ResponseAsync);
        var centre = await CentreAsync("输入有误的中试基地");
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => City.CreateCentreAsync(Centre("输入有误的中试基地")).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () => Firm.BookPlaceAsync(Book(centre.Places[0].PlaceId, -1, 2)).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => Firm.BookPlaceAsync(Book(centre.Places[0].PlaceId, 4, 3)).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Firm.BookPlaceAsync(Book(Guid.CreateVersion7().ToString(), 1, 2)).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => Firm.CreateCentreAsync(Centre("企业不能登记的中心")).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () => Owner.AddPlaceAsync(new AddPlaceRequest { CentreId = centre.CentreId, Name = "他人工位" }).ResponseAsync);
    }

    [Theory]
    [InlineData(IncubationState.Running, 8, false, true)]
    [InlineData(IncubationState.Running, 9, false, false)]
    [InlineData(IncubationState.Running, 8, true, false)]
    [InlineData(IncubationState.Stopped, 5, false, false)]
    public void A_gate_is_claimed_one_at_a_time_while_it_runs(IncubationState state, int level, bool open, bool allowed) => Assert.Equal(allowed, Gates.ClaimRefusal(state, level, open) is null);

    private static CreateCentreRequest Centre(string name) => new() { Name = name, Kind = CentreKind.PilotScale, District = "海港区", Services = { "中试放大", "检验检测" } };

    private static async Task<StatusCode> TryAsync(IncubationService.IncubationServiceClient client, BookPlaceRequest request)
    {
        try
        {
            await client.BookPlaceAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static Task RefusedAsync(ErrorReason reason, Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, reason, call);

    private async Task EndAsync(Transfer.V1.Incubation incubation, bool graduate) =>
        await Owner.EndIncubationAsync(new EndIncubationRequest { IncubationId = incubation.IncubationId, Graduate = graduate });

    private async Task<Centre> CentreAsync(string name)
    {
        var centre = await City.CreateCentreAsync(Centre(name));
        return await City.AddPlaceAsync(new AddPlaceRequest { CentreId = centre.CentreId, Name = "一号中试线", Equipment = "反应釜 500 L" });
    }

    private BookPlaceRequest Book(string place, int from, int to) => new() { PlaceId = place, FirstDay = Day(from), LastDay = Day(to), Purpose = "小试放大" };

    private string Day(int ahead) =>
        CityDays.Of(service.Clock.GetUtcNow()).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
