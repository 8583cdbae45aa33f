using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>Leads the placement of one graduate from where it stands to where its plan ends.</summary>
internal sealed class PlacementStages(JobContext job, PlacementPlans.Graduate plan, string talentId, TalentNeed need, string industry)
{
    private DateOnly Today => job.Today;

    /// <param name="placement">Null where there is none yet.</param>
    /// <returns>Whether something was reported.</returns>
    public async Task<bool> RunAsync(Placement? placement)
    {
        var (firm, college) = (await job.Parties.EnterpriseAsync(need.OrganisationCode), await job.Parties.UniversityAsync(plan.School));
        if (placement is null)
        {
            await college.Consents.GrantConsentAsync(
                new GrantConsentRequest { NeedId = need.NeedId, TalentId = talentId, Proof = "就业协议书（示范）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            placement = plan.MonthsAgo is null ? await OpenAsync(firm, college) : await OfferAsync(firm);
        }

        if (plan.MonthsAgo is not { } months)
            return false;
        if (placement.State == PlacementState.Offered)
        {
            placement = await college.Placements.AcceptPlacementAsync(
                new AcceptPlacementRequest { PlacementId = placement.PlacementId, TalentConsented = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        var history = await college.FollowUps.GetPlacementHistoryAsync(new GetPlacementHistoryRequest { PlacementId = placement.PlacementId }, cancellationToken: job.Cancellation);
        // Led on by an earlier load.
        if (history.Placement.State != PlacementState.Placed || string.CompareOrdinal(history.Placement.StartDay, Text(Today.AddMonths(-1))) < 0)
            return false;
        await firm.Placements.RecordStartAsync(
            new RecordStartRequest { PlacementId = placement.PlacementId, StartDay = Text(Today.AddMonths(-months)), Industry = industry, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        await ReportAsync(firm, college, placement.PlacementId, months);
        return true;
    }

    /// <summary>Those who were never placed: an interview, an offer, a declined and a withdrawn one.</summary>
    private async Task<Placement> OpenAsync(Session firm, Session college)
    {
        if (plan.Number == 0)
        {
            return await firm.Placements.InviteToInterviewAsync(
                new InviteToInterviewRequest
                {
                    NeedId = need.NeedId, TalentId = talentId, InterviewTime = job.Clock.GetUtcNow().AddDays(5).ToTimestamp(), RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
        }

        var offered = await OfferAsync(firm);
        var step = new PlacementStepRequest { PlacementId = offered.PlacementId, RequestId = job.NewRequestId() };
        return plan.Number switch
        {
            5 => await college.Placements.DeclinePlacementAsync(step, cancellationToken: job.Cancellation),
            9 => await firm.Placements.WithdrawPlacementAsync(step, cancellationToken: job.Cancellation),
            _ => offered,
        };
    }

    private async Task<Placement> OfferAsync(Session firm) => await firm.Placements.OfferPlacementAsync(
        new OfferPlacementRequest { NeedId = need.NeedId, TalentId = talentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);

    private async Task ReportAsync(Session firm, Session college, string placementId, int months)
    {
        // Who leaves does so five months after the start.
        const int stays = 5;
        if (plan.Leaves)
        {
            var leaving = new ReportLeavingRequest
            {
                PlacementId = placementId, LeftDay = Text(Today.AddMonths(stays - months)), Reason = plan.Reason, InCity = plan.InCity ? Tristate.Yes : Tristate.No, RequestId = job.NewRequestId(),
            };
            await college.FollowUps.ReportLeavingAsync(leaving, cancellationToken: job.Cancellation);
            // The firm tells it, too, and sometimes otherwise.
            leaving = leaving.Clone();
            (leaving.RequestId, leaving.Reason, leaving.InCity) = (job.NewRequestId(), plan.Number % 8 == 1 ? "unknown" : plan.Reason, Tristate.Unspecified);
            await firm.FollowUps.ReportLeavingAsync(leaving, cancellationToken: job.Cancellation);
        }

        foreach (var milestone in ((int[])[6, 12, 24]).Where(milestone => Today.AddMonths(-months).AddMonths(milestone) <= Today))
        {
            var inCity = plan.InCity ? Tristate.Yes : Tristate.No;
            if (plan.CollegeAnswers(milestone))
                await AnswerAsync(college, placementId, milestone, inCity, "");
            if (plan.FirmAnswers(milestone) && !plan.Leaves)
                await AnswerAsync(firm, placementId, milestone, plan.Contradicts(milestone) ? (inCity == Tristate.Yes ? Tristate.No : Tristate.Yes) : inCity, need.Title);
        }
    }

    private async Task AnswerAsync(Session side, string placementId, int milestone, Tristate inCity, string position) => await side.FollowUps.ReportFollowUpAsync(
        new ReportFollowUpRequest
        {
            PlacementId = placementId, Months = milestone, Employed = !plan.Leaves, InCity = inCity, Position = position,
            SalaryBand = position.Length > 0 ? (SalaryBand)(1 + ((plan.Number + milestone) % 4)) : SalaryBand.Unspecified, RequestId = job.NewRequestId(),
        },
        cancellationToken: job.Cancellation);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
