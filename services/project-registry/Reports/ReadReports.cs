using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>Reports as their firm and officials read them; a draft is the firm's alone.</summary>
internal static class ReadReports
{
    public static async Task<QuarterlyReport> GetAsync(Store store, ServerCallContext call, GetReportRequest request)
    {
        const string sql = "select project_id from quarterly_report where report_id = @id";
        var id = Guid.Parse(request.ReportId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var projectId = await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(sql, new { id }, cancellationToken: call.CancellationToken))
            ?? throw ReportErrors.NotFound.ToException();
        await ProjectReaders.RequireAsync(connection, Caller.Of(call), projectId, call.CancellationToken);
        var reports = await ProjectReports.ReadAsync(connection, null, projectId, call.CancellationToken);
        var report = reports.Of(id);
        return IsHidden(report, call) ? throw ReportErrors.NotFound.ToException() : reports.ToMessage(report, Languages.Of(call));
    }

    public static async Task<ListReportsResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call, ListReportsRequest request)
    {
        var id = Guid.Parse(request.ProjectId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        await ProjectReaders.RequireAsync(connection, Caller.Of(call), id, call.CancellationToken);
        var reports = await ProjectReports.ReadAsync(connection, null, id, call.CancellationToken);
        var inPool = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select state = 1 from project where project_id = @id", new { id }, cancellationToken: call.CancellationToken));
        return new ListReportsResponse
        {
            Reports = { reports.Rows.Where(row => !IsHidden(row, call)).Select(row => reports.ToMessage(row, Languages.Of(call))) },
            Owed = { inPool ? reports.Owed(CityDays.Of(clock.GetUtcNow())).Select(ToMessage) : [] },
        };
    }

    public static async Task<ListSubmittedReportsResponse> ListSubmittedAsync(Store store, ServerCallContext call, ListSubmittedReportsRequest request)
    {
        const string query = "ListSubmittedReports";
        const string sql = """
            select project_id, report_id, submitted_at from quarterly_report
            where state = 2 and (@after::timestamptz is null or (submitted_at, report_id) > (@after, @afterId))
            order by submitted_at, report_id limit @limit
            """;
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var waiting = (await connection.QueryAsync<(Guid Project, Guid Report, DateTime SubmittedAt)>(new CommandDefinition(
            sql, new { after = InstantOf(keys), afterId = PageKeys.Id(keys, 1), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListSubmittedReportsResponse();
        foreach (var (project, report, _) in waiting.Take(size))
        {
            var reports = await ProjectReports.ReadAsync(connection, null, project, call.CancellationToken);
            response.Reports.Add(reports.ToMessage(reports.Of(report), Languages.Of(call)));
        }

        if (waiting.Count > size)
        {
            var last = waiting[size - 1];
            response.NextPageToken = PageToken.Encode(query, last.SubmittedAt.ToString("O", CultureInfo.InvariantCulture), last.Report.ToString());
        }

        return response;
    }

    private static DateTime? InstantOf(string[]? keys) => keys is null ? null
        : DateTime.TryParseExact(keys[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant.ToUniversalTime()
        : throw CommonErrors.PageTokenInvalid.ToException();

    private static bool IsHidden(ReportRow row, ServerCallContext call) => row.State == ReportState.Draft && !Caller.Of(call).Is(Roles.Enterprise);

    private static OwedReport ToMessage(OwedQuarter owed) => new()
    {
        Year = owed.Quarter.Year, Quarter = owed.Quarter.Number, DueDay = CityDays.Text(owed.DueDay), DaysLate = owed.DaysLate,
    };
}
