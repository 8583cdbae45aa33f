using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>What decides whether a reviewer may file a sheet now.</summary>
/// <param name="Filed">A counted sheet is there.</param>
/// <param name="Reopened">An official opened it again.</param>
/// <param name="PanelOpen">A panel on the application is open.</param>
/// <param name="ReviewUntil">Last instant for filing; null: until the batch is ranked.</param>
public sealed record SheetSituation(bool Filed, bool Reopened, bool PanelOpen, DateTimeOffset? ReviewUntil);

/// <summary>
/// A sheet is filed once, until the end of the review. An official who opens it again, for a reason that is kept, lets it be filed once
/// more or late; in a panel those who have filed may file again, as discussion may change a score.
/// </summary>
public static class ReviewGate
{
    /// <returns>Why it may not be filed; null where it may.</returns>
    public static Error? Closed(SheetSituation situation, DateTimeOffset now) => situation switch
    {
        { Reopened: true } or { Filed: true, PanelOpen: true } => null,
        { ReviewUntil: { } until } when until < now => ReviewErrors.ReviewEnded(until),
        { Filed: true } => ReviewErrors.Filed,
        _ => null,
    };
}
