using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingContentTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private ListingService.ListingServiceClient Own => service.Listings(service.University(TransferFixture.Yanshan));

    private ListingService.ListingServiceClient Second => service.Listings(service.SecondOf(TransferFixture.Yanshan));

    private ListingService.ListingServiceClient Firm => service.Listings(service.Enterprise(TransferFixture.Firm));

    [Fact]
    public async Task Everything_the_owner_writes_is_kept_and_read_again()
    {
        var request = TransferFixture.Draft("内容完整的成果");
        request.TitleEn = "A complete listing";
        request.Track = "数字经济";
        request.Discipline = "0802";
        request.AskingPriceCnyFen = 50_000_000;
        request.AskingPriceMaxCnyFen = 80_000_000;
        request.Form = TransferForm.ExclusiveLicence;
        request.PatentNumbers.Add("zl201919900011.5");
        request.Rights.Add(new Right { Kind = RightKind.Software, Number = "2024SR0123456", Status = RightStatus.Granted, Owners = { "燕山大学" } });
        request.Rights.Add(new Right { Kind = RightKind.KnowHow, Status = RightStatus.Granted });
        request.Figures.Add(new AdvantageFigure { Name = "能耗", Value = "-12 %", ComparedWith = "现有工艺" });
        var made = await Own.CreateListingAsync(request);
        var read = await Own.GetListingAsync(new GetListingRequest { ListingId = made.ListingId });
        Assert.Equal(made, read);
        Assert.Equal(("digital-economy", "0802", 80_000_000L, TransferForm.ExclusiveLicence), (read.Track, read.Discipline, read.AskingPriceMaxCnyFen, read.Form));
        Assert.Equal(["ZL201919900011.5"], read.PatentNumbers);
        Assert.Equal(
            [(RightKind.Software, "2024SR0123456"), (RightKind.KnowHow, ""), (RightKind.Invention, "ZL201919900011.5")], read.Rights.Select(right => (right.Kind, right.Number)));
        Assert.Equal("能耗", read.Figures.Single().Name);
    }

    [Fact]
    public async Task Evidence_is_wanted_from_the_level_on_that_the_rules_name()
    {
        var request = TransferFixture.Draft("没有佐证的成果");
        request.ReadinessEvidence = "";
        var draft = await Own.CreateListingAsync(request);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.EvidenceMissing, () =>
            Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId }).ResponseAsync);
        Assert.Equal(1, await service.ScalarAsync<int>("select state from listing where listing_id = @id", new { id = Guid.Parse(draft.ListingId) }));

        // A file is evidence as well as words are.
        await TransferFileTests.UploadAsync(service, service.University(TransferFixture.Yanshan), TransferFilePurpose.ListingEvidence, draft.ListingId);
        Assert.Equal(ListingState.InApproval, (await Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId })).State);

        var early = TransferFixture.Draft("原理阶段的成果");
        (early.ReadinessEvidence, early.TechnologyReadiness) = ("", 3);
        var second = await Own.CreateListingAsync(early);
        Assert.Equal(ListingState.InApproval, (await Own.SubmitListingAsync(new ListingStepRequest { ListingId = second.ListingId })).State);
        var rules = await Own.GetListingRulesAsync(new GetListingRulesRequest());
        Assert.Equal([4, 5, 6, 7, 8, 9], rules.Levels.Where(level => level.EvidenceRequired).Select(level => level.Level));
    }

    [Theory]
    [InlineData(RightKind.UtilityModel, "ZL201919900011.5", RightStatus.Granted, "", ErrorReason.RightInvalid)] // An invention's number.
    [InlineData(RightKind.Invention, "ZL201919900011.1", RightStatus.Granted, "", ErrorReason.PatentNumberInvalid)]
    [InlineData(RightKind.Invention, "ZL201919900011.5", RightStatus.Granted, "2040-01-01", ErrorReason.RightInvalid)] // Longer than 20 years.
    [InlineData(RightKind.Invention, "ZL201919900011.5", RightStatus.Granted, "2020-01-01", ErrorReason.RightInvalid)] // Expired, and yet in force.
    [InlineData(RightKind.Invention, "ZL201919900011.5", RightStatus.Granted, "2030/1/1", ErrorReason.RightInvalid)]
    [InlineData(RightKind.Software, "SR123", RightStatus.Granted, "", ErrorReason.RightInvalid)]
    [InlineData(RightKind.KnowHow, "1", RightStatus.Granted, "", ErrorReason.RightInvalid)]
    public async Task A_right_that_contradicts_itself_is_refused(RightKind kind, string number, RightStatus status, string expires, ErrorReason reason)
    {
        var title = $"矛盾的权利 {kind} {number} {expires}";
        var request = TransferFixture.Draft(title);
        request.Rights.Add(new Right { Kind = kind, Number = number, Status = status, ExpiresOn = expires });
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, reason, () => Own.CreateListingAsync(request).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from listing where title = @title", new { title }));
    }

    [Fact]
    public async Task Upside_down_prices_unknown_fields_and_five_megabytes_are_refused()
    {
        var upside = TransferFixture.Draft("价格倒置的成果");
        (upside.AskingPriceCnyFen, upside.AskingPriceMaxCnyFen) = (200, 100);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PriceRangeInvalid, () => Own.CreateListingAsync(upside).ResponseAsync);
        var discipline = TransferFixture.Draft("学科有误的成果");
        discipline.Discipline = "9999";
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.DisciplineUnknown, () => Own.CreateListingAsync(discipline).ResponseAsync);
        var track = TransferFixture.Draft("赛道有误的成果");
        track.Track = "没有的赛道";
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.TrackUnknown, () => Own.CreateListingAsync(track).ResponseAsync);
        var large = TransferFixture.Draft("简介过长的成果");
        large.Summary = new string('长', 5 * 1024 * 1024 / 3);
        await TransferFixture.RefusedAsync(StatusCode.ResourceExhausted, ErrorReason.MessageTooLarge, () => Own.CreateListingAsync(large).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from listing where title in ('价格倒置的成果', '学科有误的成果', '赛道有误的成果', '简介过长的成果')"));
    }

    [Fact]
    public async Task A_change_to_what_is_listed_waits_for_the_second_person_and_becomes_a_version_with_its_difference()
    {
        var listed = await service.ListAsync("会修改的成果");
        var change = new UpdateListingRequest
        {
            Listing = new Listing { ListingId = listed.ListingId, Etag = listed.Etag, AskingPriceCnyFen = 30_000_000, ContactPhone = "13900001111" },
            UpdateMask = new FieldMask { Paths = { "asking_price_cny_fen", "contact_phone" } },
        };
        var asked = await Own.UpdateListingAsync(change);
        Assert.Equal((0L, true, true), (asked.AskingPriceCnyFen, asked.RevisionPending, asked.AskedByCaller));
        var seen = await Firm.GetListingAsync(new GetListingRequest { ListingId = listed.ListingId });
        Assert.Equal((0L, false), (seen.AskingPriceCnyFen, seen.RevisionPending));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.SecondPersonNeeded, () =>
            Own.PublishListingAsync(new ListingStepRequest { ListingId = listed.ListingId }).ResponseAsync);
        Assert.Equal(2, (await Second.ListListingVersionsAsync(new ListListingVersionsRequest { ListingId = listed.ListingId })).Pending.Count);
        Assert.Empty((await Firm.ListListingVersionsAsync(new ListListingVersionsRequest { ListingId = listed.ListingId })).Pending);

        var approved = await Second.PublishListingAsync(new ListingStepRequest { ListingId = listed.ListingId, Etag = asked.Etag });
        Assert.Equal((30_000_000L, false, 2, ListingState.Listed), (approved.AskingPriceCnyFen, approved.RevisionPending, approved.PublishedVersion, approved.State));
        var versions = (await Firm.ListListingVersionsAsync(new ListListingVersionsRequest { ListingId = listed.ListingId })).Versions;
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(
            [("asking_price_cny_fen", "0", "30000000"), ("contact_phone", "", "")], versions[0].Changes.Select(one => (one.Field, one.Before, one.After)));
    }

    [Fact]
    public async Task A_change_is_dropped_with_a_reason_and_withdrawing_drops_it_as_well()
    {
        var listed = await service.ListAsync("修改被退回的成果");
        await Own.UpdateListingAsync(new UpdateListingRequest
        {
            Listing = new Listing { ListingId = listed.ListingId, Problem = "轧制时板形波动" }, UpdateMask = new FieldMask { Paths = { "problem" } },
        });
        var returned = await Second.ReturnListingAsync(new ReturnListingRequest { ListingId = listed.ListingId, Reason = "写得太短" });
        Assert.Equal((ListingState.Listed, false, ""), (returned.State, returned.RevisionPending, returned.Problem));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () =>
            Second.ReturnListingAsync(new ReturnListingRequest { ListingId = listed.ListingId, Reason = "再次退回" }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () =>
            service.Listings(service.University(TransferFixture.Northeastern)).UpdateListingAsync(new UpdateListingRequest { Listing = new Listing { ListingId = listed.ListingId } }).ResponseAsync);
    }

    [Fact]
    public async Task A_claim_sheet_shows_the_essence_escaped_and_the_contact_masked()
    {
        var request = TransferFixture.Draft("板形<b>闭环</b>控制");
        request.Problem = "冷轧板形靠人工调节";
        request.Advantages = "自动闭环";
        request.Figures.Add(new AdvantageFigure { Name = "板形合格率", Value = "99.2 %", ComparedWith = "人工 96 %" });
        request.PartnerSought = "有冷轧产线的企业";
        request.AskingPriceCnyFen = 123_456_700;
        var draft = await Own.CreateListingAsync(request);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Firm.GetClaimSheetAsync(new GetListingRequest { ListingId = draft.ListingId }).ResponseAsync);
        await Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId });
        await Second.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId });
        var html = (await Firm.GetClaimSheetAsync(new GetListingRequest { ListingId = draft.ListingId })).Html;
        Assert.All(
            ["板形&lt;b&gt;闭环&lt;/b&gt;控制", "解决的问题 / Problem", "冷轧板形靠人工调节", "99.2 %", "人工 96 %", "有冷轧产线的企业", "7/9", "123.4567 万元", "张*明", "138****5678"],
            text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain("13812345678", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }
}
