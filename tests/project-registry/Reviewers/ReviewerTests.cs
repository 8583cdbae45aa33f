using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Reviewers;

public sealed class ReviewerTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Officials_create_update_retire_and_reinstate_a_reviewer()
    {
        var made = await CreateAsync(new Reviewer(Journey.Expert("pool-1"))
        {
            Industries = { "auto-parts" }, Keywords = { "装配" }, PastEmployers = { new PastEmployer { OrganisationCode = RegistryFixture.FirstFirm, OrganisationName = "珩舟", Until = "2025-06-30" } },
        });
        Assert.Equal((true, "2025-06-30", "装配"), (made.Active, made.PastEmployers[0].Until, made.Keywords[0]));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, registry.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = Journey.Expert("pool-1") }));

        var change = new UpdateReviewerRequest { Reviewer = new Reviewer(made) { LoadLimit = 7, Name = "不改" }, UpdateMask = new() { Paths = { "load_limit" } } };
        var changed = await registry.Reviewers.UpdateReviewerAsync(change);
        Assert.Equal((7, made.Name), (changed.LoadLimit, changed.Name));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, registry.Reviewers.UpdateReviewerAsync(change));

        var retired = await registry.Reviewers.RetireReviewerAsync(new ReviewerStepRequest { ReviewerId = "pool-1", Etag = changed.Etag });
        Assert.False(retired.Active);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Reviewers.RetireReviewerAsync(new ReviewerStepRequest { ReviewerId = "pool-1" }));
        Assert.DoesNotContain((await registry.Reviewers.ListReviewersAsync(new ListReviewersRequest { ActiveOnly = true })).Reviewers, reviewer => reviewer.ReviewerId == "pool-1");
        Assert.True((await registry.Reviewers.ReinstateReviewerAsync(new ReviewerStepRequest { ReviewerId = "pool-1" })).Active);
        Assert.Equal(
            ["reviewer.create", "reviewer.update", "reviewer.retire", "reviewer.reinstate"],
            await registry.RowsAsync<string>("select action from audit_entry where entity = 'reviewer' and entity_id = 'pool-1' order by entry_id"));
    }

    [Fact]
    public async Task What_the_catalogue_or_the_check_digit_refuses_is_named()
    {
        await InvalidAsync(ErrorReason.CreditCodeInvalid, reviewer => reviewer.OrganisationCode = "91130303MAYQ10876A");
        await InvalidAsync(ErrorReason.IndustryUnknown, reviewer => reviewer.Industries.Add("astrology"));
        await InvalidAsync(ErrorReason.InvalidField, reviewer => reviewer.Tracks.Add("astrology"));
        await InvalidAsync(ErrorReason.InvalidField, reviewer => reviewer.LoadLimit = 0);
        await InvalidAsync(ErrorReason.InvalidField, reviewer => reviewer.PastEmployers.Add(new PastEmployer { OrganisationCode = RegistryFixture.FirstFirm, Until = "2025-02-30" }));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from reviewer where reviewer_id = 'wrong'"));
    }

    [Fact]
    public async Task The_pool_is_the_officials_and_a_reviewer_sees_only_the_own_entry()
    {
        await CreateAsync(Journey.Expert("own-1"));
        await CreateAsync(Journey.Expert("own-2"));
        var own = new ReviewerService.ReviewerServiceClient(registry.Reviewer("own-1"));
        Assert.Equal("own-1", (await own.GetReviewerAsync(new GetReviewerRequest { ReviewerId = "own-1" })).ReviewerId);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, own.GetReviewerAsync(new GetReviewerRequest { ReviewerId = "own-2" }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, own.DeclareConflictAsync(new DeclareConflictRequest { ReviewerId = "own-2", OrganisationCode = RegistryFixture.FirstFirm, Reason = "代报" }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, own.ListConflictsAsync(new ListConflictsRequest { ReviewerId = "own-2" }));
        foreach (var other in new[] { registry.Reviewer("own-1"), registry.Enterprise(RegistryFixture.FirstFirm), registry.University("12130300401887061P") })
        {
            var client = new ReviewerService.ReviewerServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListReviewersAsync(new ListReviewersRequest()));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = Journey.Expert("own-3") }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.RetireReviewerAsync(new ReviewerStepRequest { ReviewerId = "own-2" }));
        }

        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from reviewer_conflict where reviewer_id = 'own-2'"));
    }

    private async Task InvalidAsync(ErrorReason reason, Action<Reviewer> with)
    {
        var reviewer = Journey.Expert("wrong");
        with(reviewer);
        await Refused.ByAsync(InvalidArgument, reason, registry.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = reviewer }));
    }

    private Task<Reviewer> CreateAsync(Reviewer reviewer) => registry.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = reviewer }).ResponseAsync;
}
