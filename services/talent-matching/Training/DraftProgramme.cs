using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>A draft is created, by a party or by an official for its parties, and revised by the parties until all agree.</summary>
internal sealed class DraftProgramme(CurrentTaxonomy current)
{
    private const string Insert = """
        insert into training_programme (
            programme_id, title, kind, description, seats, start_date, end_date, state, terms_text, terms_hash, collaboration_id, commitment_number, created_at)
        values (@id, @Title, @kind, @Description, @Seats, @Start, @End, 1, @Text, @Hash, @collaborationId, @commitment, @Now)
        """;

    public async Task<TrainingProgramme> CreateAsync(Change change, CreateProgrammeRequest request)
    {
        if (!change.Caller.Is(Roles.Official))
        {
            MustBeParty(change, request.Terms);
        }

        var taxonomy = await current.ForWritingAsync(change);
        var terms = await ProgrammeTerms.CheckAsync(change, request.Terms, taxonomy);
        var id = change.NewId();
        await StoreAsync(change, id, terms, null, null);
        var row = await ProgrammeRow.GetAsync(change, id);
        ProgrammeNews.Tell(change, row, "drafted", "待贵单位共同拟定并同意", "waits for your organisation to draw it up and agree");
        return row.ToMessage();
    }

    /// <summary>Inserts a draft with its parts, also where a collaboration's activation opens it.</summary>
    public static async Task StoreAsync(Change change, Guid id, ProgrammeTerms terms, string? collaborationId, int? commitment)
    {
        await change.ExecuteAsync(Insert, new
        {
            id,
            terms.Terms.Title,
            kind = (short)terms.Terms.Kind,
            terms.Terms.Description,
            terms.Terms.Seats,
            terms.Start,
            terms.End,
            terms.Text,
            terms.Hash,
            collaborationId,
            commitment,
            change.Now,
        });
        await terms.WritePartsAsync(change, id);
        change.Audit("training.drafted", "training-programme", id.ToString(), new { hash = terms.Hash });
    }

    public async Task<TrainingProgramme> ReviseAsync(Change change, ReviseProgrammeRequest request)
    {
        var taxonomy = await current.ForWritingAsync(change);
        var row = await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId);
        Etag.Check(request.Etag, row.Version);
        if (row.TrainingState != TrainingState.Draft)
        {
            throw TrainingErrors.WrongState.ToException();
        }

        // Nobody writes himself out of a programme: he cancels it.
        MustBeParty(change, request.Terms);
        var terms = await ProgrammeTerms.CheckAsync(change, request.Terms, taxonomy);
        const string sql = """
            update training_programme
            set title = @Title, kind = @kind, description = @Description, seats = @Seats, start_date = @Start, end_date = @End,
                terms_text = @Text, terms_hash = @Hash, terms_version = terms_version + 1, version = version + 1
            where programme_id = @ProgrammeId
            """;
        await change.ExecuteAsync(sql, new
        {
            terms.Terms.Title,
            kind = (short)terms.Terms.Kind,
            terms.Terms.Description,
            terms.Terms.Seats,
            terms.Start,
            terms.End,
            terms.Text,
            terms.Hash,
            row.ProgrammeId,
        });
        await terms.WritePartsAsync(change, row.ProgrammeId);
        change.Audit("training.revised", "training-programme", request.ProgrammeId, new { hash = terms.Hash });
        var revised = await ProgrammeRow.GetAsync(change, row.ProgrammeId);
        ProgrammeNews.Tell(change, revised, "revised", "方案已修改，需各方重新同意", "was revised: every party has to agree again");
        return revised.ToMessage();
    }

    private static void MustBeParty(Change change, TrainingTerms terms)
    {
        if (terms.CollegeCode != change.Caller.OrganisationCode && !terms.FirmCodes.Contains(change.Caller.OrganisationCode))
        {
            throw TrainingErrors.NotAParty.ToException();
        }
    }
}
