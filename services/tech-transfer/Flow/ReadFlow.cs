using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Flow;

/// <summary>What flows from where the research was done into the city: signed contracts by origin, field, year and kind.</summary>
internal static class ReadFlow
{
    private const string Rows = """
        with signed as (
            select l.origin, l.industry, a.kind, a.amount_cny_fen,
                extract(year from greatest(a.enterprise_signed_at, a.owner_signed_at) at time zone 'Asia/Shanghai')::int as year,
                (select coalesce(sum(p.amount_cny_fen), 0)::bigint from agreement_payment p where p.agreement_id = a.agreement_id and p.paid_day is not null) as received
            from agreement a join listing l using (listing_id)
            where a.state in (4, 5, 6))
        select origin, industry, year, kind, count(*)::int as agreements, sum(amount_cny_fen)::bigint as amount_cny_fen, sum(received)::bigint as received_cny_fen
        from signed
        where (@first = 0 or year >= @first) and (@last = 0 or year <= @last) and (@industry = '' or industry = @industry) and (@kind = 0 or kind = @kind)
        group by origin, industry, year, kind
        order by amount_cny_fen desc, origin, industry, year, kind
        limit 2000
        """;

    private const string Years = """
        select distinct extract(year from greatest(enterprise_signed_at, owner_signed_at) at time zone 'Asia/Shanghai')::int as year
        from agreement where state in (4, 5, 6) order by year limit 200
        """;

    private static readonly Error NoTable = Error.Invalid(ErrorReason.InvalidField, "form", "请选择 CSV 或 XLSX。", "Choose CSV or XLSX.");

    public static async Task<Platform.Transfer.V1.Flow> GetAsync(Store store, ServerCallContext call, GetFlowRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new { first = request.FirstYear, last = request.LastYear, industry = request.Industry, kind = (int)request.Kind };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Rows, parameters, cancellationToken: call.CancellationToken))).AsList();
        var years = await connection.QueryAsync<int>(new CommandDefinition(Years, cancellationToken: call.CancellationToken));
        return new Platform.Transfer.V1.Flow
        {
            Rows = { rows.Select(row => row.ToMessage()) },
            Agreements = rows.Sum(row => row.Agreements),
            AmountCnyFen = rows.Sum(row => row.AmountCnyFen),
            Years = { years },
        };
    }

    public static async Task<TransferDocument> ExportAsync(Store store, Catalogue catalogue, ServerCallContext call, ExportFlowRequest request)
    {
        if (request.Form == DocumentForm.Html)
        {
            throw NoTable.ToException();
        }

        var flow = await GetAsync(store, call, request.Query ?? new GetFlowRequest());
        return Documents.Table(request.Form, "technology-flow",
        [
            ["来源地", "产业", "签约年份", "合同类别", "合同数", "合同金额(元)", "已到账(元)"],
            .. flow.Rows.Select(row => (object?[])
            [
                row.Origin, catalogue.Industries.FindByCode(row.Industry)?.NameZh ?? row.Industry, row.Year.ToString(CultureInfo.InvariantCulture), Agreements.RegistrationSheet.Kind(row.Kind),
                (decimal)row.Agreements, row.AmountCnyFen / 100m, row.ReceivedCnyFen / 100m,
            ]),
        ]);
    }

    private sealed record Row
    {
        public string Origin { get; init; } = "";

        public string Industry { get; init; } = "";

        public int Year { get; init; }

        public AgreementKind Kind { get; init; }

        public int Agreements { get; init; }

        public long AmountCnyFen { get; init; }

        public long ReceivedCnyFen { get; init; }

        public FlowRow ToMessage() => new()
        {
            Origin = Origin, Industry = Industry, Year = Year, Kind = Kind, Agreements = Agreements, AmountCnyFen = AmountCnyFen, ReceivedCnyFen = ReceivedCnyFen,
        };
    }
}
