using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>Newest first.</summary>
internal static class ListNotices
{
    private const string Query = "ListNotices";

    private const string Sql = $"""
        {NoticeRow.Select}
        where b.notice_first_day is not null
            and (@day::date is null or (b.notice_first_day, b.batch_id) < (@day, @before))
        order by b.notice_first_day desc, b.batch_id desc
        limit @limit
        """;

    public static async Task<ListNoticesResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ListNoticesRequest request)
    {
        var keys = PageToken.Decode(request.PageToken, Query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new { day = PageKeys.Day(keys, 0), before = PageKeys.Id(keys, 1), limit = size + 1 };
        var rows = (await connection.QueryAsync<NoticeRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        var today = CityDays.Of(clock.GetUtcNow());
        var response = new ListNoticesResponse { Notices = { rows.Take(size).Select(row => row.ToMessage(today)) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(Query, CityDays.Text(rows[size - 1].NoticeFirstDay), rows[size - 1].BatchId.ToString());
        }

        return response;
    }
}
