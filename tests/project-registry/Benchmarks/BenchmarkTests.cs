using Npgsql;
using Platform.Common.V1;
using Platform.ProjectRegistry.Tests.Maturity;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Benchmarks;

public sealed class BenchmarkTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private BenchmarkService.BenchmarkServiceClient Official => new(registry.Official());

    [Fact]
    public async Task A_case_is_public_once_the_firm_agrees_and_until_it_is_withdrawn()
    {
        var firm = await registry.FirmAsync(1);
        var nominated = await Official.NominateBenchmarkAsync(Nomination(await registry.ConfirmedAsync(firm, 4)));
        Assert.Equal((BenchmarkState.Nominated, 4, "测试企业1", "electronics"), (nominated.State, nominated.Level, nominated.OrganisationName, nominated.Industry));
        Assert.DoesNotContain(nominated.BenchmarkId, await PublicAsync());
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'benchmark.nominated' and organisation_code = @firm", new { firm }));

        var published = await Of(firm).AnswerBenchmarkAsync(new AnswerBenchmarkRequest { BenchmarkId = nominated.BenchmarkId, Agreed = true, Etag = nominated.Etag });
        Assert.Equal(BenchmarkState.Published, published.State);
        Assert.Contains(nominated.BenchmarkId, await PublicAsync());
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'benchmark.published' and organisation_code = '11130300000000001X'"));
        var exception = await Assert.ThrowsAsync<PostgresException>(() => registry.ScalarAsync<int?>(
            "update benchmark_firm set case_text = '另一个从未征求同意的文本' where benchmark_id = @id::uuid", new { id = nominated.BenchmarkId }));
        Assert.Equal("benchmark_text_stays", exception.ConstraintName);

        await Of(firm).WithdrawBenchmarkAsync(new BenchmarkStepRequest { BenchmarkId = nominated.BenchmarkId });
        Assert.DoesNotContain(nominated.BenchmarkId, await PublicAsync());
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Of(firm).AnswerBenchmarkAsync(new AnswerBenchmarkRequest { BenchmarkId = nominated.BenchmarkId, Agreed = true }));
    }

    [Fact]
    public async Task A_firm_that_declines_stays_unnamed_and_may_be_asked_again()
    {
        var firm = await registry.FirmAsync(2);
        var assessment = await registry.ConfirmedAsync(firm, 3);
        var nominated = await Official.NominateBenchmarkAsync(Nomination(assessment));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, Official.NominateBenchmarkAsync(Nomination(assessment)));
        Assert.Equal(BenchmarkState.Declined, (await Of(firm).AnswerBenchmarkAsync(new AnswerBenchmarkRequest { BenchmarkId = nominated.BenchmarkId })).State);
        Assert.DoesNotContain(nominated.BenchmarkId, await PublicAsync());
        Assert.Equal(BenchmarkState.Nominated, (await Official.NominateBenchmarkAsync(Nomination(assessment))).State);
    }

    [Fact]
    public async Task Only_confirmed_firms_are_nominated_and_only_the_firm_itself_answers()
    {
        var (firm, other) = (await registry.FirmAsync(3), await registry.FirmAsync(4));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Official.NominateBenchmarkAsync(Nomination(await registry.SubmittedAsync(firm, 4))));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Official.NominateBenchmarkAsync(Nomination(new Assessment { AssessmentId = Guid.Empty.ToString() })));
        var nominated = await Official.NominateBenchmarkAsync(Nomination(await registry.ConfirmedAsync(other, 4)));
        var answer = new AnswerBenchmarkRequest { BenchmarkId = nominated.BenchmarkId, Agreed = true };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Of(firm).AnswerBenchmarkAsync(answer));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Of(firm).WithdrawBenchmarkAsync(new BenchmarkStepRequest { BenchmarkId = nominated.BenchmarkId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, Official.AnswerBenchmarkAsync(answer));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, Of(firm).NominateBenchmarkAsync(Nomination(new Assessment { AssessmentId = Guid.Empty.ToString() })));
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, new BenchmarkService.BenchmarkServiceClient(registry.Anonymous()).ListBenchmarksAsync(new ListBenchmarksRequest()));
        Assert.Empty((await Of(firm).ListBenchmarksAsync(new ListBenchmarksRequest())).Benchmarks);
        Assert.Equal([nominated.BenchmarkId], (await Of(other).ListBenchmarksAsync(new ListBenchmarksRequest())).Benchmarks.Select(one => one.BenchmarkId));
        Assert.Equal("1", (await Of(other).ListBenchmarksAsync(new ListBenchmarksRequest())).Benchmarks[0].Etag);
    }

    private BenchmarkService.BenchmarkServiceClient Of(string firm) => new(registry.Enterprise(firm));

    private async Task<IEnumerable<string>> PublicAsync() => (await new BenchmarkService.BenchmarkServiceClient(registry.Anonymous())
        .ListPublishedBenchmarksAsync(new ListBenchmarksRequest { PageSize = 200 })).Benchmarks.Select(one => one.BenchmarkId);

    private static NominateBenchmarkRequest Nomination(Assessment assessment) =>
        new() { AssessmentId = assessment.AssessmentId, Title = "轮毂产线数智化改造", CaseText = "十七道工序联网，单件能耗下降，质量追溯到每一件。" };
}
