using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>What was measured of a park on one day.</summary>
internal sealed class MeasurementRow
{
    public const string Columns = "park_id, measured_on, coverage_5g_bp as coverage5g_bp, coverage_pon_bp, firms_above_scale, firms_connected, source";

    public Guid ParkId { get; init; }

    public DateOnly MeasuredOn { get; init; }

    public int Coverage5gBp { get; init; }

    public int CoveragePonBp { get; init; }

    public int FirmsAboveScale { get; init; }

    public int FirmsConnected { get; init; }

    public string Source { get; init; } = "";

    public ParkMeasurement ToMessage()
    {
        var message = new ParkMeasurement
        {
            MeasuredOn = CityDays.Text(MeasuredOn),
            Coverage5GBp = Coverage5gBp,
            CoveragePonBp = CoveragePonBp,
            FirmsAboveScale = FirmsAboveScale,
            FirmsConnected = FirmsConnected,
            Source = Source,
        };
        if (Penetration.Of(FirmsConnected, FirmsAboveScale) is { } penetration)
        {
            message.PenetrationBp = penetration;
        }

        return message;
    }
}

/// <summary>
/// Penetration of industrial-internet platforms (工业互联网平台应用普及率) [this project: firms on a platform over above-scale
/// industrial firms, as the study's 14.7 % of 2022 counts them].
/// </summary>
public static class Penetration
{
    /// <summary>Basis points, rounded half up; null where there are no firms to count.</summary>
    public static int? Of(long connected, long aboveScale) => aboveScale == 0 ? null : (int)(((connected * 20_000) + aboveScale) / (2 * aboveScale));
}
