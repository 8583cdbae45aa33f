using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.TechTransfer.Challenges;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Challenges;

public sealed class ChallengeTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private readonly Rounds _rounds = new(service);

    [Fact]
    public async Task A_challenge_is_published_by_an_official_and_every_university_is_told()
    {
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = _rounds.Content("发布的榜单") });
        Assert.Equal((ChallengeState.Draft, 4, 10_000), (draft.State, draft.Content.Criteria.Count, draft.Content.Criteria.Sum(criterion => criterion.WeightBp)));
        var university = new ChallengeService.ChallengeServiceClient(service.University(TransferFixture.Yanshan));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => university.GetChallengeAsync(new GetChallengeRequest { ChallengeId = draft.ChallengeId }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => _rounds.Official.ApproveChallengeAsync(Rounds.Step(draft)).ResponseAsync);

        await _rounds.Firm.SubmitChallengeAsync(Rounds.Step(draft));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => _rounds.Firm.ApproveChallengeAsync(Rounds.Step(draft)).ResponseAsync);
        var published = await _rounds.Official.ApproveChallengeAsync(Rounds.Step(draft));
        Assert.Equal(ChallengeState.Published, published.State);
        Assert.Equal("发布的榜单", (await university.GetChallengeAsync(new GetChallengeRequest { ChallengeId = draft.ChallengeId })).Content.Title);
        Assert.Equal(100_000_001, Assert.Single(await service.RaisedAsync<ChallengePublished>(draft.ChallengeId)).BountyCnyFen);
        Assert.Contains(await service.RaisedAsync<NotificationRaised>(TransferFixture.Northeastern), told => told.Topic == "challenge.published" && told.Link == $"/challenges/{draft.ChallengeId}");
        Assert.Equal(3, await service.ScalarAsync<int>("select count(*) from audit_entry where entity = 'challenge' and entity_id = @ChallengeId", new { draft.ChallengeId }));
    }

    [Fact]
    public async Task What_is_incomplete_does_not_leave_the_draft()
    {
        await RefusedAsync(ErrorReason.BountyNotSplit, content => content.Milestones[0].PaymentCnyFen--);
        await RefusedAsync(ErrorReason.Incomplete, content => content.Acceptance = "");
        await RefusedAsync(ErrorReason.Incomplete, content => content.Ownership = ResultOwnership.Unspecified);
        await RefusedAsync(ErrorReason.WeightsNot100, content => content.Criteria.Add(new ChallengeCriterion { Name = "唯一标准", WeightBp = 9_999 }));
        var dates = _rounds.Content("日期颠倒的榜单");
        dates.Milestones[1].DueOn = dates.Milestones[0].DueOn[..4] + "-01-01";
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = dates }).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from challenge where title = '日期颠倒的榜单'"));
    }

    [Fact]
    public async Task The_schema_itself_refuses_a_bounty_that_is_not_split_and_a_jump_to_an_award()
    {
        var content = _rounds.Content("直接改库的榜单");
        content.BountyCnyFen++;
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = content });
        foreach (var state in new[] { 2, 6 })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.ScalarAsync<int>(
                "update challenge set state = @state where challenge_id = @id returning 1", new { state, id = Guid.Parse(draft.ChallengeId) }));
            Assert.Equal("23514", refused.SqlState);
        }
    }

    [Fact]
    public async Task A_returned_draft_is_changed_and_submitted_again_and_a_withdrawn_one_is_over()
    {
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = _rounds.Content("退回的榜单") });
        await _rounds.Firm.SubmitChallengeAsync(Rounds.Step(draft));
        var returned = await _rounds.Official.ReturnChallengeAsync(new ChallengeReasonRequest { ChallengeId = draft.ChallengeId, Reason = "验收标准不可测" });
        Assert.Equal((ChallengeState.Draft, "验收标准不可测"), (returned.State, returned.Reason));
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () => _rounds.Firm.UpdateChallengeAsync(
            new UpdateChallengeRequest { ChallengeId = draft.ChallengeId, Content = _rounds.Content("改过的榜单"), Etag = draft.Etag }).ResponseAsync);
        var changed = await _rounds.Firm.UpdateChallengeAsync(new UpdateChallengeRequest { ChallengeId = draft.ChallengeId, Content = _rounds.Content("改过的榜单"), Etag = returned.Etag });
        Assert.Equal(("改过的榜单", 2), (changed.Content.Title, changed.Content.Milestones.Count));
        var other = new ChallengeService.ChallengeServiceClient(service.Enterprise(TransferFixture.OtherFirm));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => other.SubmitChallengeAsync(Rounds.Step(draft)).ResponseAsync);
        var withdrawn = await _rounds.Firm.WithdrawChallengeAsync(new ChallengeReasonRequest { ChallengeId = draft.ChallengeId, Reason = "需求已解决" });
        Assert.Equal(ChallengeState.Withdrawn, withdrawn.State);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => _rounds.Firm.SubmitChallengeAsync(Rounds.Step(draft)).ResponseAsync);
    }

    [Fact]
    public async Task A_deadline_that_passed_in_review_is_not_published()
    {
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = _rounds.Content("审核过期的榜单", TimeSpan.FromMinutes(5)) });
        await _rounds.Firm.SubmitChallengeAsync(Rounds.Step(draft));
        service.Clock.Move(TimeSpan.FromMinutes(6));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () => _rounds.Official.ApproveChallengeAsync(Rounds.Step(draft)).ResponseAsync);
        Assert.Equal(2, await service.ScalarAsync<int>("select state from challenge where challenge_id = @id", new { id = Guid.Parse(draft.ChallengeId) }));
    }

    [Fact]
    public async Task The_publisher_is_told_once_that_the_deadline_has_passed_and_the_proposals_stay_sealed()
    {
        var challenge = await _rounds.PublishAsync("到期提醒的榜单", TimeSpan.FromMinutes(5));
        await TurnAsync();
        Assert.Empty(await ToldAsync(challenge));
        service.Clock.Move(TimeSpan.FromMinutes(6));
        await TurnAsync();
        await TurnAsync();
        await service.EventuallyAsync("told", "select deadline_told_round = 1 from challenge where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) });
        Assert.Single(await ToldAsync(challenge));
        Assert.Equal(3, await service.ScalarAsync<int>("select state from challenge where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
    }

    [Fact]
    public async Task Pages_list_what_the_caller_may_see_and_mine_alone_where_asked()
    {
        var published = await _rounds.PublishAsync("可见的榜单");
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = _rounds.Content("不可见的榜单") });
        var university = new ChallengeService.ChallengeServiceClient(service.University(TransferFixture.Yanshan));
        var all = await university.ListChallengesAsync(new ListChallengesRequest { PageSize = 200 });
        Assert.Contains(all.Challenges, one => one.ChallengeId == published.ChallengeId);
        Assert.DoesNotContain(all.Challenges, one => one.ChallengeId == draft.ChallengeId);
        Assert.DoesNotContain((await university.ListChallengesAsync(new ListChallengesRequest { Mine = true })).Challenges, one => one.ChallengeId == published.ChallengeId);
        Assert.Contains((await _rounds.Firm.ListChallengesAsync(new ListChallengesRequest { Mine = true, PageSize = 200 })).Challenges, one => one.ChallengeId == draft.ChallengeId);
    }

    private Task TurnAsync() => ChallengeClock.RunAsync(service.Services.GetRequiredService<Store>(), Caller.System("tests"), TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<NotificationRaised>> ToldAsync(Challenge challenge) =>
        [.. (await service.RaisedAsync<NotificationRaised>(TransferFixture.Firm)).Where(told => told.Topic == "challenge.deadline" && told.Link == $"/challenges/{challenge.ChallengeId}")];

    private async Task RefusedAsync(ErrorReason reason, Action<ChallengeContent> spoil)
    {
        var content = _rounds.Content($"不完整的榜单 {Guid.CreateVersion7()}");
        spoil(content);
        var draft = await _rounds.Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = content });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, reason, () => _rounds.Firm.SubmitChallengeAsync(Rounds.Step(draft)).ResponseAsync);
        Assert.Equal(1, await service.ScalarAsync<int>("select state from challenge where challenge_id = @id", new { id = Guid.Parse(draft.ChallengeId) }));
    }
}
