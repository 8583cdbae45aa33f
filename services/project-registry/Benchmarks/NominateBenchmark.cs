using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Maturity;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>Asks a firm whose assessment is confirmed whether its case may be published.</summary>
internal static class NominateBenchmark
{
    public static Task<Benchmark> RunAsync(Store store, ServerCallContext call, NominateBenchmarkRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var assessment = await AssessmentRow.LockAsync(change, request.AssessmentId, "");
            if (assessment.State != AssessmentState.Confirmed)
            {
                throw BenchmarkErrors.NotConfirmed.ToException();
            }

            var id = change.NewId();
            await InsertAsync(change, id, assessment, request);
            Notify.Organisation(change, assessment.OrganisationCode, new Message(
                "benchmark.nominated",
                $"本企业被推荐为数智化标杆，案例《{request.Title}》待贵企业同意后公布。",
                $"The firm was nominated as a benchmark; the case “{request.Title}” is published once the firm agrees.",
                "/benchmarks/own"));
            change.Audit("benchmark.nominate", "benchmark", id.ToString());
            return (await BenchmarkRow.ReadAsync(change, id)).ToMessage();
        });

    private static async Task InsertAsync(Change change, Guid id, AssessmentRow assessment, NominateBenchmarkRequest request)
    {
        const string sql = """
            insert into benchmark_firm (benchmark_id, assessment_id, organisation_code, title, case_text, state, nominated_at, nominated_by)
            values (@id, @AssessmentId, @firm, @title, @caseText, @nominated, @Now, @by)
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id, assessment.AssessmentId, firm = assessment.OrganisationCode, title = request.Title.Trim(), caseText = request.CaseText.Trim(),
                nominated = (short)BenchmarkState.Nominated, change.Now, by = change.Caller.OrganisationCode,
            });
        }
        catch (PostgresException exception) when (exception.Violates("benchmark_once"))
        {
            throw BenchmarkErrors.Once.ToException();
        }
    }
}
