using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Eligibility;

public sealed class EligibilityTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;
    private const string StateSql = "select state from application where application_id = @id::uuid";

    [Fact]
    public async Task What_a_rule_cannot_know_needs_a_statement_and_what_is_known_needs_none()
    {
        var (_, id) = await InFormalCheckAsync();
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.RulesNotMet, PassAsync(id));
        Assert.Contains("注册满一年", sentence, StringComparison.Ordinal);
        Assert.Equal(3, await registry.ScalarAsync<int>(StateSql, new { id }));
        Assert.Equal(ApplicationState.UnderReview, (await PassAsync(id, "已核对营业执照")).State);
        Assert.Equal("已核对营业执照", (await ReadAsync(id)).Statement);

        await FoundedAsync(RegistryFixture.SecondFirm, "2015-06-01");
        var (_, known) = await InFormalCheckAsync(1);
        Assert.Equal(ApplicationState.UnderReview, (await PassAsync(known)).State);
        var eligibility = await ReadAsync(known);
        Assert.Equal((true, false, ""), (eligibility.Passable, eligibility.NeedsStatement, eligibility.Statement));
        Assert.Equal("2015-06-01", eligibility.Results.Single(result => result.RuleId == "founded-before").Facts["founded_on"]);
    }

    [Fact]
    public async Task A_failed_rule_blocks_the_formal_check_until_two_officials_override_it()
    {
        var (journey, id) = await InFormalCheckAsync();
        await ListedAsync(Firm);
        try
        {
            var run = await registry.Eligibility.RunEligibilityAsync(new RunEligibilityRequest { BatchId = journey.BatchId });
            Assert.Equal((5, 1, 4), (run.Checked, run.Blocked, run.NeedingStatement + run.Passable));
            var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.RulesNotMet, PassAsync(id, "已核对营业执照"));
            Assert.Contains("拖欠工程款", sentence, StringComparison.Ordinal);
            Assert.Equal(3, await registry.ScalarAsync<int>(StateSql, new { id }));
            Assert.False((await ReadAsync(id)).Passable);

            // One official alone cannot override it, and a rule that passed needs no override.
            await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, ProposeAsync(id, "registered-in-city"));
            var proposed = await ProposeAsync(id, "no-bad-credit");
            await Refused.ByAsync(FailedPrecondition, ErrorReason.RulesNotMet, PassAsync(id, "已核对营业执照"));
            await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId });
            Assert.Equal(proposed.DecisionId, (await ReadAsync(id)).Results.Single(result => result.RuleId == "no-bad-credit").OverrideDecisionId);
            Assert.Equal(ApplicationState.UnderReview, (await PassAsync(id, "已核对营业执照")).State);
        }
        finally
        {
            await registry.RowsAsync<int>("delete from bad_credit_entry");
        }
    }

    [Fact]
    public async Task An_override_that_was_proposed_before_the_application_moved_cannot_be_approved()
    {
        var (journey, id) = await InFormalCheckAsync();
        await registry.Eligibility.RunEligibilityAsync(new RunEligibilityRequest { BatchId = journey.BatchId, ApplicationId = id });
        var proposed = await ProposeAsync(id, "founded-before");
        await PassAsync(id, "已核对营业执照");
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId }));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from eligibility_override where application_id = @id::uuid", new { id }));
    }

    [Fact]
    public async Task Many_are_decided_at_once_and_those_that_a_rule_blocks_stay()
    {
        var (journey, id) = await InFormalCheckAsync();
        await ListedAsync(Firm);
        try
        {
            var unstated = await registry.Eligibility.DecideFormalChecksAsync(new DecideFormalChecksRequest { BatchId = journey.BatchId });
            Assert.Contains(id, unstated.BlockedApplicationIds);
            var stated = await registry.Eligibility.DecideFormalChecksAsync(new DecideFormalChecksRequest { BatchId = journey.BatchId, Statement = "已核对营业执照" });
            Assert.Equal((5, 1), (unstated.Passed + stated.Passed + stated.Blocked, stated.Blocked));
            Assert.Equal([id], stated.BlockedApplicationIds);
            var states = (await journey.ReadAsync()).ToLookup(application => application.State, application => application.ApplicationId);
            Assert.Equal([id], states[ApplicationState.FormalCheck]);
            Assert.Equal(4, states[ApplicationState.UnderReview].Count());
            await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.StartReviewAsync(journey.Step));
        }
        finally
        {
            await registry.RowsAsync<int>("delete from bad_credit_entry");
        }
    }

    [Fact]
    public async Task A_project_that_is_in_the_pool_is_found_again_in_a_real_batch_but_not_in_a_rehearsal()
    {
        var first = await Journey.NoticedAsync(registry, Real);
        await registry.RowsAsync<int>("update batch set notice_first_day = '2026-01-01', notice_last_day = '2026-01-08' where batch_id = @id::uuid", new { id = first.BatchId });
        await first.AdmitAsync();
        var (_, again) = await InFormalCheckAsync(with: Real);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.RulesNotMet, PassAsync(again, "已核对营业执照"));
        Assert.Contains("项目库中的项目", sentence, StringComparison.Ordinal);
        var (_, rehearsed) = await InFormalCheckAsync();
        await PassAsync(rehearsed, "已核对营业执照");

        static void Real(CreateBatchRequest batch)
        {
            batch.Rehearsal = false;
            batch.NoticeWorkingDays = 5;
        }
    }

    [Fact]
    public async Task A_rule_is_changed_by_a_new_version_and_earlier_checks_keep_theirs()
    {
        var (_, id) = await InFormalCheckAsync();
        await PassAsync(id, "已核对营业执照");
        var rule = (await registry.Eligibility.ListEligibilityRulesAsync(new())).Rules.Single(one => one.RuleId == "registered-in-city");
        var stale = rule.Clone();
        rule.Terms.RegisteredIn.Division = "1301";
        var changed = await registry.Eligibility.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = rule });
        try
        {
            Assert.Equal(rule.Version + 1, changed.Version);
            await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, registry.Eligibility.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = stale }));
            var (_, later) = await InFormalCheckAsync();
            var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.RulesNotMet, PassAsync(later, "已核对营业执照"));
            Assert.Contains("不在区划 1301 内", sentence, StringComparison.Ordinal);
            Assert.Equal(EligibilityOutcome.Pass, (await ReadAsync(id)).Results.Single(result => result.RuleId == "registered-in-city").Outcome);
        }
        finally
        {
            changed.Enabled = false;
            await registry.Eligibility.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = changed });
        }

        var (_, off) = await InFormalCheckAsync();
        await PassAsync(off, "已核对营业执照");
        Assert.DoesNotContain((await ReadAsync(off)).Results, result => result.RuleId == "registered-in-city");
    }

    [Fact]
    public async Task A_rule_whose_days_do_not_exist_is_refused()
    {
        var rule = (await registry.Eligibility.ListEligibilityRulesAsync(new())).Rules[0].Clone();
        rule.EffectiveFrom = "2026-02-30";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Eligibility.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = rule }));
        (rule.EffectiveFrom, rule.EffectiveTo) = ("2026-02-01", "2026-01-01");
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Eligibility.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = rule }));
    }

    [Fact]
    public async Task A_firm_reads_the_rules_and_its_own_results_alone()
    {
        var (journey, id) = await InFormalCheckAsync();
        await registry.Eligibility.RunEligibilityAsync(new RunEligibilityRequest { BatchId = journey.BatchId });
        var own = new EligibilityService.EligibilityServiceClient(registry.Enterprise(Firm));
        var other = new EligibilityService.EligibilityServiceClient(registry.Enterprise(RegistryFixture.SecondFirm));
        Assert.NotEmpty((await own.ListEligibilityRulesAsync(new())).Rules);
        Assert.NotEmpty((await own.GetEligibilityAsync(new GetEligibilityRequest { ApplicationId = id })).Results);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.GetEligibilityAsync(new GetEligibilityRequest { ApplicationId = id }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.RunEligibilityAsync(new RunEligibilityRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.DecideFormalChecksAsync(new DecideFormalChecksRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.SetEligibilityRuleAsync(new SetEligibilityRuleRequest { Rule = new EligibilityRule() }));
    }

    /// <returns>The batch and one of the five applications of the file.</returns>
    private async Task<(Journey Journey, string ApplicationId)> InFormalCheckAsync(int number = 0, Action<CreateBatchRequest>? with = null)
    {
        var journey = await Journey.OpenAsync(registry, with);
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        return (journey, (await journey.ReadAsync())[number].ApplicationId);
    }

    private Task<Application> PassAsync(string id, string statement = "") => registry.Applications.DecideFormalCheckAsync(
        new DecideFormalCheckRequest { ApplicationId = id, Passed = true, Statement = statement }).ResponseAsync;

    private Task<Decision> ProposeAsync(string id, string rule) => registry.DecisionsBy("official-1").ProposeDecisionAsync(new ProposeDecisionRequest
    {
        SubjectId = id, Terms = new DecisionTerms { EligibilityOverride = new EligibilityOverrideTerms { RuleIds = { rule } } }, Reason = "已整改，附证明",
    }).ResponseAsync;

    private Task<Registry.V1.Eligibility> ReadAsync(string id) => registry.Eligibility.GetEligibilityAsync(new GetEligibilityRequest { ApplicationId = id }).ResponseAsync;

    private Task ListedAsync(string firm) => new BadCreditService.BadCreditServiceClient(registry.Official()).AddBadCreditEntryAsync(
        new AddBadCreditEntryRequest { OrganisationCode = firm, Reason = "拖欠工程款", Source = "信用中国", ListedOn = "2026-01-05" }).ResponseAsync;

    private Task FoundedAsync(string firm, string day) => registry.RowsAsync<int>(
        "insert into firm (organisation_code, founded_on) values (@firm, @day::date) on conflict (organisation_code) do update set founded_on = excluded.founded_on", new { firm, day });
}
