using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>The profile with all years; a firm that has joined but declared nothing has an empty one.</summary>
internal static class GetFirm
{
    private const string Sql = $"""
        select o.organisation_code, o.name as organisation_name, coalesce(f.registered_in, '') as registered_in, f.founded_on, coalesce(f.industry, '') as industry,
            coalesce(f.high_tech, false) as high_tech, coalesce(f.high_tech_number, '') as high_tech_number, f.high_tech_from, f.high_tech_until,
            coalesce(f.digital_level, 0::smallint) as digital_level, coalesce(f.is_sme, false) as is_sme, coalesce(f.is_chip_or_machine_tool, false) as is_chip_or_machine_tool,
            coalesce(f.state, 0::smallint) as state, coalesce(f.return_reason, '') as return_reason, f.confirmed_at, coalesce(f.version, 0) as version
        from (select organisation_code, name from organisation where organisation_code = @code and kind = 2
              union all
              select organisation_code, '' from firm where organisation_code = @code
                and not exists (select from organisation where organisation_code = @code)) o
        left join firm f using (organisation_code);
        {FirmYearRow.Select} where organisation_code = @code order by year desc limit 100
        """;

    public static async Task<Firm> RunAsync(Store store, ServerCallContext call, GetFirmRequest request)
    {
        var code = request.OrganisationCode;
        var caller = Caller.Of(call);
        caller.MustBeOf(code, Roles.Official);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { code }, cancellationToken: call.CancellationToken));
        var row = await answers.ReadSingleOrDefaultAsync<FirmRow>();
        if (row is null && caller.Is(Roles.Official))
        {
            throw FirmErrors.NotFound.ToException();
        }

        // A firm whose registration has not arrived yet may already fill in its profile.
        var firm = (row ?? new FirmRow { OrganisationCode = code }).ToMessage();
        firm.Years.AddRange((await answers.ReadAsync<FirmYearRow>()).Select(year => year.ToMessage()));
        return firm;
    }
}
