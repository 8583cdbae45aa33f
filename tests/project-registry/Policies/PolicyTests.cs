using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>The catalogue: drafts, versions, publishing and whom a change entitles.</summary>
public sealed class PolicyTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PolicyFixture _policies = new(registry);

    [Fact]
    public async Task Anybody_reads_the_published_catalogue_with_sources_and_words()
    {
        await _policies.SeededAsync();
        var anonymous = new PolicyService.PolicyServiceClient(registry.Anonymous());
        var catalogue = (await anonymous.ListPoliciesAsync(new ListPoliciesRequest { WithDrafts = true })).Policies;
        Assert.All(catalogue, policy => Assert.Equal(PolicyState.Published, policy.State));
        Assert.All(catalogue.Where(policy => policy.Source.Mark == SourceMark.Choice && !policy.Source.Document.StartsWith("测试", StringComparison.Ordinal)), policy => Assert.True(policy.Fictional && policy.TitleZh.Contains("示例", StringComparison.Ordinal)));
        Assert.Equal(catalogue.Select(policy => policy.Sequence).Order(), catalogue.Select(policy => policy.Sequence));

        var deduction = await anonymous.GetPolicyAsync(new GetPolicyRequest { PolicyCode = "RD-SUPER" });
        Assert.Equal(("财政部 税务总局公告 2023 年第 7 号", "2023-03-26", "2023-01-01", 1), (deduction.Source.Document, deduction.Source.IssuedOn, deduction.EffectiveFrom, deduction.PublishedVersions[0]));
        Assert.Equal("100% × 加计基数", deduction.Steps[1].InWords);
        var english = await anonymous.GetPolicyAsync(new GetPolicyRequest { PolicyCode = "RD-SUPER" }, new Metadata { { "accept-language", "en" } });
        Assert.Equal("Extra deduction × the firm's income-tax rate", english.Steps[2].InWords);
    }

    [Fact]
    public async Task A_faulty_expression_is_not_saved_and_its_place_is_told()
    {
        var policy = Draft("FAULTY");
        policy.Rules[0].Expression = "year.revenue > 5";
        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.RuleInvalid, SaveAsync(policy));
        Assert.Equal("第 16 个字符：此处须为金额，而不是数值。", sentence);
        policy = Draft("FAULTY");
        policy.Steps[0].Expression = "project.talents_placed * 1元";
        Assert.Contains("没有名为“project.talents_placed”", await Refused.ByAsync(InvalidArgument, ErrorReason.RuleInvalid, SaveAsync(policy)), StringComparison.Ordinal);
        policy.Steps[0].Expression = "5";
        Assert.Contains("须为金额", await Refused.ByAsync(InvalidArgument, ErrorReason.RuleInvalid, SaveAsync(policy)), StringComparison.Ordinal);
        policy = Draft("FAULTY");
        policy.EffectiveUntil = "2019-12-31";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, SaveAsync(policy));
        policy = Draft("FAULTY");
        policy.ClaimWindow.ClosesOn = "02-30";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, SaveAsync(policy));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from policy_version where policy_code = 'FAULTY'"));
    }

    [Fact]
    public async Task A_draft_is_the_officials_alone_and_a_published_version_never_changes()
    {
        var saved = await SaveAsync(Draft("VERSIONS"));
        Assert.Equal((1, PolicyState.Draft), (saved.Version, saved.State));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, new PolicyService.PolicyServiceClient(registry.Enterprise(PolicyFixture.Firm)).GetPolicyAsync(new GetPolicyRequest { PolicyCode = "VERSIONS", Version = 1 }));
        saved.Etag = "99";
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, SaveAsync(saved));
        await _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "VERSIONS" });
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "VERSIONS" }));
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.ScalarAsync<int>("update policy_version set sequence = 1 where policy_code = 'VERSIONS' returning 1"));
        Assert.Equal("policy_published", error.ConstraintName);

        var next = Draft("VERSIONS");
        next.EffectiveFrom = "2019-01-01";
        await SaveAsync(next);
        Assert.Contains("2020-01-01", await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "VERSIONS" })), StringComparison.Ordinal);
        await _policies.Policies.DiscardPolicyDraftAsync(new PolicyStepRequest { PolicyCode = "VERSIONS" });
        Assert.Equal([1], (await _policies.Policies.GetPolicyAsync(new GetPolicyRequest { PolicyCode = "VERSIONS" })).PublishedVersions);
    }

    [Fact]
    public async Task Publishing_a_version_entitles_firms_tells_them_and_raises_the_event()
    {
        await _policies.SeededAsync();
        var (small, large) = (PolicyFixture.Code(201), PolicyFixture.Code(202));
        var year = _policies.LastYear;
        await _policies.YearAsync(small, year, figures => figures.ExportsCnyFen = 50_000_000);
        await _policies.YearAsync(large, year, figures => figures.ExportsCnyFen = 200_000_000);
        await PublishAsync(Export("100万元"));
        Assert.Equal(EntitlementVerdict.No, (await _policies.EntitlementAsync(small, "EXPORT", year)).Verdict);
        Assert.Equal((EntitlementVerdict.Yes, 2_000_000L), Of(await _policies.EntitlementAsync(large, "EXPORT", year)));

        await SaveAsync(Export("40万元"));
        var preview = await _policies.Policies.PreviewPolicyAsync(new PolicyStepRequest { PolicyCode = "EXPORT" });
        Assert.Equal((2, 1, 0, 2_000_000L, 2_500_000L), (
            preview.Version, preview.Difference.NewlyEntitled, preview.Difference.NoLongerEntitled, preview.Difference.WorthBeforeCnyFen, preview.Difference.WorthAfterCnyFen));
        Assert.Equal(small, Assert.Single(preview.Difference.Changes).OrganisationCode);
        Assert.Equal(2, await registry.ScalarAsync<int>("select verdict::int from entitlement where policy_code = 'EXPORT' and organisation_code = @small", new { small }));

        await _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "EXPORT" });
        await _policies.SettledAsync();
        Assert.Equal((EntitlementVerdict.Yes, 500_000L), Of(await _policies.EntitlementAsync(small, "EXPORT", year)));
        var change = (await _policies.Policies.ListPolicyChangesAsync(new ListPolicyChangesRequest { PolicyCode = "EXPORT" })).Changes[0];
        Assert.Equal((2, 1, small), (change.Version, change.Difference.NewlyEntitled, Assert.Single(change.Difference.Changes).OrganisationCode));
        var raised = Assert.Single(await registry.RaisedAsync<EntitlementsChanged>("EXPORT"), raised => raised.Version == 2);
        Assert.Equal((small, EntitlementVerdict.No, EntitlementVerdict.Yes, 500_000L), (raised.Changes[0].OrganisationCode, raised.Changes[0].Before, raised.Changes[0].After, raised.Changes[0].WorthAfterCnyFen));
        Assert.Equal(["出口奖励"], (await ToldAsync(small)).Select(text => text[(text.IndexOf('《', StringComparison.Ordinal) + 1)..text.IndexOf('》', StringComparison.Ordinal)]).Where(title => title == "出口奖励"));
        Assert.DoesNotContain(await ToldAsync(large, unreadOnly: true), text => text.Contains("新符合《出口奖励》", StringComparison.Ordinal) && text.Contains("5,000.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_rate_reaches_the_policies_computed_after_it()
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(203);
        var year = _policies.LastYear;
        await _policies.ProfileAsync(code, firm => firm.IsChipOrMachineTool = false);
        await _policies.YearAsync(code, year);
        Assert.Equal(75_000_000, (await _policies.EntitlementAsync(code, "RD-SUPER", year)).WorthCnyFen);
        var lower = Draft("LOWER-RATE");
        (lower.Kind, lower.Sequence, lower.TaxRate) = (PolicyKind.Tax, 15, "10%");
        lower.Rules[0].Expression = "year.revenue = 50000001元";
        await PublishAsync(lower);
        Assert.Equal(75_000_000, (await _policies.EntitlementAsync(code, "RD-SUPER", year)).WorthCnyFen);
        await _policies.YearAsync(code, year, figures => figures.RevenueCnyFen = 5_000_000_100);
        // 3,000,000.00 × 10 %.
        Assert.Equal(30_000_000, (await _policies.EntitlementAsync(code, "RD-SUPER", year)).WorthCnyFen);
    }

    [Fact]
    public async Task Two_officials_who_publish_at_once_publish_once()
    {
        await SaveAsync(Draft("AT-ONCE"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                await new PolicyService.PolicyServiceClient(registry.Official($"official-{number}")).PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "AT-ONCE" });
                return OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Equal([NotFound, NotFound, NotFound, OK], outcomes.OrderByDescending(status => status));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from policy_change where policy_code = 'AT-ONCE'"));
    }

    [Fact]
    public async Task A_draft_that_two_officials_begin_at_once_stays_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                await new PolicyService.PolicyServiceClient(registry.Official($"official-{number}")).SavePolicyDraftAsync(new SavePolicyDraftRequest { Policy = Draft("BEGUN") });
                return OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Contains(OK, outcomes);
        Assert.All(outcomes, status => Assert.Contains(status, new[] { OK, AlreadyExists, Aborted }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from policy_version where policy_code = 'BEGUN'"));
    }

    [Fact]
    public async Task Only_officials_keep_the_catalogue()
    {
        CallInvoker[] others = [registry.Enterprise(PolicyFixture.Firm), registry.University("12130300401887061P"), registry.Reviewer("reviewer-1")];
        foreach (var other in others)
        {
            var policies = new PolicyService.PolicyServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, policies.SavePolicyDraftAsync(new SavePolicyDraftRequest { Policy = Draft("STRANGER") }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = "RD-SUPER" }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, policies.PreviewPolicyAsync(new PolicyStepRequest { PolicyCode = "RD-SUPER" }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, policies.ListPolicyChangesAsync(new ListPolicyChangesRequest()));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, policies.ListPolicyFactsAsync(new ListPolicyFactsRequest()));
        }

        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from policy_version where policy_code = 'STRANGER'"));
    }

    private async Task PublishAsync(Policy policy)
    {
        await SaveAsync(policy);
        await _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = policy.PolicyCode });
        await _policies.SettledAsync();
    }

    private async Task<Policy> SaveAsync(Policy policy) => await _policies.Policies.SavePolicyDraftAsync(new SavePolicyDraftRequest { Policy = policy });

    private async Task<IReadOnlyList<string>> ToldAsync(string code, bool unreadOnly = false) =>
        [.. (await new NotificationService.NotificationServiceClient(registry.Enterprise(code)).ListNotificationsAsync(new ListNotificationsRequest { UnreadOnly = unreadOnly }))
            .Notifications.Where(notification => notification.Topic == "entitlement.new").Select(notification => notification.Text)];

    private static (EntitlementVerdict, long) Of(Entitlement entitlement) => (entitlement.Verdict, entitlement.WorthCnyFen);

    /// <summary>One percent of the exports, from so much on.</summary>
    private static Policy Export(string least)
    {
        var policy = Draft("EXPORT");
        policy.TitleZh = "出口奖励";
        policy.Rules[0].Expression = $"year.exports >= {least}";
        policy.Steps[0].Expression = "1% * year.exports";
        return policy;
    }

    internal static Policy Draft(string code) => new()
    {
        PolicyCode = code, TitleZh = $"测试政策 {code}", TitleEn = $"Test policy {code}", Kind = PolicyKind.Reward, Level = PolicyLevel.City, Scope = PolicyScope.Firm, Fictional = true,
        Source = new PolicySource { Document = "测试办法", Mark = SourceMark.Choice }, EffectiveFrom = "2020-01-01", Sequence = 500, Rounding = Rounding.DownToFen,
        Rules = { new PolicyRule { LabelZh = "有营业收入", LabelEn = "Has revenue", Expression = "year.revenue > 0元" } },
        Steps = { new PolicyStep { Name = "worth", LabelZh = "奖励", LabelEn = "Reward", Expression = "1000元" } },
        Evidence = { new EvidenceItem { NameZh = "证明", NameEn = "Proof", Required = true } },
        ClaimWindow = new ClaimWindow { OpensYearsAfter = 0, OpensOn = "01-01", ClosesYearsAfter = 3, ClosesOn = "12-31" },
    };
}
