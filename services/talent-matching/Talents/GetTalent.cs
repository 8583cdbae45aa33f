using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>Reads one talent.</summary>
internal static class GetTalent
{
    public static async Task<TalentMessage> RunAsync(Store store, GetTalentRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"select {TalentRow.Columns} from talent t where t.talent_id = @id and {TalentVisibility.Condition}";
        var visibility = TalentVisibility.Of(caller);
        await using var connection = await store.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<TalentRow>(new CommandDefinition(
            sql, new { id = Guid.Parse(request.TalentId), visibility.Every, visibility.CollegeCode, visibility.FirmCode }, cancellationToken: cancellation));
        return row?.ToMessage(caller) ?? throw TalentErrors.NotFound.ToException();
    }
}
