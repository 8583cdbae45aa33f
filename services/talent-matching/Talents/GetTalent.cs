using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Privacy;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>Reads one talent. The one reading that shows a firm name and phone, where the talent consented; it is logged.</summary>
internal static class GetTalent
{
    public static async Task<TalentMessage> RunAsync(Store store, GetTalentRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var row = await FindAsync(store, request.TalentId, caller, call.CancellationToken);
        var talent = row.ToMessage(caller);
        await using (var connection = await store.OpenAsync(call.CancellationToken))
        {
            talent.Evidence.AddRange(await EvidenceRow.OfAsync(connection, row.TalentId, call.CancellationToken));
        }

        if (caller.Is(Roles.Enterprise))
        {
            await store.ChangeAsync(caller, change => AccessLog.UnmaskAsync(change, row, talent), call.CancellationToken);
        }

        return talent;
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND also where it is there but not for this caller.</exception>
    public static async Task<TalentRow> FindAsync(Store store, string talentId, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"select {TalentRow.Columns} from talent t where t.talent_id = @id and {TalentVisibility.Condition}";
        var visibility = TalentVisibility.Of(caller);
        await using var connection = await store.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TalentRow>(new CommandDefinition(
                sql,
                new { id = Guid.Parse(talentId), visibility.Every, visibility.CollegeCode, visibility.FirmCode, visibility.Account },
                cancellationToken: cancellation))
            ?? throw TalentErrors.NotFound.ToException();
    }
}
