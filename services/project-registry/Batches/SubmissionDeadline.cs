using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Batches;

/// <summary>
/// The end of submission. Officials take the batch onward when they are ready; what firms send after the instant is refused, also
/// where the form was opened before it.
/// </summary>
internal static class SubmissionDeadline
{
    /// <summary>Whether an instant comes too late; the deadline itself does not.</summary>
    public static bool IsOver(DateTimeOffset? submitUntil, DateTimeOffset now) => submitUntil < now;

    /// <summary>Lock the batch first, so that nobody moves the deadline before the commit.</summary>
    /// <exception cref="Chassis.Errors.FailedException">DEADLINE_PASSED.</exception>
    public static async Task CheckAsync(Change change, Guid batchId)
    {
        var submitUntil = await change.QuerySingleOrDefaultAsync<DateTimeOffset?>("select submit_until from batch where batch_id = @batchId", new { batchId });
        if (IsOver(submitUntil, change.Now))
        {
            throw BatchErrors.SubmissionEnded(submitUntil!.Value).ToException();
        }
    }
}
