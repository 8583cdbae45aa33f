using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Until when a returned application may be corrected. Pure.</summary>
internal static class CorrectionDeadline
{
    /// <param name="day">As the official gave it, yyyy-MM-dd in the city; empty for the day by default.</param>
    /// <param name="batchUntil">The batch's end of corrections: no return may set a later one.</param>
    /// <param name="defaultDays">Days from today where nobody sets one.</param>
    /// <returns>The last second of the day, or the batch's own instant on its last day.</returns>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, DEADLINE_PASSED where the batch takes no more corrections.</exception>
    public static DateTimeOffset Of(string day, DateTimeOffset? batchUntil, DateTimeOffset now, int defaultDays)
    {
        if (batchUntil <= now)
        {
            throw ApplicationErrors.CorrectionEnded(batchUntil.Value).ToException();
        }

        if (day.Length == 0 && batchUntil is { } until)
        {
            return until;
        }

        var last = day.Length == 0 ? CityDays.Of(now).AddDays(defaultDays) : CityDays.Parse(day) ?? throw ApplicationErrors.NoDay.ToException();
        if (last < CityDays.Of(now))
        {
            throw ApplicationErrors.DeadlineBehind.ToException();
        }

        if (batchUntil is { } latest && last > CityDays.Of(latest))
        {
            throw ApplicationErrors.DeadlineAfterBatch(latest).ToException();
        }

        var end = CityDays.Start(last.AddDays(1)).AddSeconds(-1);
        return end > batchUntil ? batchUntil.Value : end;
    }
}
