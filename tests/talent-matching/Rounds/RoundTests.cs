using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

public sealed class RoundTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_calendar_that_runs_back_or_lies_in_the_past_is_refused()
    {
        var journey = new RoundJourney(fixture);
        var before = await fixture.ScalarAsync<long>("select count(*) from round");
        var back = journey.Calendar();
        back.RankingUntil = back.OffersUntil;
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await journey.Official.CreateRoundAsync(back));
        var past = journey.Calendar();
        past.RegistrationUntil = fixture.Clock.GetUtcNow().AddDays(-1).ToTimestamp();
        await Refused.WithAsync(StatusCode.InvalidArgument, "PAST_DATE", async () => await journey.Official.CreateRoundAsync(past));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await journey.Firm.CreateRoundAsync(journey.Calendar()));
        Assert.Equal(before, await fixture.ScalarAsync<long>("select count(*) from round"));
    }

    [Fact]
    public async Task A_draft_is_the_officials_and_shown_to_the_parties_once_open()
    {
        var journey = new RoundJourney(fixture);
        var draft = await journey.Official.CreateRoundAsync(journey.Calendar());
        Assert.Equal((RoundState.Draft, RoundSide.Talents), (draft.State, draft.Proposing));
        var get = new GetRoundRequest { RoundId = draft.RoundId };
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.Firm.GetRoundAsync(get));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await journey.Official.OpenRoundAsync(new RoundStepRequest { RoundId = draft.RoundId, Etag = "9" }));
        await journey.Official.OpenRoundAsync(new RoundStepRequest { RoundId = draft.RoundId, Etag = draft.Etag });
        Assert.Equal(RoundState.Registration, (await journey.College.GetRoundAsync(get)).State);
        Assert.Contains((await journey.Firm.ListRoundsAsync(new ListRoundsRequest())).Rounds, round => round.RoundId == draft.RoundId);
    }

    [Fact]
    public async Task A_quota_above_the_free_seats_is_refused_and_nothing_is_entered()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(seats: 1);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "QUOTA_ABOVE_SEATS", async () => await journey.Firm.EnterNeedAsync(new EnterNeedRequest { RoundId = journey.Id, NeedId = journey.Need, Quota = 3 }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherFirm.EnterNeedAsync(new EnterNeedRequest { RoundId = journey.Id, NeedId = journey.Need, Quota = 1 }));
        Assert.Equal(1, await fixture.ScalarAsync<int>("select quota from round_need where round_id = @id and need_id = @need", new { id = Guid.Parse(journey.Id), need = Guid.Parse(journey.Need) }));
        Assert.Equal(2, (await journey.Firm.EnterNeedAsync(new EnterNeedRequest { RoundId = journey.Id, NeedId = journey.Need, Quota = 2 })).Quota);
    }

    [Fact]
    public async Task Talents_enter_with_their_consent_only_and_a_college_enters_none_of_anothers()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 2);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "CONSENT_MISSING", async () => await journey.College.EnterTalentsAsync(journey.Entry(journey.Talents, consented: false)));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherCollege.EnterTalentsAsync(journey.Entry(journey.Talents)));
        Assert.Equal(0, (await journey.College.EnterTalentsAsync(journey.Entry(journey.Talents))).Entered);
        Assert.Empty((await journey.OtherCollege.ListRoundTalentsAsync(new ListRoundPartiesRequest { RoundId = journey.Id })).Talents);
        Assert.All((await journey.Official.ListRoundTalentsAsync(new ListRoundPartiesRequest { RoundId = journey.Id })).Talents, talent => Assert.Contains('*', talent.Name));
    }

    [Fact]
    public async Task A_ranking_with_a_stranger_a_repetition_or_after_its_stage_is_refused_and_the_earlier_stays()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 1, 0));
        var stranger = journey.OfNeed(journey.Need, 0);
        stranger.TalentIds.Add(Guid.CreateVersion7().ToString());
        await Refused.WithAsync(StatusCode.InvalidArgument, "RANKING_STRANGER", async () => await journey.Firm.RankTalentsAsync(stranger));
        await Refused.WithAsync(StatusCode.InvalidArgument, "RANKING_REPEATED", async () => await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 0, 0)));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherFirm.RankTalentsAsync(journey.OfNeed(journey.Need, 0)));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherCollege.RankNeedsAsync(journey.OfTalent(0, journey.Need)));
        await journey.Official.SimulateRoundAsync(journey.Step);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 0)));
        var ranking = await journey.Firm.GetNeedRankingAsync(new GetNeedRankingRequest { RoundId = journey.Id, NeedId = journey.Need });
        Assert.Equal([journey.Talents[1], journey.Talents[0]], ranking.Entries.Select(entry => entry.Id));
        Assert.All(ranking.Entries, entry => Assert.True(entry.Named && entry.Label.Contains('*', StringComparison.Ordinal) && entry.Score > 0));
    }

    [Fact]
    public async Task Without_rankings_the_score_orders_and_the_pool_comes_first_for_whoever_named_nothing()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        await fixture.ScalarAsync<int>("update talent_need set pool_project_id = 'p' where need_id = @id; select 1", new { id = Guid.Parse(journey.OtherNeed) });
        await journey.College.RankNeedsAsync(journey.OfTalent(1, journey.Need, journey.OtherNeed));
        var computed = await journey.College.GetTalentRankingAsync(new GetTalentRankingRequest { RoundId = journey.Id, TalentId = journey.Talents[0] });
        Assert.Equal([(journey.OtherNeed, 1), (journey.Need, 2)], computed.Entries.Select(entry => (entry.Id, entry.Tier)));
        var own = await journey.College.GetTalentRankingAsync(new GetTalentRankingRequest { RoundId = journey.Id, TalentId = journey.Talents[1] });
        Assert.Equal([journey.Need, journey.OtherNeed], own.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task Talents_who_propose_get_their_wishes_and_needs_that_propose_theirs()
    {
        foreach (var (side, first) in new[] { (RoundSide.Talents, true), (RoundSide.Needs, false) })
        {
            // The classic two by two: each side's first wish is the other's last.
            var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
            await fixture.ScalarAsync<int>("update round set proposing = @side where round_id = @id; select 1", new { side = (short)side, id = Guid.Parse(journey.Id) });
            await journey.College.RankNeedsAsync(journey.OfTalent(0, journey.Need, journey.OtherNeed));
            await journey.College.RankNeedsAsync(journey.OfTalent(1, journey.OtherNeed, journey.Need));
            await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 1, 0));
            await journey.OtherFirm.RankTalentsAsync(journey.OfNeed(journey.OtherNeed, 0, 1));
            var run = await journey.PublishAsync();
            var matches = await journey.MatchesAsync(run.RunId);
            Assert.Equal(first ? journey.Need : journey.OtherNeed, matches[0]);
            Assert.Equal(first ? journey.OtherNeed : journey.Need, matches[1]);
        }
    }

    [Fact]
    public async Task A_struck_pair_is_never_matched()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 1);
        await journey.College.RankNeedsAsync(new RankNeedsRequest { RoundId = journey.Id, TalentId = journey.Talents[0], NeedIds = { journey.Need } });
        await journey.Firm.RankTalentsAsync(new RankTalentsRequest { RoundId = journey.Id, NeedId = journey.Need, StruckTalentIds = { journey.Talents[0] } });
        await journey.OtherFirm.RankTalentsAsync(new RankTalentsRequest { RoundId = journey.Id, NeedId = journey.OtherNeed, StruckTalentIds = { journey.Talents[0] } });
        Assert.Equal(0, (await journey.PublishAsync()).Certificate.Matched);
    }

    [Fact]
    public async Task A_simulation_tells_nobody_and_the_published_result_carries_its_certificate()
    {
        var journey = await new RoundJourney(fixture).RankAsync();
        var simulation = await journey.Official.SimulateRoundAsync(journey.Step);
        Assert.Equal((RoundRunKind.Simulation, true, 2), (simulation.Kind, simulation.Certificate.Stable, simulation.Certificate.Matched));
        Assert.Empty((await journey.College.ListRoundRunsAsync(journey.Get)).Runs);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.Firm.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = simulation.RunId }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Firm.CheckRoundAsync(journey.Get));
        Assert.Empty(await fixture.RaisedAsync<RoundPublished>(journey.Id));

        var result = await journey.Official.PublishRoundAsync(journey.Step);
        Assert.Equal((RoundRunKind.Result, simulation.Certificate), (result.Kind, result.Certificate));
        var check = await journey.College.CheckRoundAsync(journey.Get);
        Assert.True(check is { Stable: true, InputsUnchanged: true, BlockingPairs: 0, Matched: 2, Pairs: 8 });
        var told = Assert.Single(await fixture.RaisedAsync<RoundPublished>(journey.Id));
        Assert.Equal((result.RunId, result.Certificate.InputHash, 2), (told.RunId, told.InputHash, told.Matched));
        Assert.Single((await journey.Firm.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = result.RunId })).Matches);
        Assert.All((await journey.College.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = result.RunId })).Matches, match => Assert.DoesNotContain('*', match.TalentName));
        Assert.Empty((await journey.OtherCollege.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = result.RunId })).Matches);
    }

    [Fact]
    public async Task A_check_finds_a_stored_result_that_was_tampered_with()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 0, 1));
        await journey.OtherFirm.RankTalentsAsync(journey.OfNeed(journey.OtherNeed, 1, 0));
        await journey.College.RankNeedsAsync(journey.OfTalent(0, journey.Need, journey.OtherNeed));
        await journey.College.RankNeedsAsync(journey.OfTalent(1, journey.OtherNeed, journey.Need));
        var run = await journey.PublishAsync();
        await fixture.ScalarAsync<int>("""
            update round_match m set need_id = (select max(o.need_id::text)::uuid from round_match o where o.run_id = m.run_id and o.need_id <> m.need_id), talent_place = 2, need_place = 2
            where run_id = @run;
            update round_pair set need_place = need_place + 100 where round_id = @round;
            select 1
            """, new { run = Guid.Parse(run.RunId), round = Guid.Parse(journey.Id) });
        var check = await journey.Official.CheckRoundAsync(journey.Get);
        Assert.Equal((false, 2), (check.Stable, check.BlockingPairs));
        await fixture.ScalarAsync<int>("delete from round_pair where round_id = @round and talent_place = 2; select 1", new { round = Guid.Parse(journey.Id) });
        Assert.False((await journey.Official.CheckRoundAsync(journey.Get)).InputsUnchanged);
    }

    [Fact]
    public async Task A_talent_who_leaves_after_the_simulation_makes_it_unpublishable_until_simulated_anew()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        await journey.Official.SimulateRoundAsync(journey.Step);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherCollege.LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = journey.Talents[0] }));
        Assert.True((await journey.College.LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = journey.Talents[0] })).Left);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "ROUND_INPUTS_CHANGED", async () => await journey.Official.PublishRoundAsync(journey.Step));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from round_run where round_id = @id and kind = 2", new { id = Guid.Parse(journey.Id) }));
        Assert.Equal(1, (await journey.PublishAsync()).Certificate.Matched);
    }

    [Fact]
    public async Task Of_two_officials_who_publish_at_once_one_does()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        await journey.Official.SimulateRoundAsync(journey.Step);
        var other = new RoundService.RoundServiceClient(fixture.Official("official-2"));
        var answers = await Task.WhenAll(new[] { journey.Official, other }.Select(async official =>
        {
            try
            {
                await official.PublishRoundAsync(journey.Step);
                return "published";
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode.ToString();
            }
        }));
        Assert.Equal([nameof(StatusCode.FailedPrecondition), "published"], answers.Order(StringComparer.Ordinal));
        Assert.Single(await fixture.RaisedAsync<RoundPublished>(journey.Id));
    }

    [Fact]
    public async Task A_step_out_of_turn_and_a_second_end_are_refused_by_the_code_and_by_the_schema()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 1);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Official.PublishRoundAsync(journey.Step));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await journey.College.CancelRoundAsync(journey.Step));
        Assert.Equal(RoundState.Cancelled, (await journey.Official.CancelRoundAsync(journey.Step)).State);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Official.CancelRoundAsync(journey.Step));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.ScalarAsync<int>("update round set state = 2 where round_id = @id; select 1", new { id = Guid.Parse(journey.Id) }));
    }

    [Fact]
    public async Task A_need_leaves_before_publication_and_is_matched_to_nobody()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 2);
        var leave = new LeaveNeedRequest { RoundId = journey.Id, NeedId = journey.Need };
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherFirm.LeaveNeedAsync(leave));
        Assert.True((await journey.Firm.LeaveNeedAsync(leave)).Left);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.Firm.LeaveNeedAsync(leave));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 0)));
        var run = await journey.PublishAsync();
        Assert.Equal([journey.OtherNeed], (await journey.MatchesAsync(run.RunId)).Values);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.OtherFirm.LeaveNeedAsync(new LeaveNeedRequest { RoundId = journey.Id, NeedId = journey.OtherNeed }));
    }

    [Fact]
    public async Task Registration_and_ranking_past_their_deadlines_are_refused_until_these_are_moved()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 1);
        var now = fixture.Clock.GetUtcNow();
        await fixture.ScalarAsync<int>("update round set registration_until = @past where round_id = @id; select 1", new { past = now.AddHours(-1), id = Guid.Parse(journey.Id) });
        await Refused.WithAsync(StatusCode.FailedPrecondition, "DEADLINE_PASSED", async () => await journey.College.EnterTalentsAsync(journey.Entry(journey.Talents)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await journey.Firm.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "PAST_DATE", async () => await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, RegistrationUntil = now.AddHours(-2).ToTimestamp() }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, RegistrationUntil = now.AddDays(20).ToTimestamp() }));
        await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, RegistrationUntil = now.AddHours(3).ToTimestamp() });
        await journey.College.EnterTalentsAsync(journey.Entry(journey.Talents));

        await journey.Official.StartRankingAsync(journey.Step);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, RegistrationUntil = now.AddHours(3).ToTimestamp() }));
        await fixture.ScalarAsync<int>("update round set registration_until = @past, ranking_until = @past where round_id = @id; select 1", new { past = now.AddHours(-1), id = Guid.Parse(journey.Id) });
        await Refused.WithAsync(StatusCode.FailedPrecondition, "DEADLINE_PASSED", async () => await journey.Firm.RankTalentsAsync(journey.OfNeed(journey.Need, 0)));
    }
}
