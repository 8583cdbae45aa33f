using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>
/// All parties consented to a collaboration: each commitment that a training programme fulfils gets the programme that it names, or a draft
/// with the collaboration's college and firms whose curriculum they then draw up. Told twice it changes nothing.
/// </summary>
internal sealed partial class BindOnActivation(CurrentTaxonomy current, ILogger<BindOnActivation> logger) : IEventHandler<CollaborationActivated>
{
    /// <summary>Of a draft that a collaboration opens; the parties set the real number.</summary>
    private const int UsualSeats = 30;

    public async Task HandleAsync(CollaborationActivated @event, EventContext context, Change change)
    {
        const string ended = "select exists (select 1 from ended_collaboration where collaboration_id = @CollaborationId)";
        var commitments = @event.Commitments.Where(commitment => commitment.Fulfilment == Fulfilment.TrainingCompleted).ToList();
        if (commitments.Count == 0 || await change.ExecuteScalarAsync<bool>(ended, new { @event.CollaborationId }))
        {
            return;
        }

        foreach (var commitment in commitments)
        {
            const string bound = "select exists (select 1 from training_programme where collaboration_id = @CollaborationId and commitment_number = @Number)";
            if (await change.ExecuteScalarAsync<bool>(bound, new { @event.CollaborationId, commitment.Number }))
            {
                continue;
            }

            if (!Guid.TryParse(commitment.CandidateId, out var programmeId))
            {
                await OpenAsync(change, @event, commitment);
            }
            else if (!await BindAsync(change, @event, commitment, programmeId))
            {
                NoSuchProgramme(logger, @event.CollaborationId, commitment.Number);
            }
        }
    }

    private static async Task<bool> BindAsync(Change change, CollaborationActivated @event, Commitment commitment, Guid programmeId)
    {
        const string sql = """
            update training_programme p set collaboration_id = @CollaborationId, commitment_number = @Number, version = version + 1
            where p.programme_id = @programmeId and p.collaboration_id is null and p.state < 5
              and exists (select 1 from training_party q where q.programme_id = p.programme_id and q.organisation_code = any(@parties))
            """;
        var parties = @event.Parties.Select(party => party.OrganisationCode).ToArray();
        if (await change.ExecuteAsync(sql, new { @event.CollaborationId, commitment.Number, programmeId, parties }) == 0)
        {
            return false;
        }

        change.Audit("training.bound", "training-programme", programmeId.ToString(), new { @event.CollaborationId });
        var row = await ProgrammeRow.GetAsync(change, programmeId);
        if (row.TrainingState == TrainingState.Completed)
        {
            // It was fulfilled before it was promised: told again, now with the collaboration that waits for it.
            const string reached = "select count(*)::int from training_outcome where programme_id = @programmeId and reached_after and not reached_before";
            change.Raise(CompleteProgramme.ToEvent(row, await change.ExecuteScalarAsync<int>(reached, new { programmeId })), programmeId.ToString());
        }

        return true;
    }

    private async Task OpenAsync(Change change, CollaborationActivated @event, Commitment commitment)
    {
        var known = await KnownAsync(change, @event);
        var college = known.FirstOrDefault(one => one.Kind == (int)OrganisationKind.University)?.Code ?? "";
        var firms = known.Where(one => one.Kind == (int)OrganisationKind.Enterprise).Select(one => one.Code).Take(10).ToList();
        if (firms.Count == 0)
        {
            NoSuchProgramme(logger, @event.CollaborationId, commitment.Number);
            return;
        }

        var today = CityDays.Of(change.Now);
        var due = DateOnly.TryParseExact(commitment.DueDate, "yyyy-MM-dd", out var day) && day > today ? day : today;
        var given = new TrainingTerms
        {
            Title = commitment.Description.Length <= 100 ? commitment.Description : commitment.Description[..100],
            Kind = college.Length == 0 ? TrainingKind.Employee : TrainingKind.OrderClass,
            CollegeCode = college,
            FirmCodes = { firms },
            Seats = UsualSeats,
            StartDate = CityDays.Text(today),
            EndDate = CityDays.Text(due),
        };
        var id = change.NewId();
        await DraftProgramme.StoreAsync(change, id, await ProgrammeTerms.CheckAsync(change, given, await current.ForWritingAsync(change)), @event.CollaborationId, commitment.Number);
        ProgrammeNews.Tell(change, await ProgrammeRow.GetAsync(change, id), "drafted", "已由三方协同事项开立，待共同拟定", "was opened by a collaboration and waits to be drawn up");
    }

    /// <summary>Parties that have joined the platform, in the order of the terms.</summary>
    private static async Task<IReadOnlyList<Known>> KnownAsync(Change change, CollaborationActivated @event)
    {
        const string sql = """
            select p.code, o.kind::int as kind from unnest(@codes) with ordinality as p (code, n) join organisation o on o.organisation_code = p.code order by p.n
            """;
        return await change.QueryAsync<Known>(sql, new { codes = @event.Parties.Select(party => party.OrganisationCode).ToArray() });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Collaboration {CollaborationId}: commitment {Number} names no programme of a party, or has no firm; nothing is bound")]
    private static partial void NoSuchProgramme(ILogger logger, string collaborationId, int number);

    private sealed record Known(string Code, int Kind);
}

/// <summary>It ended without completion: drafts that it opened or bound end with it; a course that is open or runs goes on for its students.</summary>
internal sealed class CancelDraftsOnEnd : IEventHandler<CollaborationEnded>
{
    public async Task HandleAsync(CollaborationEnded @event, EventContext context, Change change)
    {
        const string remember = "insert into ended_collaboration (collaboration_id) values (@CollaborationId) on conflict do nothing";
        const string drafts = "select programme_id from training_programme where collaboration_id = @CollaborationId and state = 1 order by programme_id for update";
        await change.ExecuteAsync(remember, new { @event.CollaborationId });
        foreach (var id in await change.QueryAsync<Guid>(drafts, new { @event.CollaborationId }))
        {
            await StepProgramme.CancelAsync(change, await ProgrammeRow.GetAsync(change, id), "三方协同事项已结束 / the collaboration ended");
        }
    }
}
