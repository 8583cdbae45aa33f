using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>An official places a firm in a park, or takes it out.</summary>
internal static class SetFirmPark
{
    private const string Sql = """
        insert into firm (organisation_code, park_id) values (@OrganisationCode, @park)
        on conflict (organisation_code) do update set park_id = excluded.park_id, version = firm.version + 1
        """;

    public static Task<SetFirmParkResponse> RunAsync(Store store, ServerCallContext call, SetFirmParkRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var park = Ids.Optional(request.ParkId, "park_id");
            if (park is not null)
            {
                _ = await ParkRow.LockAsync(change, request.ParkId);
            }

            const string known = "select exists (select from organisation where organisation_code = @OrganisationCode and kind = @enterprise)";
            if (!await change.ExecuteScalarAsync<bool>(known, new { request.OrganisationCode, enterprise = (short)OrganisationKind.Enterprise }))
            {
                throw ParkErrors.FirmUnknown(request.OrganisationCode).ToException();
            }

            await change.ExecuteAsync(Sql, new { request.OrganisationCode, park });
            change.Audit("firm.park", "firm", request.OrganisationCode, new { park });
            return new SetFirmParkResponse { ParkId = park?.ToString() ?? "" };
        });
}
