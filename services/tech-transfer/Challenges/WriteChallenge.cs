using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>Starts a draft of the caller's firm, or replaces the content of one.</summary>
public sealed class WriteChallenge(Store store, Catalogue catalogue)
{
    private const int DefaultEvaluations = 3;

    private const string Insert = """
        insert into challenge (
            challenge_id, organisation_code, organisation_name, title, industry, track, problem, acceptance, eligibility, ownership, ip_terms, bounty_cny_fen,
            deadline, evaluations_required, state, created_at)
        values (
            @id, @OrganisationCode, coalesce((select name from organisation where organisation_code = @OrganisationCode), ''), @Title, @industry, @track, @Problem,
            @Acceptance, @Eligibility, @ownership, @IpTerms, @BountyCnyFen, @deadline, @evaluations, 1, @Now)
        """;

    private const string Update = """
        update challenge set title = @Title, industry = @industry, track = @track, problem = @Problem, acceptance = @Acceptance, eligibility = @Eligibility,
            ownership = @ownership, ip_terms = @IpTerms, bounty_cny_fen = @BountyCnyFen, deadline = @deadline, evaluations_required = @evaluations,
            version = version + 1
        where challenge_id = @id
        """;

    public Task<Challenge> CreateAsync(CreateChallengeRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = change.NewId();
            await WriteAsync(change, Insert, id, request.Content);
            change.Audit("challenge.create", "challenge", id.ToString());
            return await ChallengeParts.WholeAsync(change, id);
        });

    public Task<Challenge> UpdateAsync(UpdateChallengeRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockOwnAsync(change, request.ChallengeId, request.Etag);
            if (row.State != ChallengeState.Draft)
            {
                throw ChallengeErrors.WrongState(row.State).ToException();
            }

            await WriteAsync(change, Update, row.ChallengeId, request.Content);
            change.Audit("challenge.update", "challenge", request.ChallengeId);
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    private async Task WriteAsync(Change change, string sql, Guid id, ChallengeContent content)
    {
        CheckDates(content);
        await change.ExecuteAsync(sql, new
        {
            id, change.Caller.OrganisationCode, content.Title, content.Problem, content.Acceptance, content.Eligibility, content.IpTerms, content.BountyCnyFen, change.Now,
            industry = catalogue.Industries.Find(content.Industry)?.Code ?? throw ChallengeErrors.IndustryUnknown.ToException(),
            track = content.Track.Length == 0 ? "" : catalogue.Tracks.Find(content.Track)?.Code ?? throw ChallengeErrors.TrackUnknown.ToException(),
            ownership = (int)content.Ownership,
            deadline = content.Deadline.ToDateTimeOffset(),
            evaluations = content.EvaluationsRequired == 0 ? DefaultEvaluations : content.EvaluationsRequired,
        });
        await ChallengeParts.ReplaceAsync(change, id, content);
    }

    private static void CheckDates(ChallengeContent content)
    {
        var before = CityDays.Of(content.Deadline.ToDateTimeOffset()).AddDays(1);
        foreach (var (index, milestone) in content.Milestones.Index())
        {
            var due = CityDays.Parse(milestone.DueOn);
            if (due is null || due < before)
            {
                throw ChallengeErrors.MilestoneDate(index).ToException();
            }

            before = due.Value;
        }
    }
}
