using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>A firm's own requests, or what officials ask for: newest first, or the soonest due first.</summary>
internal static class ListRequests
{
    private const string Condition = """
        (@firm::text is null or r.organisation_code = @firm) and (@organisation = '' or r.organisation_code = @organisation)
        and (@state = 0 or r.state = @state) and (@department = '' or r.department_code = @department) and (@kind = '' or r.kind_code = @kind)
        and (@project::uuid is null or r.project_id = @project)
        and (@desk::text[] is null or r.department_code = any(@desk))
        and (not @overdue or (r.state in (1, 2, 3, 8) and least(r.first_answer_overdue_on, r.solution_overdue_on) <= @today))
        """;

    private const string Newest = $"""
        {SupportRow.Select}
        where {Condition} and (@after::uuid is null or r.support_request_id < @after)
        order by r.support_request_id desc limit @limit
        """;

    private const string Due = $"""
        {SupportRow.Select}
        where {Condition} and (@after::uuid is null or (coalesce(r.solution_overdue_on, date '9999-12-31'), r.support_request_id) > (@afterDay, @after))
        order by coalesce(r.solution_overdue_on, date '9999-12-31'), r.support_request_id limit @limit
        """;

    public static async Task<ListSupportRequestsResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ListSupportRequestsRequest request)
    {
        var caller = Caller.Of(call);
        var firm = caller.Is(Roles.Official) ? null : caller.OrganisationCode;
        var byDue = request.Sort == SupportSort.Due;
        var query = $"support|{firm}|{(int)request.State}|{request.DepartmentCode}|{request.KindCode}|{request.ProjectId}|{request.OrganisationCode}|{request.Overdue}|{request.MyDesk}|{byDue}";
        var keys = PageToken.Decode(request.PageToken, query, 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var sight = await ReadRequests.SightAsync(connection, call, clock.GetUtcNow());
        var rows = (await connection.QueryAsync<SupportRow>(new CommandDefinition(byDue ? Due : Newest, new
        {
            firm,
            organisation = request.OrganisationCode,
            state = (short)request.State,
            department = request.DepartmentCode,
            kind = request.KindCode,
            project = Ids.Optional(request.ProjectId, "project_id"),
            desk = request.MyDesk ? sight.Departments.DeskOf(caller) : null,
            overdue = request.Overdue,
            today = sight.Today,
            after = PageKeys.Id(keys, 0),
            afterDay = PageKeys.Day(keys, 1) ?? default,
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        var page = await SupportRow.FillAsync(connection, null, rows.Take(size).ToList(), call.CancellationToken);
        return new ListSupportRequestsResponse
        {
            SupportRequests = { page.Select(row => row.ToMessage(sight)) },
            NextPageToken = rows.Count > size
                ? PageToken.Encode(query, page[^1].SupportRequestId.ToString(), CityDays.Text(page[^1].SolutionOverdueOn ?? new DateOnly(9999, 12, 31)))
                : "",
        };
    }
}
