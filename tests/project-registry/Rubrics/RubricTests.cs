using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Rubrics;

public sealed class RubricTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task The_city_begins_with_nine_criteria_in_three_groups_that_add_to_100()
    {
        var batch = await registry.Batches.CreateBatchAsync(new CreateBatchRequest { Name = "默认标准", Year = 2026, Capacity = 3 });
        var rubric = await GetAsync(batch.RubricVersionId);
        Assert.Equal(("优质项目评分标准", 1, Journey.Criteria.Count), (rubric.Name, rubric.Number, rubric.Criteria.Count));
        Assert.Equal(Journey.Criteria, rubric.Criteria.Select(criterion => criterion.CriterionId));
        Assert.Equal([30, 40, 30], rubric.Criteria.GroupBy(criterion => criterion.Group).OrderBy(group => group.Key).Select(group => group.Sum(criterion => criterion.Weight)));
        Assert.All(rubric.Criteria, criterion => Assert.True(criterion.GuidanceZh.Length > 0 && criterion.GuidanceEn.Length > 0));
        Assert.Equal((100, 4), (rubric.Scale.Maximum, rubric.Scale.Levels.Count));
        Assert.Equal((rubric.Name, rubric.Number), (batch.RubricName, batch.RubricNumber));
        Assert.Equal(rubric.Criteria, batch.Criteria);
    }

    [Fact]
    public async Task A_draft_is_edited_published_used_and_frozen_when_its_batch_opens()
    {
        var draft = await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "专项评分标准", Criteria = { Criterion("merit", 60) } });
        Assert.Equal((RubricState.Draft, 1), (draft.State, draft.Number));
        await Refused.ByAsync(InvalidArgument, ErrorReason.WeightsNot100, registry.Rubrics.PublishRubricVersionAsync(Step(draft)));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.CreateBatchAsync(New("草稿标准", draft)));

        draft.Criteria.Add(Criterion("risk", 40, new Veto { Rule = VetoRule.MeanBelow, Below = 60 }));
        draft.Scale = new Scale { Maximum = 10, Levels = { new ScaleLevel { Points = 0, NameZh = "不合格", NameEn = "fails" }, new ScaleLevel { Points = 60, NameZh = "合格", NameEn = "passes" } } };
        (draft.GuidanceZh, draft.Source) = ("先看风险。", "市专项办法（2026）");
        var edited = await registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest { RubricVersion = draft });
        Assert.Equal((2, 10, "先看风险。", "市专项办法（2026）"), (edited.Criteria.Count, edited.Scale.Maximum, edited.GuidanceZh, edited.Source));
        Assert.Equal(edited, await GetAsync(draft.RubricVersionId));

        var published = await registry.Rubrics.PublishRubricVersionAsync(Step(edited));
        var batch = await registry.Batches.CreateBatchAsync(New("专项批次", published));
        Assert.Equal((edited.Criteria, edited.Scale), (batch.Criteria, batch.Scale));
        Assert.Equal(RubricState.Published, (await GetAsync(draft.RubricVersionId)).State);
        await registry.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = batch.BatchId });
        var frozen = await GetAsync(draft.RubricVersionId);
        Assert.Equal((RubricState.Frozen, 1), (frozen.State, frozen.BatchCount));
        Assert.NotNull(frozen.FreezeTime);

        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.RubricFrozen, registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest
        {
            RubricVersion = new RubricVersion { RubricVersionId = draft.RubricVersionId, GuidanceZh = "改了" }, UpdateMask = new FieldMask { Paths = { "guidance_zh" } },
        }));
        Assert.Contains("另立新版本", sentence, StringComparison.Ordinal);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.RubricFrozen, registry.Rubrics.RecallRubricVersionAsync(Step(frozen)));
        Assert.Equal(frozen, await GetAsync(draft.RubricVersionId));
    }

    [Fact]
    public async Task A_new_version_is_made_from_an_old_one_and_there_is_one_draft_at_a_time()
    {
        var first = await PublishedAsync("迭代标准");
        var second = await registry.Rubrics.CreateRubricVersionAsync(new CreateRubricVersionRequest { RubricVersionId = first.RubricVersionId });
        Assert.Equal((2, RubricState.Draft, first.RubricVersionId, first.RubricId), (second.Number, second.State, second.BasedOnId, second.RubricId));
        Assert.Equal((first.Criteria, first.Scale, first.GuidanceZh), (second.Criteria, second.Scale, second.GuidanceZh));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, registry.Rubrics.CreateRubricVersionAsync(new CreateRubricVersionRequest { RubricVersionId = first.RubricVersionId }));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "迭代标准" }));

        var listed = (await registry.Rubrics.ListRubricsAsync(new ListRubricsRequest { PageSize = 200 })).Rubrics.Single(rubric => rubric.RubricId == first.RubricId);
        Assert.Equal([2, 1], listed.Versions.Select(version => version.Number));
        var byFirm = new RubricService.RubricServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        Assert.Equal([1], (await byFirm.ListRubricsAsync(new ListRubricsRequest { PageSize = 200 })).Rubrics.Single(rubric => rubric.RubricId == first.RubricId).Versions.Select(version => version.Number));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, byFirm.GetRubricVersionAsync(new GetRubricVersionRequest { RubricVersionId = second.RubricVersionId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, byFirm.PublishRubricVersionAsync(Step(second)));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, byFirm.CreateRubricAsync(new CreateRubricRequest { Name = "越权标准" }));
    }

    [Fact]
    public async Task A_published_version_is_recalled_only_while_no_batch_uses_it()
    {
        var free = await PublishedAsync("可撤回标准");
        Assert.Equal(RubricState.Draft, (await registry.Rubrics.RecallRubricVersionAsync(Step(free))).State);
        var used = await PublishedAsync("已用标准");
        await Refused.ByAsync(FailedPrecondition, ErrorReason.RubricFrozen, registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest { RubricVersion = used }));
        await registry.Batches.CreateBatchAsync(New("占用标准", used));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.RubricFrozen, registry.Rubrics.RecallRubricVersionAsync(Step(used)));
        Assert.Equal(RubricState.Published, (await GetAsync(used.RubricVersionId)).State);
    }

    [Fact]
    public async Task The_schema_keeps_a_frozen_version_and_an_opened_batchs_choice_whatever_code_asks()
    {
        var version = await PublishedAsync("库中锁定");
        var other = await PublishedAsync("另一标准");
        var batch = await registry.Batches.CreateBatchAsync(New("库中批次", version));
        await registry.ScalarAsync<int>("with u as (update batch set state = 2 where batch_id = @id::uuid returning 1) select count(*)::int from u", new { id = batch.BatchId });
        Assert.Equal(RubricState.Frozen, (await GetAsync(version.RubricVersionId)).State);
        await ViolatesAsync("rubric_content_of_draft", "update rubric_criterion set weight = 1 where rubric_version_id = @id::uuid", version.RubricVersionId);
        await ViolatesAsync("rubric_content_of_draft", "delete from rubric_criterion where rubric_version_id = @id::uuid", version.RubricVersionId);
        await ViolatesAsync("rubric_content_of_draft", "insert into rubric_level values (@id::uuid, 7, 'x', 'x')", version.RubricVersionId);
        await ViolatesAsync("rubric_content_of_draft", "update rubric_version set scale_maximum = 5 where rubric_version_id = @id::uuid", version.RubricVersionId);
        await ViolatesAsync("rubric_version_transition", "update rubric_version set state = 1, published_at = null, frozen_at = null where rubric_version_id = @id::uuid", version.RubricVersionId);
        await ViolatesAsync("batch_rubric_frozen", $"update batch set rubric_version_id = '{other.RubricVersionId}' where batch_id = @id::uuid", batch.BatchId);
    }

    [Fact]
    public async Task Two_officials_who_edit_at_once_do_not_overwrite_each_other()
    {
        var draft = await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "并发标准", Criteria = { Criterion("merit", 100) } });
        var other = draft.Clone();
        (draft.GuidanceZh, other.GuidanceZh) = ("甲的说明", "乙的说明");
        var updates = await Task.WhenAll(new[] { draft, other }.Select(async version =>
        {
            try
            {
                return (await registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest { RubricVersion = version })).GuidanceZh;
            }
            catch (Grpc.Core.RpcException exception) when (exception.StatusCode == Aborted)
            {
                return "";
            }
        }));
        Assert.Single(updates, text => text.Length == 0);
        Assert.Equal(updates.Single(text => text.Length > 0), (await GetAsync(draft.RubricVersionId)).GuidanceZh);
    }

    [Fact]
    public async Task A_recall_that_meets_a_new_batch_leaves_no_batch_with_a_draft()
    {
        for (var i = 0; i < 5; i++)
        {
            var version = await PublishedAsync($"相遇标准{i}");
            var recall = SucceedsAsync(async () => await registry.Rubrics.RecallRubricVersionAsync(new RubricVersionStepRequest { RubricVersionId = version.RubricVersionId }));
            var create = SucceedsAsync(async () => await registry.Batches.CreateBatchAsync(New($"相遇批次{i}", version)));
            Assert.Single(await Task.WhenAll(recall, create), succeeded => succeeded);
        }

        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from batch join rubric_version using (rubric_version_id) where rubric_version.state = 1"));

        static async Task<bool> SucceedsAsync(Func<Task> call)
        {
            try
            {
                await call();
                return true;
            }
            catch (Grpc.Core.RpcException exception) when (exception.StatusCode == FailedPrecondition)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_draft_batch_changes_its_rubric_version_and_an_opened_one_does_not()
    {
        var (first, second) = (await PublishedAsync("先用标准"), await PublishedAsync("后用标准"));
        var draft = await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "未发标准" });
        var batch = await registry.Batches.CreateBatchAsync(New("换标准", first));
        var mask = new FieldMask { Paths = { "rubric_version_id" } };
        batch.RubricVersionId = draft.RubricVersionId;
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = batch, UpdateMask = mask }));
        batch.RubricVersionId = second.RubricVersionId;
        Assert.Equal("后用标准", (await registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = batch, UpdateMask = mask })).RubricName);
        var open = await registry.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = batch.BatchId });
        Assert.Equal(RubricState.Published, (await GetAsync(first.RubricVersionId)).State);
        Assert.Equal(RubricState.Frozen, (await GetAsync(second.RubricVersionId)).State);
        open.RubricVersionId = first.RubricVersionId;
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = open, UpdateMask = mask }));
    }

    [Fact]
    public async Task Contradictions_in_a_draft_are_refused()
    {
        var draft = await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "矛盾标准" });
        await RefusedAsync(version => version.Criteria.AddRange([Criterion("same", 50), Criterion("same", 50)]));
        await RefusedAsync(version => version.Criteria.Add(Criterion("veto", 100, new Veto { Rule = VetoRule.ReviewersBelow, Below = 60 })));
        await RefusedAsync(version => version.Criteria.Add(Criterion("veto", 100, new Veto { Rule = VetoRule.MeanBelow, Below = 60, Reviewers = 2 })));
        await RefusedAsync(version => version.Scale = new Scale { Maximum = 7 });
        await RefusedAsync(version => version.Scale = new Scale { Maximum = 10, Levels = { new ScaleLevel { Points = 65, NameZh = "半档", NameEn = "between" } } });
        await RefusedAsync(version => version.Scale = new Scale { Maximum = 10, Levels = { Level(60), Level(60) } });
        Assert.Equal(draft, await GetAsync(draft.RubricVersionId));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Rubrics.PublishRubricVersionAsync(Step(draft)));

        Task RefusedAsync(Action<RubricVersion> with)
        {
            var version = draft.Clone();
            with(version);
            return Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest { RubricVersion = version }));
        }

        static ScaleLevel Level(int points) => new() { Points = points, NameZh = "档", NameEn = "level" };
    }

    [Fact]
    public async Task A_batch_with_criteria_of_its_own_gets_a_rubric_that_no_list_shows()
    {
        var request = new CreateBatchRequest { Name = "自带标准", Year = 2026, Capacity = 1, Criteria = { Criterion("merit", 100) } };
        var batch = await registry.Batches.CreateBatchAsync(request);
        Assert.Equal(["merit"], batch.Criteria.Select(criterion => criterion.CriterionId));
        Assert.True((await GetAsync(batch.RubricVersionId)).OfOneBatch);
        Assert.DoesNotContain("自带标准", (await registry.Rubrics.ListRubricsAsync(new ListRubricsRequest { PageSize = 200 })).Rubrics.Select(rubric => rubric.Name));
        request.RubricVersionId = batch.RubricVersionId;
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Batches.CreateBatchAsync(request));

        var own = await registry.Rubrics.CreateRubricVersionAsync(new CreateRubricVersionRequest { RubricVersionId = batch.RubricVersionId });
        Assert.Equal((1, false, "自带标准"), (own.Number, own.OfOneBatch, own.Name));
    }

    [Fact]
    public async Task A_sheet_off_the_steps_of_the_scale_is_refused()
    {
        var draft = await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = "十分制", Criteria = { Criterion("merit", 100) } });
        draft.Scale.Maximum = 10;
        var version = await registry.Rubrics.PublishRubricVersionAsync(Step(await registry.Rubrics.UpdateRubricVersionAsync(new UpdateRubricVersionRequest { RubricVersion = draft })));
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.RubricVersionId = version.RubricVersionId);
        var sheet = new FileReviewRequest { ApplicationId = journey.Applications[0].ApplicationId, Scores = { new Score { CriterionId = "merit", Points = 65 } } };
        Assert.Contains("10", await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.ReviewsBy("reviewer-1").FileReviewAsync(sheet)), StringComparison.Ordinal);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from review where batch_id = @id::uuid", new { id = journey.BatchId }));
        sheet.Scores[0].Points = 70;
        await registry.ReviewsBy("reviewer-1").FileReviewAsync(sheet);
    }

    private async Task<RubricVersion> PublishedAsync(string name) => await registry.Rubrics.PublishRubricVersionAsync(Step(
        await registry.Rubrics.CreateRubricAsync(new CreateRubricRequest { Name = name, Criteria = { Criterion("merit", 100) } })));

    private Task<RubricVersion> GetAsync(string id) => registry.Rubrics.GetRubricVersionAsync(new GetRubricVersionRequest { RubricVersionId = id }).ResponseAsync;

    private async Task ViolatesAsync(string constraint, string sql, string id)
    {
        var exception = await Assert.ThrowsAsync<PostgresException>(() => registry.ScalarAsync<int?>(sql, new { id }));
        Assert.Equal(constraint, exception.ConstraintName);
    }

    private static RubricVersionStepRequest Step(RubricVersion version) => new() { RubricVersionId = version.RubricVersionId, Etag = version.Etag };

    private static CreateBatchRequest New(string name, RubricVersion version) => new() { Name = name, Year = 2026, Capacity = 1, RubricVersionId = version.RubricVersionId };

    private static Criterion Criterion(string id, int weight, Veto? veto = null) =>
        new() { CriterionId = id, Group = CriterionGroup.CoreTechnology, NameZh = id, NameEn = id, Weight = weight, Veto = veto };
}
