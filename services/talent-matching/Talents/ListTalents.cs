using System.Globalization;
using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Talents;

/// <summary>Talents in order of creation.</summary>
internal static class ListTalents
{
    public static async Task<ListTalentsResponse> RunAsync(Store store, ListTalentsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            select {TalentRow.Columns} from talent t
            where {TalentVisibility.Condition} and (@Skill = '' or t.skill_codes @> array[@Skill]) and (@Confirmation = 0 or t.confirmation = @Confirmation) and t.seq > @after
            order by t.seq limit @limit
            """;
        var query = $"talents|{caller.OrganisationCode}|{request.Skill}|{(int)request.Confirmation}";
        var after = PageToken.Decode(request.PageToken, query, 1) is not [var seq] ? 0
            : long.TryParse(seq, CultureInfo.InvariantCulture, out var last) ? last
            : throw CommonErrors.PageTokenInvalid.ToException();
        var size = PageSize.Of(request.PageSize);
        var visibility = TalentVisibility.Of(caller);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<TalentRow>(new CommandDefinition(
            sql, new { visibility.Every, visibility.CollegeCode, visibility.FirmCode, visibility.Account, request.Skill, Confirmation = (short)request.Confirmation, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListTalentsResponse
        {
            Talents = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].Seq.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }
}
