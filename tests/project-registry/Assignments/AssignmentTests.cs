using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Assignments;

public sealed class AssignmentTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string ThirdFirm = "91130371MAYQ12062E";

    [Fact]
    public async Task A_proposal_goes_by_expertise_spreads_the_load_and_explains_itself()
    {
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1);
        await JoinAsync("fit-chips", reviewer => reviewer.Industries.Add("electronics"), reviewer => reviewer.Keywords.Add("控制器"));
        await JoinAsync("fit-machines", reviewer => reviewer.Industries.Add("high-end-equipment"));
        await JoinAsync("fit-nothing");
        var plan = await ProposeAsync(journey, "fit-chips", "fit-machines", "fit-nothing");
        Assert.True(plan.Feasible);
        Assert.Equal(5, plan.Assignments.Count);
        var chips = plan.Assignments.Single(pair => pair.ApplicationId == journey.Applications[2].ApplicationId);
        Assert.Equal(("fit-chips", 60, AssignmentState.Proposed), (chips.ReviewerId, chips.Fit, chips.State));
        Assert.Contains("电子信息", chips.FitReason, StringComparison.Ordinal);
        Assert.Contains("控制器", chips.FitReason, StringComparison.Ordinal);
        // Two of each industry to its expert, the one of life and health to whoever has nothing.
        Assert.Equal([2, 2, 1], new[] { "fit-chips", "fit-machines", "fit-nothing" }.Select(id => plan.Loads.Single(load => load.ReviewerId == id).Load));
        Assert.Equal(plan.Assignments.Sum(pair => 100 - pair.Fit) + (2 * 2), plan.Objective);
        Assert.Empty((await Mine("fit-chips").ListMyAssignmentsAsync(new ListMyAssignmentsRequest())).Assignments);
    }

    [Fact]
    public async Task Nobody_with_a_conflict_is_assigned_and_a_gap_says_why_and_stores_nothing()
    {
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 2);
        var (first, third) = (journey.Applications[0].ApplicationId, journey.Applications[2].ApplicationId);
        await JoinAsync("tie-firm", reviewer => reviewer.OrganisationCode = RegistryFixture.FirstFirm);
        await JoinAsync("tie-past", reviewer => reviewer.PastEmployers.Add(new PastEmployer { OrganisationCode = ThirdFirm, Until = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()).AddYears(-1)) }));
        await JoinAsync("tie-long-ago", reviewer => reviewer.PastEmployers.Add(new PastEmployer { OrganisationCode = ThirdFirm, Until = "2015-01-01" }));
        var short2 = await ProposeAsync(journey, "tie-firm", "tie-past");
        Assert.False(short2.Feasible);
        Assert.Equal([first, third], short2.Gaps.Select(gap => gap.ApplicationId));
        Assert.All(short2.Gaps, gap => Assert.Equal(1, gap.Lacking));
        Assert.Contains("须回避", short2.Gaps[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, await StoredAsync(journey));

        var plan = await ProposeAsync(journey, "tie-firm", "tie-past", "tie-long-ago");
        Assert.True(plan.Feasible);
        Assert.DoesNotContain(plan.Assignments, pair => (pair.ApplicationId, pair.ReviewerId) == (first, "tie-firm") || (pair.ApplicationId, pair.ReviewerId) == (third, "tie-past"));
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.Recusal, AdjustAsync(first, add: "tie-firm"));
        Assert.Contains("同一单位", sentence, StringComparison.Ordinal);
        Assert.Contains("3 年内", await Refused.ByAsync(FailedPrecondition, ErrorReason.Recusal, AdjustAsync(third, add: "tie-past")), StringComparison.Ordinal);
        Assert.Equal(10, await StoredAsync(journey));
    }

    [Fact]
    public async Task Load_limits_hold_for_the_solver_and_for_officials()
    {
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1);
        await JoinAsync("load-two", reviewer => reviewer.LoadLimit = 2);
        await JoinAsync("load-three", reviewer => reviewer.LoadLimit = 3);
        var shortOne = await ProposeAsync(journey, "load-two");
        Assert.Equal((false, 3), (shortOne.Feasible, shortOne.Gaps.Count));
        var plan = await ProposeAsync(journey, "load-two", "load-three");
        Assert.Equal([2, 3], new[] { "load-two", "load-three" }.Select(id => plan.Loads.Single(load => load.ReviewerId == id).Load));
        var other = plan.Assignments.First(pair => pair.ReviewerId == "load-three").ApplicationId;
        Assert.Contains("2 项", await Refused.ByAsync(FailedPrecondition, ErrorReason.LoadLimitReached, AdjustAsync(other, add: "load-two")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_official_adjusts_publishes_and_only_then_reviewers_see_and_score_what_is_theirs()
    {
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1);
        foreach (var id in new[] { "adj-1", "adj-2", "adj-3" })
        {
            await JoinAsync(id);
        }

        await ProposeAsync(journey, "adj-1");
        var first = journey.Applications[0].ApplicationId;
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, AdjustAsync(first, add: "adj-1"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, AdjustAsync(first, remove: "adj-1", add: "adj-1"));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, AdjustAsync(first, remove: "adj-2"));
        var swapped = await AdjustAsync(first, remove: "adj-1", add: "adj-2");
        var pair = swapped.Assignments.Single(one => one.ApplicationId == first);
        Assert.Equal(("adj-2", true, AssignmentState.Proposed), (pair.ReviewerId, pair.Manual, pair.State));
        // A new proposal keeps what the official set.
        Assert.Equal("adj-2", (await ProposeAsync(journey, "adj-1")).Assignments.Single(one => one.ApplicationId == first).ReviewerId);
        await Refused.ByAsync(PermissionDenied, ErrorReason.NotAssigned, registry.ReviewsBy("adj-2").FileReviewAsync(journey.Sheet(first, 70)));

        await PublishAsync(journey);
        Assert.Equal([first], (await Mine("adj-2").ListMyAssignmentsAsync(new ListMyAssignmentsRequest())).Assignments.Select(one => one.ApplicationId));
        var applications = new ApplicationService.ApplicationServiceClient(registry.Reviewer("adj-2"));
        Assert.Equal([first], (await applications.ListApplicationsAsync(new ListApplicationsRequest { BatchId = journey.BatchId })).Applications.Select(one => one.ApplicationId));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = journey.Applications[1].ApplicationId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.NotAssigned, registry.ReviewsBy("adj-2").FileReviewAsync(journey.Sheet(journey.Applications[1].ApplicationId, 70)));
        await registry.ReviewsBy("adj-2").FileReviewAsync(journey.Sheet(first, 70));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where account_id = 'adj-2' and topic = 'assignment.published'"));

        // Published changes need a reason, and a filed sheet stays.
        var second = journey.Applications[1].ApplicationId;
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, AdjustAsync(second, remove: "adj-1", add: "adj-3"));
        var published = await AdjustAsync(second, remove: "adj-1", add: "adj-3", reason: "出差");
        Assert.Equal(AssignmentState.Published, published.Assignments.Single(one => one.ApplicationId == second).State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, AdjustAsync(first, remove: "adj-2", reason: "太晚"));
    }

    [Fact]
    public async Task A_reviewer_declines_and_the_gap_alone_is_filled_again()
    {
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1);
        await JoinAsync("gap-1");
        await JoinAsync("gap-2");
        await ProposeAsync(journey, "gap-1");
        await PublishAsync(journey);
        var declined = journey.Applications[3].ApplicationId;
        var mine = await Mine("gap-1").DeclineAssignmentAsync(new DeclineAssignmentRequest { ApplicationId = declined, Reason = "不熟悉该领域" });
        Assert.Equal(AssignmentState.Declined, mine.State);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Mine("gap-2").DeclineAssignmentAsync(new DeclineAssignmentRequest { ApplicationId = journey.Applications[0].ApplicationId, Reason = "不是我的" }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.NotAssigned, registry.ReviewsBy("gap-1").FileReviewAsync(journey.Sheet(declined, 60)));

        var shown = await registry.Assignments.GetAssignmentPlanAsync(new GetAssignmentPlanRequest { BatchId = journey.BatchId });
        var gap = Assert.Single(shown.Gaps);
        Assert.Equal((declined, 1, false), (gap.ApplicationId, gap.Lacking, shown.Feasible));
        Assert.Equal("不熟悉该领域", shown.Assignments.Single(pair => pair.ApplicationId == declined).DeclineReason);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.AssignmentIncomplete, PublishAsync(journey));

        var filled = await ProposeAsync(journey, "gap-1", "gap-2");
        Assert.Equal("gap-2", filled.Assignments.Single(pair => pair.ApplicationId == declined && pair.State == AssignmentState.Proposed).ReviewerId);
        Assert.Equal(4, filled.Assignments.Count(pair => pair is { ReviewerId: "gap-1", State: AssignmentState.Published }));
        await PublishAsync(journey);
        Assert.Equal([declined], (await Mine("gap-2").ListMyAssignmentsAsync(new ListMyAssignmentsRequest())).Assignments.Select(one => one.ApplicationId));
        await registry.ReviewsBy("gap-2").FileReviewAsync(journey.Sheet(declined, 60));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, Mine("gap-2").DeclineAssignmentAsync(new DeclineAssignmentRequest { ApplicationId = declined, Reason = "太晚" }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'assignment.declined' and account_id = 'official-1' and link like @link", new { link = $"%{journey.BatchId}%" }));
    }

    [Fact]
    public async Task Assigning_is_the_officials_and_needs_the_right_state()
    {
        var open = await Journey.OpenAsync(registry);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Assignments.ProposeAssignmentsAsync(new ProposeAssignmentsRequest { BatchId = open.BatchId }));
        var journey = await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1, before: async checking =>
        {
            await JoinAsync("early");
            Assert.True((await ProposeAsync(checking, "early")).Feasible);
            await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, PublishAsync(checking));
        });
        await PublishAsync(journey);
        foreach (var other in new[] { registry.Reviewer("early"), registry.Enterprise(RegistryFixture.FirstFirm) })
        {
            var client = new AssignmentService.AssignmentServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ProposeAssignmentsAsync(new ProposeAssignmentsRequest { BatchId = journey.BatchId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetAssignmentPlanAsync(new GetAssignmentPlanRequest { BatchId = journey.BatchId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.PublishAssignmentsAsync(new PublishAssignmentsRequest { BatchId = journey.BatchId }));
        }

        await registry.Reviewers.RetireReviewerAsync(new ReviewerStepRequest { ReviewerId = "early" });
        Assert.False((await ProposeAsync(await Journey.UnassignedAsync(registry, batch => batch.ReviewersPerApplication = 1), "early")).Feasible);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new AssignmentService.AssignmentServiceClient(registry.Official()).ListMyAssignmentsAsync(new ListMyAssignmentsRequest()));
    }

    private AssignmentService.AssignmentServiceClient Mine(string reviewer) => registry.AssignmentsOf(reviewer);

    private async Task<AssignmentPlan> ProposeAsync(Journey journey, params string[] among) =>
        await registry.Assignments.ProposeAssignmentsAsync(new ProposeAssignmentsRequest { BatchId = journey.BatchId, ReviewerIds = { among } });

    private Task<AssignmentPlan> PublishAsync(Journey journey) =>
        registry.Assignments.PublishAssignmentsAsync(new PublishAssignmentsRequest { BatchId = journey.BatchId }).ResponseAsync;

    private Task<AssignmentPlan> AdjustAsync(string application, string remove = "", string add = "", string reason = "") => registry.Assignments.AdjustAssignmentAsync(
        new AdjustAssignmentRequest { ApplicationId = application, RemoveReviewerId = remove, AddReviewerId = add, Reason = reason }).ResponseAsync;

    private Task<int> StoredAsync(Journey journey) => registry.ScalarAsync<int>("select count(*)::int from assignment where batch_id = @id::uuid", new { id = journey.BatchId });

    private async Task JoinAsync(string id, params Action<Reviewer>[] with)
    {
        var reviewer = Journey.Expert(id);
        foreach (var set in with)
        {
            set(reviewer);
        }

        await registry.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = reviewer });
    }
}
