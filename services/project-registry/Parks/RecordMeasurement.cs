using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>An official records a measurement with its source; what it replaces stays in the audit.</summary>
internal static class RecordMeasurement
{
    private const string Sql = """
        insert into park_measurement as m (park_id, measured_on, coverage_5g_bp, coverage_pon_bp, firms_above_scale, firms_connected, source, recorded_at)
        values (@ParkId, @day, @Coverage5GBp, @CoveragePonBp, @FirmsAboveScale, @FirmsConnected, @source, @Now)
        on conflict (park_id, measured_on) do update
        set coverage_5g_bp = excluded.coverage_5g_bp, coverage_pon_bp = excluded.coverage_pon_bp, firms_above_scale = excluded.firms_above_scale,
            firms_connected = excluded.firms_connected, source = excluded.source, recorded_at = excluded.recorded_at
        """;

    public static Task<Park> RunAsync(Store store, ServerCallContext call, RecordMeasurementRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var park = await ParkRow.LockAsync(change, request.ParkId);
            var day = DayFields.Of(request.MeasuredOn, "measured_on");
            Check(request, day, CityDays.Of(change.Now));
            var replaced = await change.QuerySingleOrDefaultAsync<MeasurementRow>(
                $"select {MeasurementRow.Columns} from park_measurement where park_id = @ParkId and measured_on = @day", new { park.ParkId, day });
            await change.ExecuteAsync(Sql, new
            {
                park.ParkId, day, request.Coverage5GBp, request.CoveragePonBp, request.FirmsAboveScale, request.FirmsConnected, source = request.Source.Trim(), change.Now,
            });
            change.Audit("park.measure", "park", request.ParkId, new { day, replaced });
            return await ParkRow.ReadAsync(change.Connection, change.Transaction, park.ParkId, official: true, change.Cancellation);
        });

    private static void Check(RecordMeasurementRequest request, DateOnly day, DateOnly today)
    {
        if (day > today)
        {
            throw ParkErrors.DayToCome.ToException();
        }

        if (request.FirmsConnected > request.FirmsAboveScale)
        {
            throw ParkErrors.MoreConnected.ToException();
        }
    }
}
