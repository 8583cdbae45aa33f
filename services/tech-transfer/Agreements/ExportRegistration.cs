using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>Signed contracts as registration asks for them: a table, or one contract as a page for print.</summary>
internal static class ExportRegistration
{
    private const string Sql = """
        select a.agreement_id, l.title as listing_title, g.organisation_code, coalesce(f.name, '') as organisation_name, g.owner_code, l.owner_name, a.kind,
            a.amount_cny_fen, a.pricing, a.pricing_record, a.exclusive, a.royalty_bp, a.royalty_months, a.equity_bp, a.effective_day, a.end_day, a.in_force_day,
            a.registration_number, greatest(a.enterprise_signed_at, a.owner_signed_at) as signed_at, a.terms_hash, a.ip_clauses, a.terms, l.industry,
            l.patent_numbers, l.origin,
            (select count(*)::int from agreement_payment p where p.agreement_id = a.agreement_id and not p.royalty) as payments
        from agreement a
        join negotiation g on g.negotiation_id = a.negotiation_id
        join listing l on l.listing_id = a.listing_id
        left join organisation f on f.organisation_code = g.organisation_code
        where a.state in (4, 5, 6, 7)
          and (@all or g.organisation_code = @own or g.owner_code = @own)
          and (@id::uuid is null or a.agreement_id = @id)
          and (@year = 0 or extract(year from greatest(a.enterprise_signed_at, a.owner_signed_at) at time zone 'Asia/Shanghai') = @year)
        order by signed_at, a.agreement_id
        limit 5000
        """;

    public static async Task<TransferDocument> RunAsync(Store store, ServerCallContext call, ExportRegistrationRequest request)
    {
        Guid? id = request.AgreementId.Length == 0 ? null : Guid.TryParse(request.AgreementId, out var parsed) ? parsed : Guid.Empty;
        if (request.Form == DocumentForm.Html && id is null)
        {
            throw AgreementErrors.AgreementMissing.ToException();
        }

        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<RegistrationRow>(new CommandDefinition(
            Sql, new { all = caller.Is(Roles.Official), own = caller.OrganisationCode, id, year = request.Year }, cancellationToken: call.CancellationToken))).AsList();
        if (id is not null && rows.Count == 0)
        {
            throw AgreementErrors.NotFound.ToException();
        }

        return request.Form == DocumentForm.Html
            ? Page(rows[0])
            : Documents.Table(request.Form, "technology-contracts", [RegistrationSheet.Head, .. rows.Select(RegistrationSheet.Values)]);
    }

    private static TransferDocument Page(RegistrationRow row)
    {
        var values = RegistrationSheet.Values(row);
        var facts = RegistrationSheet.Fields.Fields.Select((field, i) => (field.Name, values[i] is decimal yuan ? Documents.Yuan((long)(yuan * 100)) : values[i] as string ?? ""));
        var body = Documents.Facts(facts)
            + $"<h2>知识产权条款</h2><p>{Documents.Encode(row.IpClauses)}</p>\n<h2>合同条款</h2><p>{Documents.Encode(row.Terms)}</p>\n"
            + $"<p class=\"hash\">SHA-256 {row.TermsHash}</p>\n<p class=\"small\">登记字段依据：{Documents.Encode(RegistrationSheet.Fields.Source)}</p>";
        return Documents.Page($"contract-{row.AgreementId}", "技术合同认定登记表", body);
    }
}
