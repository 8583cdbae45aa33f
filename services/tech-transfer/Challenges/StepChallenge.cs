using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>The way of a challenge to its publication: submitted by the firm, approved or returned by an official.</summary>
public sealed class StepChallenge(Store store)
{
    public Task<Challenge> SubmitAsync(ChallengeStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockOwnAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(ChallengeStep.Submit);
            await CheckWholeAsync(change, row);
            await ToAsync(change, row, next, "challenge.submit", "submitted_by = @Subject");
            await ToOfficialsAsync(change, row, "challenge.submitted", $"榜单“{row.Title}”待审核。", $"The challenge “{row.Title}” waits for approval.");
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<Challenge> ApproveAsync(ChallengeStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(ChallengeStep.Approve);
            if (row.SubmittedBy == change.Caller.Subject)
            {
                throw ChallengeErrors.SecondPersonNeeded.ToException();
            }

            if (row.Deadline <= change.Now)
            {
                throw ChallengeErrors.PastDeadline.ToException();
            }

            await ToAsync(change, row, next, "challenge.approve", "approved_by = @Subject, published_at = coalesce(published_at, @Now)");
            change.Raise(
                new ChallengePublished
                {
                    ChallengeId = request.ChallengeId, Title = row.Title, OrganisationCode = row.OrganisationCode, Industry = row.Industry, BountyCnyFen = row.BountyCnyFen,
                    Deadline = row.Deadline.ToTimestamp(), Round = row.Round,
                },
                request.ChallengeId);
            await TellPublishedAsync(change, row);
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<Challenge> ReturnAsync(ChallengeReasonRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            await ToAsync(change, row, row.Next(ChallengeStep.Return), "challenge.return", "reason = @reason", request.Reason);
            Inform.Organisation(change, row.OrganisationCode, News(row, "challenge.returned", $"榜单“{row.Title}”已退回，请查看理由。", $"The challenge “{row.Title}” was returned: see the reason."));
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    /// <summary>Moves a locked challenge to its next state.</summary>
    /// <param name="set">What else is set, with the parameters of the change's caller, its time and the reason.</param>
    internal static async Task ToAsync(Change change, ChallengeRow row, ChallengeState next, string action, string set, string reason = "")
    {
        await change.ExecuteAsync(
            $"update challenge set state = @state, {set}, version = version + 1 where challenge_id = @ChallengeId",
            new { row.ChallengeId, state = (int)next, change.Caller.Subject, change.Now, reason });
        change.Audit(action, "challenge", row.ChallengeId.ToString(), new { round = row.Round });
    }

    internal static Message News(ChallengeRow row, string topic, string chinese, string english) => new(topic, chinese, english, $"/challenges/{row.ChallengeId}");

    /// <summary>Tells every body of the government that has joined.</summary>
    internal static async Task ToOfficialsAsync(Change change, ChallengeRow row, string topic, string chinese, string english)
    {
        foreach (var body in await change.QueryAsync<string>("select organisation_code from organisation where kind = 1 order by 1 limit 100"))
        {
            Inform.Organisation(change, body, News(row, topic, chinese, english));
        }
    }

    private static async Task TellPublishedAsync(Change change, ChallengeRow row)
    {
        Inform.Organisation(change, row.OrganisationCode, News(row, "challenge.approved", $"榜单“{row.Title}”已发布，截至 {CityDays.Text(row.Deadline)} 接受揭榜。", $"The challenge “{row.Title}” is published and takes proposals until {CityDays.Text(row.Deadline)}."));
        foreach (var university in await change.QueryAsync<string>("select organisation_code from organisation where kind = 3 order by 1 limit 1000"))
        {
            Inform.Organisation(change, university, News(row, "challenge.published", $"新榜单“{row.Title}”发布，截至 {CityDays.Text(row.Deadline)} 接受揭榜。", $"A new challenge, “{row.Title}”, takes proposals until {CityDays.Text(row.Deadline)}."));
        }
    }

    private static async Task CheckWholeAsync(Change change, ChallengeRow row)
    {
        var milestones = await ChallengeParts.MilestonesAsync(change.Connection, row.ChallengeId, change.Cancellation);
        var criteria = await ChallengeParts.CriteriaAsync(change.Connection, row.ChallengeId, change.Cancellation);
        if (row.Acceptance.Trim().Length == 0 || row.Eligibility.Trim().Length == 0 || row.Ownership == ResultOwnership.Unspecified || milestones.Count == 0)
        {
            throw ChallengeErrors.Incomplete.ToException();
        }

        if (milestones.Sum(milestone => milestone.PaymentCnyFen) != row.BountyCnyFen)
        {
            throw ChallengeErrors.BountyNotSplit.ToException();
        }

        if (criteria.Sum(criterion => criterion.WeightBp) != 10_000)
        {
            throw ChallengeErrors.WeightsNot100.ToException();
        }

        if (row.Deadline <= change.Now)
        {
            throw ChallengeErrors.PastDeadline.ToException();
        }
    }
}
