using Platform.Common.V1;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Selection.Runs;

public sealed class RunTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private SelectionService.SelectionServiceClient Selections => new(registry.Official());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_official_run_computed_again_from_the_database_is_identical_byte_for_byte(int seed)
    {
        var journey = await ReviewedByThreeAsync(new Random(seed));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        var run = Assert.Single((await Selections.ListSelectionRunsAsync(new ListSelectionRunsRequest { BatchId = journey.BatchId })).Runs);
        Assert.Equal((SelectionRunKind.Official, 5, 2, RunDecision.AlgorithmVersion), (run.Kind, run.CandidateCount, run.SelectedCount, run.AlgorithmVersion));
        var again = await Selections.ReproduceSelectionRunAsync(new GetSelectionRunRequest { RunId = run.RunId });
        Assert.True(again.Identical);
        Assert.Equal((run.OutputSha256, run.OutputSha256, run.InputsSha256), (again.StoredOutputSha256, again.RecomputedOutputSha256, again.InputsSha256));

        // What the run lists is what the ranking says.
        var places = (await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications;
        var listed = (await Selections.GetSelectionRunAsync(new GetSelectionRunRequest { RunId = run.RunId })).Applications;
        Assert.Equal(
            places.Where(place => place.Outcome is SelectionOutcome.Selected or SelectionOutcome.Waitlisted).Select(place => (place.Rank, place.ApplicationId, place.TotalScore, place.OutcomeReason)),
            listed.Select(place => (place.Rank, place.ApplicationId, place.TotalScore, place.OutcomeReason)));
    }

    [Fact]
    public async Task A_run_whose_output_does_not_follow_from_its_inputs_is_found_out()
    {
        var journey = await ReviewedByThreeAsync(new Random(4));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        var forged = await registry.ScalarAsync<Guid>(
            """
            insert into selection_run (run_id, batch_id, kind, title, base_run_id, change, inputs, inputs_sha256, output, output_sha256, algorithm_version, capacity,
                candidate_count, selected_count, total_score, created_at, created_by)
            select gen_random_uuid(), batch_id, 2, 'forged', run_id, '', inputs, inputs_sha256, output || '\x1801'::bytea, sha256(output || '\x1801'::bytea), algorithm_version, capacity,
                candidate_count, selected_count, total_score, now(), 'somebody'
            from selection_run where batch_id = @id::uuid
            returning run_id
            """,
            new { id = journey.BatchId });
        var again = await Selections.ReproduceSelectionRunAsync(new GetSelectionRunRequest { RunId = forged.ToString() });
        Assert.False(again.Identical);
        Assert.NotEqual(again.StoredOutputSha256, again.RecomputedOutputSha256);
    }

    [Fact]
    public async Task A_stored_run_can_be_neither_changed_nor_deleted()
    {
        var journey = await ReviewedByThreeAsync(new Random(5));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        foreach (var sql in new[] { "update selection_run set title = 'other'", "update selection_run set capacity = 9", "delete from selection_run" })
        {
            var exception = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.RowsAsync<int>($"{sql} where batch_id = @id::uuid", new { id = journey.BatchId }));
            Assert.Equal("selection_run_kept", exception.ConstraintName);
        }
    }

    [Fact]
    public async Task What_if_runs_stand_beside_the_official_one_and_change_nothing_of_it()
    {
        var journey = await ReviewedByThreeAsync(new Random(6));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Selections.RunWhatIfAsync(Ask(journey, new WhatIf { Capacity = 3 })));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        var before = await StateAsync(journey.BatchId);
        var request = Ask(journey, new WhatIf { Capacity = 3 });
        request.RequestId = "what-if-once";
        var larger = await Selections.RunWhatIfAsync(request);
        Assert.Equal(larger, await Selections.RunWhatIfAsync(request));
        Assert.Equal((SelectionRunKind.WhatIf, 3, "试算"), (larger.Kind, larger.SelectedCount, larger.Title));
        var without = await Selections.RunWhatIfAsync(Ask(journey, new WhatIf { WithoutReviewer = "reviewer-3" }));
        var weighed = await Selections.RunWhatIfAsync(Ask(journey, new WhatIf { Weights = { Weights(journey, 0, 100) } }));
        Assert.Equal(before, await StateAsync(journey.BatchId));

        var runs = (await Selections.ListSelectionRunsAsync(new ListSelectionRunsRequest { BatchId = journey.BatchId })).Runs;
        Assert.Equal([weighed.RunId, without.RunId, larger.RunId], runs.Where(run => run.Kind == SelectionRunKind.WhatIf).Select(run => run.RunId));
        Assert.Equal([larger.BaseRunId], runs.Where(run => run.Kind == SelectionRunKind.Official).Select(run => run.RunId));
        Assert.Equal(3, runs.Where(run => run.Kind == SelectionRunKind.WhatIf).DistinctBy(run => run.InputsSha256).Count());
        foreach (var run in runs)
        {
            Assert.True((await Selections.ReproduceSelectionRunAsync(new GetSelectionRunRequest { RunId = run.RunId })).Identical);
        }
    }

    [Fact]
    public async Task A_comparison_says_who_would_enter_and_leave_and_why()
    {
        // The five of the file with 90, 80, 70, 60, 50: two seats. Electronics are third and fourth.
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        var run = await Selections.RunWhatIfAsync(Ask(journey, new WhatIf { Quotas = new QuotaList { Quotas = { new Quota { Code = "electronics", Minimum = 1 } } } }));
        var comparison = await Selections.CompareSelectionRunAsync(new GetSelectionRunRequest { RunId = run.RunId });
        var entering = Assert.Single(comparison.Entering);
        Assert.Equal((3, 3, SelectionOutcome.Waitlisted, SelectionOutcome.Selected, "为满足电子信息至少 1 项的要求入选。"), (entering.OfficialRank, entering.WhatIfRank, entering.OfficialOutcome, entering.WhatIfOutcome, entering.Reason));
        var leaving = Assert.Single(comparison.Leaving);
        Assert.Equal((2, SelectionOutcome.Selected, "名额用于满足其他类别的下限。"), (leaving.OfficialRank, leaving.OfficialOutcome, leaving.Reason));
        Assert.Equal(0, comparison.Moved);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Selections.CompareSelectionRunAsync(new GetSelectionRunRequest { RunId = comparison.Official.RunId }));
    }

    [Fact]
    public async Task A_what_if_that_cannot_be_computed_is_refused_and_stores_nothing()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await RefusedAsync(InvalidArgument, ErrorReason.InvalidField, new WhatIf(), "请至少改变一项");
        await RefusedAsync(InvalidArgument, ErrorReason.InvalidField, new WhatIf { WithoutReviewer = "nobody" }, "没有计入的评分表");
        await RefusedAsync(FailedPrecondition, ErrorReason.SheetsLacking, new WhatIf { WithoutReviewer = "reviewer-1" }, "5 项申报没有评分表");
        await RefusedAsync(InvalidArgument, ErrorReason.WeightsNot100, new WhatIf { Weights = { Weights(journey, 0, 99) } }, "100");
        await RefusedAsync(InvalidArgument, ErrorReason.InvalidField, new WhatIf { Weights = { new CriterionWeight { CriterionId = "green", Weight = 100 } } }, "每项评分标准");
        await RefusedAsync(InvalidArgument, ErrorReason.CriterionUnknown, new WhatIf { Weights = { new CriterionWeight { CriterionId = "taste", Weight = 100 } } }, "taste");
        await RefusedAsync(FailedPrecondition, ErrorReason.QuotasClash, new WhatIf { Quotas = new QuotaList { Quotas = { new Quota { Code = "life-health", Minimum = 2 } } } }, "生命健康");
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from selection_run where batch_id = @id::uuid", new { id = journey.BatchId }));

        async Task RefusedAsync(Grpc.Core.StatusCode code, ErrorReason reason, WhatIf change, string part) =>
            Assert.Contains(part, await Refused.ByAsync(code, reason, Selections.RunWhatIfAsync(Ask(journey, change))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_quotas_supersede_the_official_run_and_selecting_again_makes_a_new_one()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 3 });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Selections.RunWhatIfAsync(Ask(journey, new WhatIf { Capacity = 4 })));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        var runs = (await Selections.ListSelectionRunsAsync(new ListSelectionRunsRequest { BatchId = journey.BatchId })).Runs;
        Assert.Equal([false, true, true], runs.Select(run => run.SupersededTime is not null));
        Assert.Equal([3, 3, 2], runs.Select(run => run.SelectedCount));
        Assert.Equal(runs[0].OutputSha256, runs[1].OutputSha256);
    }

    [Fact]
    public async Task A_score_changed_behind_the_ranking_is_found_before_anything_is_selected()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.RowsAsync<int>("update review set points[1] = 0 where batch_id = @id::uuid and points[1] = 90", new { id = journey.BatchId });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.RankingDiffers, registry.Batches.SelectProjectsAsync(journey.Step));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from selection_run where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task Only_officials_see_runs()
    {
        var id = Guid.Empty.ToString();
        foreach (var caller in new[] { registry.Enterprise(RegistryFixture.FirstFirm), registry.Reviewer("reviewer-1", "11130300000000001X") })
        {
            var client = new SelectionService.SelectionServiceClient(caller);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.RunWhatIfAsync(new RunWhatIfRequest { BatchId = id, Title = "x", Change = new WhatIf { Capacity = 1 } }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListSelectionRunsAsync(new ListSelectionRunsRequest { BatchId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetSelectionRunAsync(new GetSelectionRunRequest { RunId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.CompareSelectionRunAsync(new GetSelectionRunRequest { RunId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ReproduceSelectionRunAsync(new GetSelectionRunRequest { RunId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.AssessStabilityAsync(new BatchStepRequest { BatchId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetStabilityAsync(new GetStabilityRequest { BatchId = id }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetExplanationAsync(new GetExplanationRequest { ApplicationId = id }));
        }

        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Selections.GetSelectionRunAsync(new GetSelectionRunRequest { RunId = id }));
    }

    internal static RunWhatIfRequest Ask(Journey journey, WhatIf change) => new() { BatchId = journey.BatchId, Title = "试算", Change = change };

    private static IEnumerable<CriterionWeight> Weights(Journey journey, int most, int first) =>
        Journey.Criteria.Select((criterion, i) => new CriterionWeight { CriterionId = criterion, Weight = i == 0 ? first : most });

    private async Task<Journey> ReviewedByThreeAsync(Random random)
    {
        var journey = await Journey.UnderReviewAsync(registry);
        foreach (var application in journey.Applications)
        {
            for (var reviewer = 1; reviewer <= 3; reviewer++)
            {
                await registry.ReviewsBy($"reviewer-{reviewer}").FileReviewAsync(new FileReviewRequest
                {
                    ApplicationId = application.ApplicationId,
                    Scores = { Journey.Criteria.Select(criterion => new Score { CriterionId = criterion, Points = random.Next(40, 100) }) },
                });
            }
        }

        await registry.Batches.RankBatchAsync(journey.Step);
        return journey;
    }

    private Task<string> StateAsync(string batchId) => registry.ScalarAsync<string>(
        """
        select concat_ws(' ', b.state, b.version, b.selected_at, b.capacity,
            (select string_agg(r.outcome || ':' || r.outcome_reason, ',' order by r.rank) from ranking r where r.batch_id = b.batch_id),
            (select encode(u.output_sha256, 'hex') || coalesce(u.superseded_at::text, '') from selection_run u where u.batch_id = b.batch_id and u.kind = 1))
        from batch b where b.batch_id = @batchId::uuid
        """,
        new { batchId });
}
