using Grpc.Core;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Batches;

public sealed class ConcurrencyTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Two_officials_who_admit_at_once_admit_once()
    {
        var journey = await Journey.NoticedAsync(registry);
        var step = new DecisionStepRequest { DecisionId = (await journey.ProposeAdmissionAsync()).DecisionId };
        var outcomes = await Task.WhenAll(Enumerable.Range(2, 6).Select(number => StatusOfAsync(() =>
            registry.DecisionsBy($"official-{number}").ApproveDecisionAsync(step).ResponseAsync)));
        Assert.Equal([.. Enumerable.Repeat(StatusCode.FailedPrecondition, 5), StatusCode.OK], outcomes.OrderByDescending(status => status));
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId }));
        Assert.Equal(2, (await registry.RaisedAsync<ProjectAdmitted>()).Count(admitted => admitted.BatchId == journey.BatchId));
    }

    [Fact]
    public async Task One_request_sent_many_times_at_once_has_one_effect_and_one_answer()
    {
        var journey = await Journey.NoticedAsync(registry);
        var step = new DecisionStepRequest { DecisionId = (await journey.ProposeAdmissionAsync()).DecisionId, RequestId = "admit-once" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => registry.DecisionsBy("official-2").ApproveDecisionAsync(step).ResponseAsync));
        Assert.Single(answers.Distinct());
        Assert.Equal(2, (await registry.RaisedAsync<ProjectAdmitted>()).Count(admitted => admitted.BatchId == journey.BatchId));
    }

    [Fact]
    public async Task Reviews_that_meet_the_ranking_are_counted_or_refused_but_never_half()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(application.ApplicationId, 50));
        }

        var late = journey.Applications.Select(application => StatusOfAsync(() =>
            registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(application.ApplicationId, 100)).ResponseAsync)).ToList();
        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        var filed = (await Task.WhenAll(late)).Count(status => status == StatusCode.OK);
        Assert.Equal(5 + filed, ranking.Applications.Sum(place => place.ReviewCount));
        Assert.Equal(5 + filed, await registry.ScalarAsync<int>("select count(*)::int from review where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task An_official_who_read_an_older_version_is_told_so()
    {
        var journey = await Journey.OpenAsync(registry);
        var step = journey.Step;
        step.Etag = "1";
        await Refused.ByAsync(StatusCode.Aborted, Common.V1.ErrorReason.EtagMismatch, registry.Batches.StartFormalCheckAsync(step));
        step.Etag = (await journey.BatchAsync()).Etag;
        await registry.Batches.StartFormalCheckAsync(step);
    }

    private static async Task<StatusCode> StatusOfAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
