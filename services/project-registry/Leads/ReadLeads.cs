using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>Leads as officials read them.</summary>
internal static class ReadLeads
{
    private const string ListSql = $"""
        {LeadRow.Select}
        where (@stage = 0 or l.stage = @stage) and (@origin = 0 or l.origin = @origin) and (@Industry = '' or l.industry = @Industry)
            and (not @Mine or l.responsible = @Subject) and (@park::uuid is null or l.park_id = @park) and (@after::uuid is null or l.lead_id < @after)
        order by l.lead_id desc limit @limit
        """;

    public static async Task<RelocationLead> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetLeadRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return await LeadRow.ShowAsync(connection, null, Guid.Parse(request.LeadId), Caller.Of(call), CityDays.Of(clock.GetUtcNow()), call.CancellationToken);
    }

    /// <summary>Shows the contact and writes down who saw it (个人信息保护法 art. 51, 54: access is limited and can be checked).</summary>
    public static Task<LeadContact> RevealAsync(Store store, ServerCallContext call, RevealLeadContactRequest request) =>
        store.ChangeAsync(call, "", request, async change =>
        {
            const string sql = "select contact_name as name, contact_phone as phone from lead where lead_id = @id";
            var contact = await change.QuerySingleOrDefaultAsync<LeadContact>(sql, new { id = Guid.Parse(request.LeadId) }) ?? throw LeadErrors.NotFound.ToException();
            change.Audit("lead.reveal-contact", "lead", request.LeadId);
            return contact;
        });

    public static async Task<ListLeadsResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call, ListLeadsRequest request)
    {
        var caller = Caller.Of(call);
        var query = $"ListLeads {request.Stage} {request.Origin} {request.Industry} {request.Mine} {request.ParkId} {(request.Mine ? caller.Subject : "")}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<LeadRow>(new CommandDefinition(
            ListSql,
            new
            {
                stage = (short)request.Stage, origin = (short)request.Origin, request.Industry, request.Mine, caller.Subject,
                park = Ids.Optional(request.ParkId, "park_id"), after = PageKeys.Id(keys, 0), limit = size + 1,
            },
            cancellationToken: call.CancellationToken))).AsList();
        var today = CityDays.Of(clock.GetUtcNow());
        var response = new ListLeadsResponse { Leads = { rows.Take(size).Select(row => row.ToMessage(caller, today)) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].LeadId.ToString());
        }

        return response;
    }
}
