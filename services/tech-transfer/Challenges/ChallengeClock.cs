using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;
using Platform.Chassis.Notifications;

namespace Platform.TechTransfer.Challenges;

/// <summary>
/// Tells the publisher once a round that the deadline has passed and the proposals can be opened. Opening stays a step of its own.
/// Several replicas may run it: the row's lock lets one do it.
/// </summary>
internal sealed class ChallengeClock(Store store, ServiceName service, TimeProvider clock, ILogger<ChallengeClock> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, Caller.System(service.Value), cancellation);

    /// <summary>One slice of what is due now; the next turn takes the rest.</summary>
    public static Task RunAsync(Store store, Caller caller, CancellationToken cancellation) => store.ChangeAsync(caller, async change =>
    {
        const string sql = """
            update challenge set deadline_told_round = round
            where challenge_id in (
                select challenge_id from challenge where state = 3 and deadline <= @Now and deadline_told_round < round
                order by deadline limit 100 for no key update skip locked)
            returning challenge_id, organisation_code, title
            """;
        foreach (var due in await change.QueryAsync<Due>(sql, new { change.Now }))
        {
            Inform.Organisation(change, due.OrganisationCode, new Message(
                "challenge.deadline", $"榜单“{due.Title}”的揭榜已截止，请开启方案。", $"The deadline of the challenge “{due.Title}” has passed: open the proposals.", $"/challenges/{due.ChallengeId}"));
        }
    }, cancellation);

    private sealed record Due(Guid ChallengeId, string OrganisationCode, string Title);
}
