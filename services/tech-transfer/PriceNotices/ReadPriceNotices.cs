using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>Notices as everybody sees them.</summary>
internal static class ReadPriceNotices
{
    private const string Page = $"""
        {AgreementRow.Select}
        where n.notice_id is not null and (@after::uuid is null or n.notice_id < @after)
        order by n.notice_id desc
        limit @limit
        """;

    public static async Task<PriceNotice> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetPriceNoticeRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<AgreementRow>(new CommandDefinition(
            $"{AgreementRow.Select} where n.notice_id = @id", new { id = Guid.Parse(request.NoticeId) }, cancellationToken: call.CancellationToken));
        return row?.ToNotice(CityDays.Of(clock.GetUtcNow())) ?? throw PriceNoticeErrors.NotFound.ToException();
    }

    public static async Task<ListPriceNoticesResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call, ListPriceNoticesRequest request)
    {
        var after = PageToken.Decode(request.PageToken, "price-notices", keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<AgreementRow>(new CommandDefinition(
            Page, new { after = PageKeys.Id(after, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var today = CityDays.Of(clock.GetUtcNow());
        return new ListPriceNoticesResponse
        {
            Notices = { rows.Take(size).Select(row => row.ToNotice(today)) },
            NextPageToken = rows.Count > size ? PageToken.Encode("price-notices", rows[size - 1].NoticeId.ToString()!) : "",
        };
    }
}
