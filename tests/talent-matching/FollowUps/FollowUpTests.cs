using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.FollowUps;
using Xunit;

namespace Platform.TalentMatching.Tests.FollowUps;

public sealed class FollowUpTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_interview_leads_to_an_offer_and_a_placement_with_three_follow_ups()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var told = (await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College)).Count;
        var invited = await placing.InviteAsync();
        Assert.Equal(PlacementState.Interview, invited.State);
        Assert.Contains((await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College)).Skip(told), news => news.Topic == "placement.interview");
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", () => placing.InviteAsync());
        var offered = await placing.OfferAsync();
        Assert.Equal((invited.PlacementId, PlacementState.Offered), (offered.PlacementId, offered.State));
        var placed = await placing.AcceptAsync(offered);
        Assert.Equal(CityDays.Text(placing.Today), placed.StartDay);
        var history = await placing.CollegeReports.GetPlacementHistoryAsync(new GetPlacementHistoryRequest { PlacementId = placed.PlacementId });
        Assert.Equal(
            [(6, placing.Today.AddMonths(6)), (12, placing.Today.AddMonths(12)), (24, placing.Today.AddMonths(24))],
            history.FollowUps.Select(one => (one.Months, CityDays.Parse(one.DueDay)!.Value)));
        Assert.All(history.FollowUps, one => Assert.Equal(FollowUpState.Planned, one.State));
    }

    [Fact]
    public async Task An_interview_in_the_past_is_refused_and_one_that_is_declined_ends()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var past = new InviteToInterviewRequest { NeedId = placing.Need, TalentId = placing.Talents[0], InterviewTime = new() { Seconds = 1 } };
        await Refused.WithAsync(StatusCode.InvalidArgument, "PAST_DATE", async () => await placing.AsFirm.InviteToInterviewAsync(past));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await placing.AsCollege.InviteToInterviewAsync(past));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await new PlacementService.PlacementServiceClient(placing.OtherFirmCalls).InviteToInterviewAsync(
            new InviteToInterviewRequest { NeedId = placing.Need, TalentId = placing.Talents[0], InterviewTime = new() { Seconds = 4_000_000_000 } }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from placement where need_id = @id", new { id = Guid.Parse(placing.Need) }));
        var invited = await placing.InviteAsync();
        Assert.Equal(PlacementState.Declined, (await placing.AsCollege.DeclinePlacementAsync(new PlacementStepRequest { PlacementId = invited.PlacementId })).State);
    }

    [Fact]
    public async Task A_start_moves_the_follow_ups_until_something_was_reported()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 7, industry: "new-materials");
        Assert.Equal(("new-materials", CityDays.Text(placing.Today.AddMonths(-7))), (placed.Industry, placed.StartDay));
        foreach (var day in (string[])["2026-02-31", CityDays.Text(placing.Today.AddMonths(-37)), CityDays.Text(placing.Today.AddMonths(13))])
        {
            await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await placing.AsFirm.RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = day }));
        }

        var today = CityDays.Text(placing.Today);
        await Refused.WithAsync(StatusCode.InvalidArgument, "INDUSTRY_UNKNOWN", async () => await placing.AsFirm.RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = today, Industry = "magic" }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await new PlacementService.PlacementServiceClient(placing.OtherCollegeCalls).RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = today }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await new PlacementService.PlacementServiceClient(fixture.Official()).RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = today }));
        await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 6));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await placing.AsCollege.RecordStartAsync(new RecordStartRequest { PlacementId = placed.PlacementId, StartDay = today }));
        Assert.Equal(placing.Today.AddMonths(-7).AddMonths(6), await fixture.ScalarAsync<DateOnly>("select due_on from placement_follow_up where placement_id = @id and months = 6", new { id = Guid.Parse(placed.PlacementId) }));
    }

    [Fact]
    public async Task Both_sides_answer_and_a_contradiction_is_shown_until_it_is_corrected()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 13);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "FOLLOW_UP_NOT_DUE", async () => await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 24)));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 7)));
        var answer = Placing.Answer(placed, 6);
        (answer.Position, answer.SalaryBand, answer.RequestId) = ("机器人工程师", SalaryBand._60KTo100K, $"firm-{placed.PlacementId}");
        var first = await placing.FirmReports.ReportFollowUpAsync(answer);
        Assert.Equal(first, await placing.FirmReports.ReportFollowUpAsync(answer));
        Assert.Equal((FollowUpState.Part, false), (first.State, first.Awaited));
        var second = await placing.CollegeReports.ReportFollowUpAsync(Placing.Answer(placed, 6, inCity: Tristate.No));
        Assert.Equal(FollowUpState.Answered, second.State);
        Assert.Equal([Disagreement.InCity], second.Disagreements);
        var disagreeing = new ListFollowUpsRequest { Disagreeing = true, PageSize = 200 };
        Assert.Contains((await placing.FirmReports.ListFollowUpsAsync(disagreeing)).FollowUps, one => one.Placement.PlacementId == placed.PlacementId && one.Months == 6);
        Assert.Empty((await placing.CollegeReports.ReportFollowUpAsync(Placing.Answer(placed, 6))).Disagreements);
        Assert.DoesNotContain((await placing.FirmReports.ListFollowUpsAsync(disagreeing)).FollowUps, one => one.Placement.PlacementId == placed.PlacementId);
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from placement_report where placement_id = @id", new { id = Guid.Parse(placed.PlacementId) }));
        Assert.Equal(3, await fixture.ScalarAsync<long>("select count(*) from audit_entry where entity_id = @PlacementId and action = 'follow-up.reported'", new { placed.PlacementId }));
    }

    [Fact]
    public async Task Follow_ups_are_listed_to_their_own_sides_and_to_officials_and_reported_by_the_sides_alone()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 13);
        var (otherFirm, otherCollege) = (new FollowUpService.FollowUpServiceClient(placing.OtherFirmCalls), new FollowUpService.FollowUpServiceClient(placing.OtherCollegeCalls));
        var official = new FollowUpService.FollowUpServiceClient(fixture.Official());
        foreach (var side in (FollowUpService.FollowUpServiceClient[])[placing.FirmReports, placing.CollegeReports, official])
        {
            Assert.Equal([6, 12], (await OfAsync(side, placed, awaited: true)).Select(one => one.Months));
        }

        foreach (var stranger in (FollowUpService.FollowUpServiceClient[])[otherFirm, otherCollege])
        {
            Assert.Empty(await OfAsync(stranger, placed, awaited: false));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await stranger.GetPlacementHistoryAsync(new GetPlacementHistoryRequest { PlacementId = placed.PlacementId }));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await stranger.ReportFollowUpAsync(Placing.Answer(placed, 6)));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await stranger.ReportLeavingAsync(placing.Left(placed, 1)));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await stranger.RetractLeavingAsync(new RetractLeavingRequest { PlacementId = placed.PlacementId }));
        }

        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await official.ReportFollowUpAsync(Placing.Answer(placed, 6)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await official.ReportLeavingAsync(placing.Left(placed, 1)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await official.RetractLeavingAsync(new RetractLeavingRequest { PlacementId = placed.PlacementId }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await new FollowUpService.FollowUpServiceClient(fixture.Reviewer("reviewer-1")).ListFollowUpsAsync(new ListFollowUpsRequest()));
        await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 6));
        Assert.Equal([12], (await OfAsync(placing.FirmReports, placed, awaited: true)).Select(one => one.Months));
        Assert.Equal([6, 12], (await OfAsync(placing.CollegeReports, placed, awaited: true)).Select(one => one.Months));
        Assert.Contains('*', (await OfAsync(placing.FirmReports, placed, awaited: true))[0].Placement.TalentName);
    }

    [Fact]
    public async Task A_leaving_ends_the_employment_for_both_and_frees_the_talent_only_by_the_colleges_word()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 13);
        var talent = new { id = Guid.Parse(placing.Talents[0]) };
        await Refused.WithAsync(StatusCode.FailedPrecondition, "LEAVING_MISSING", async () => await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 12, employed: false)));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await placing.FirmReports.ReportLeavingAsync(placing.Left(placed, 4, reason: "bored")));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await placing.FirmReports.ReportLeavingAsync(placing.Left(placed, 14)));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await placing.FirmReports.ReportLeavingAsync(placing.Left(placed, -1)));
        var left = await placing.FirmReports.ReportLeavingAsync(placing.Left(placed, 4));
        Assert.Equal((PlacementState.Left, CityDays.Text(placing.Today.AddMonths(-4))), (left.Placement.State, left.Placement.LeftDay));
        Assert.True(await fixture.ScalarAsync<bool>("select placed from talent where talent_id = @id", talent));
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College), news => news.Topic == "placement.left");
        // The firm is not asked for the time after it; the college is.
        Assert.Equal([6], (await OfAsync(placing.FirmReports, placed, awaited: true)).Select(one => one.Months));
        Assert.Equal([6, 12], (await OfAsync(placing.CollegeReports, placed, awaited: true)).Select(one => one.Months));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "FOLLOW_UP_CONTRADICTS", async () => await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 12)));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "FOLLOW_UP_CONTRADICTS", async () => await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placed, 6, employed: false)));

        await placing.CollegeReports.ReportFollowUpAsync(Placing.Answer(placed, 12));
        Assert.Equal([Disagreement.Left], (await placing.CollegeReports.GetPlacementHistoryAsync(new GetPlacementHistoryRequest { PlacementId = placed.PlacementId })).Disagreements);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "FOLLOW_UP_CONTRADICTS", async () => await placing.CollegeReports.ReportLeavingAsync(placing.Left(placed, 3)));
        Assert.True(await fixture.ScalarAsync<bool>("select placed from talent where talent_id = @id", talent));
        var told = await placing.CollegeReports.ReportLeavingAsync(placing.Left(placed, 0, reason: "further-study", inCity: Tristate.Yes));
        Assert.Equal([Disagreement.LeftDay, Disagreement.LeavingReason, Disagreement.InCity, Disagreement.Left], told.Disagreements);
        Assert.Equal(CityDays.Text(placing.Today.AddMonths(-4)), told.Placement.LeftDay);
        Assert.False(await fixture.ScalarAsync<bool>("select placed from talent where talent_id = @id", talent));
    }

    [Fact]
    public async Task A_leaving_that_is_taken_back_lets_the_placement_go_on()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 7);
        var retract = new RetractLeavingRequest { PlacementId = placed.PlacementId };
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await placing.CollegeReports.RetractLeavingAsync(retract));
        await placing.CollegeReports.ReportLeavingAsync(placing.Left(placed, 2));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await placing.FirmReports.RetractLeavingAsync(retract));
        await placing.CollegeReports.ReportFollowUpAsync(Placing.Answer(placed, 6, employed: false));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await placing.CollegeReports.RetractLeavingAsync(retract));

        var other = await new Placing(fixture).BeginAsync(1);
        var second = await other.PlaceAsync(monthsAgo: 7);
        await other.CollegeReports.ReportLeavingAsync(other.Left(second, 2));
        var back = await other.CollegeReports.RetractLeavingAsync(new RetractLeavingRequest { PlacementId = second.PlacementId });
        Assert.Equal((PlacementState.Placed, "", 0), (back.Placement.State, back.Placement.LeftDay, back.Leavings.Count));
        Assert.True(await fixture.ScalarAsync<bool>("select placed from talent where talent_id = @id", new { id = Guid.Parse(other.Talents[0]) }));
    }

    [Fact]
    public async Task A_follow_up_that_falls_due_is_reminded_of_twice_and_never_again_whatever_replicas_do()
    {
        var placing = await new Placing(fixture).BeginAsync(2);
        var (recent, old) = (await placing.PlaceAsync(0, monthsAgo: 6), await placing.PlaceAsync(1, monthsAgo: 8));
        var ids = new { ids = new[] { Guid.Parse(recent.PlacementId), Guid.Parse(old.PlacementId) } };
        var store = fixture.Services.GetRequiredService<Store>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindFollowUps.RunAsync(store, Caller.System("test"), TestContext.Current.CancellationToken)));
        const string reminders = "select string_agg(firm_reminders::text || college_reminders::text, ',' order by due_on desc) from placement_follow_up where months = 6 and placement_id = any(@ids)";
        await fixture.EventuallyAsync("both were told", $"select ({reminders}) = '11,22'", ids);
        // What the messages speak of adds up to the follow-ups that were told, each once.
        Assert.Equal(await fixture.ScalarAsync<long>("select count(*) from placement_follow_up where firm_reminders > 0"), await ToldAsync(Placing.Firm));
        Assert.Equal(await fixture.ScalarAsync<long>("select count(*) from placement_follow_up where college_reminders > 0"), await ToldAsync(TalentFixture.College));
        await RemindFollowUps.RunAsync(store, Caller.System("test"), TestContext.Current.CancellationToken);
        Assert.Equal("11,22", await fixture.ScalarAsync<string>(reminders, ids));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from placement_follow_up where months > 6 and firm_reminders > 0 and placement_id = any(@ids)", ids));
    }

    [Fact]
    public async Task A_talent_with_an_account_hears_of_its_placement_and_answers_for_itself_alone()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var (account, id) = (Guid.CreateVersion7().ToString(), Guid.Parse(placing.Talents[0]));
        await fixture.ScalarAsync<int>("update talent set account_id = @account where talent_id = @id; select 1", new { account, id });
        await placing.InviteAsync();
        var placed = await placing.PlaceAsync(monthsAgo: 7);
        Assert.Equal(["placement.interview", "placement.offered"], (await fixture.RaisedAsync<NotificationRaised>(account)).Select(news => news.Topic));
        var (own, other) = (new FollowUpService.FollowUpServiceClient(fixture.Talent(account)), new FollowUpService.FollowUpServiceClient(fixture.Talent(Guid.CreateVersion7().ToString())));
        var awaited = Assert.Single(await OfAsync(own, placed, awaited: true));
        Assert.DoesNotContain('*', awaited.Placement.TalentName);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await other.ReportFollowUpAsync(Placing.Answer(placed, 6)));
        Assert.Empty(await OfAsync(other, placed, awaited: false));
        var report = Assert.Single((await own.ReportFollowUpAsync(Placing.Answer(placed, 6))).Reports);
        Assert.Equal(PlacementParty.College, report.Party);
        Assert.Empty(await OfAsync(placing.CollegeReports, placed, awaited: true));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from placement_report r join placement p using (placement_id) where p.talent_id = @id", new { id }));
    }

    [Fact]
    public async Task A_talent_that_is_erased_is_not_followed_up_and_still_counts_without_a_word_of_it()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 13);
        var answer = Placing.Answer(placed, 6);
        answer.Position = "机器人工程师";
        await placing.FirmReports.ReportFollowUpAsync(answer);
        await placing.CollegeReports.ReportLeavingAsync(placing.Left(placed, 2));
        await new PrivacyService.PrivacyServiceClient(placing.CollegeCalls).ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = placing.Talents[0] });
        Assert.Empty(await OfAsync(placing.FirmReports, placed, awaited: true));
        Assert.Empty(await OfAsync(placing.CollegeReports, placed, awaited: false));
        var id = Guid.Parse(placed.PlacementId);
        Assert.Equal("", await fixture.ScalarAsync<string>("select position from placement_report where placement_id = @id", new { id }));
        Assert.Equal((short)2025, await fixture.ScalarAsync<short>("select cohort_graduation_year from placement where placement_id = @id and state = 7", new { id }));
    }

    [Fact]
    public async Task The_schema_itself_refuses_steps_and_answers_that_the_rules_forbid()
    {
        var placing = await new Placing(fixture).BeginAsync(1);
        var placed = await placing.PlaceAsync(monthsAgo: 0);
        var id = Guid.Parse(placed.PlacementId);
        foreach (var sql in (string[])
        [
            "update placement set state = 2 where placement_id = @id; select 1",
            "insert into placement_report values (@id, 6, 1, true, 1, '', 0, current_date, now()); select 1",
            "insert into placement_report values (@id, 7, 1, true, 1, '', 0, current_date + 400, now()); select 1",
            "insert into placement_leaving values (@id, 1, '2001-01-01', 'pay', 0, now()); select 1",
            "insert into placement_leaving values (@id, 3, current_date, 'pay', 0, now()); select 1",
        ])
        {
            await Assert.ThrowsAsync<PostgresException>(() => fixture.ScalarAsync<int>(sql, new { id }));
        }
    }

    [Fact]
    public async Task The_reasons_have_both_languages_and_a_kind()
    {
        var reasons = (await new FollowUpService.FollowUpServiceClient(fixture.Official()).ListLeavingReasonsAsync(new ListLeavingReasonsRequest())).Reasons;
        Assert.True(reasons.Count >= 10);
        Assert.All(reasons, reason => Assert.True(reason.NameZh.Length > 0 && reason.NameEn.Length > 0 && reason.Kind != LeavingKind.Unspecified));
    }

    private async Task<long> ToldAsync(string code) => (await fixture.RaisedAsync<NotificationRaised>(code)).Where(news => news.Topic == "follow-up.due")
        .Sum(news => long.Parse(string.Concat(news.TextZh.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture));

    private static async Task<IReadOnlyList<FollowUp>> OfAsync(FollowUpService.FollowUpServiceClient side, Placement placement, bool awaited)
    {
        var found = new List<FollowUp>();
        var request = new ListFollowUpsRequest { Awaited = awaited, PageSize = 2 };
        do
        {
            var page = await side.ListFollowUpsAsync(request);
            found.AddRange(page.FollowUps.Where(one => one.Placement.PlacementId == placement.PlacementId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }
}
