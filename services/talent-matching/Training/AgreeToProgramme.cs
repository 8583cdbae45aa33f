using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>A party agrees to the terms with the hash that it read; the last agreement opens enrolment.</summary>
internal static class AgreeToProgramme
{
    public static async Task<TrainingProgramme> RunAsync(Change change, AgreeToProgrammeRequest request)
    {
        var row = await ProgrammeRow.LockAsPartyAsync(change, request.ProgrammeId);
        Check(row, request.TermsHash, CityDays.Of(change.Now));
        const string sql = """
            update training_party set agreed_at = @Now
            where programme_id = @ProgrammeId and organisation_code = @OrganisationCode and agreed_at is null
            """;
        if (await change.ExecuteAsync(sql, new { change.Now, row.ProgrammeId, change.Caller.OrganisationCode }) == 0)
        {
            // Agreed before: nothing changes.
            return row.ToMessage();
        }

        var all = row.Parties.All(party => party.AgreedAt is not null || party.OrganisationCode == change.Caller.OrganisationCode);
        const string step = "update training_programme set state = @state, version = version + 1 where programme_id = @ProgrammeId";
        await change.ExecuteAsync(step, new { state = (short)(all ? TrainingStates.After(row.TrainingState, TrainingStep.Open)! : row.TrainingState), row.ProgrammeId });
        change.Audit("training.agreed", "training-programme", request.ProgrammeId, new { hash = row.TermsHash, opened = all });
        var agreed = await ProgrammeRow.GetAsync(change, row.ProgrammeId);
        if (all)
        {
            ProgrammeNews.Tell(change, agreed, "opened", "各方已同意，开始招生", "is agreed by all and open for enrolment");
        }

        return agreed.ToMessage();
    }

    private static void Check(ProgrammeRow row, string hash, DateOnly today)
    {
        if (row.TrainingState != TrainingState.Draft)
        {
            throw TrainingErrors.WrongState.ToException();
        }

        if (row.TermsHash != hash)
        {
            throw TrainingErrors.TermsChanged.ToException();
        }

        if (row.Modules.Count == 0)
        {
            throw TrainingErrors.CurriculumEmpty.ToException();
        }

        if (row.EndDate < today)
        {
            throw TrainingErrors.OverBeforeAgreed.ToException();
        }
    }
}
