using System.Globalization;
using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Who takes part, in the order of enrolment.</summary>
internal static class ListEnrolments
{
    public static async Task<ListEnrolmentsResponse> RunAsync(Store store, ListEnrolmentsRequest request, Caller caller, CancellationToken cancellation)
    {
        var programme = await ReadProgrammes.FindInsideAsync(store, request.ProgrammeId, caller, cancellation);
        var query = $"enrolments|{request.ProgrammeId}|{(int)request.State}";
        var after = PageKeys.Long(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize, 50, 500);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = await EnrolmentRow.PageAsync(connection, programme.ProgrammeId, request.State, after, size + 1, cancellation);
        var page = rows.Take(size).ToList();
        return new ListEnrolmentsResponse
        {
            Enrolments = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].Position.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    /// <summary>The calling talent's own, the latest first.</summary>
    public static async Task<ListMyEnrolmentsResponse> MineAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"{EnrolmentRow.Select} where t.account_id = @Subject order by e.position desc limit 200";
        await using var connection = await store.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<EnrolmentRow>(new CommandDefinition(sql, new { caller.Subject }, cancellationToken: cancellation));
        return new ListMyEnrolmentsResponse { Enrolments = { rows.Select(row => row.ToMessage(caller)) } };
    }
}
