using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.SkillWords;

namespace Platform.TalentMatching.Talents;

/// <summary>Imports a file of talents: an official's of any college, a college's own rows only. Open needs get new shortlists.</summary>
internal sealed class ImportTalents(Store store, CurrentTaxonomy current)
{
    public async Task<ImportReport> RunAsync(IAsyncStreamReader<ImportChunk> chunks, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            var rows = new TalentSheet(await current.ForWritingAsync(change)).Read(file).RejectRepeated(TalentSheet.Name, talent => talent.Key);
            var colleges = await Colleges.KnownAsync(change);
            var allowed = caller.Is(Roles.Official) ? rows : OwnCollegeOnly(rows, caller, colleges);
            var existing = await NewTalent.StoredKeysAsync(change, [.. allowed.Good.Select(row => row.Value.Key)]);
            var accepted = allowed.RejectExisting(TalentSheet.Name, talent => talent.Key, existing);
            var ids = await StoreAsync(change, accepted.Accepted, colleges);
            change.Audit("talent.imported", "talent", "", new { rows = ids.Count });
            return accepted.Report(Languages.Of(call), ids);
        });
    }

    private static ImportRows<NewTalent> OwnCollegeOnly(ImportRows<NewTalent> rows, Caller caller, IReadOnlyDictionary<string, string> colleges)
    {
        var ownNames = colleges.Where(college => college.Value == caller.OrganisationCode).Select(college => college.Key).ToHashSet();
        return ownNames.Count == 0
            ? throw TalentErrors.CollegeUnknown.ToException()
            : rows.Check(row => ownNames.Contains(row.Value.CollegeFolded)
                ? null
                : row.Problem(TalentSheet.College, ErrorReason.OtherOrganisation, TalentErrors.OtherCollege.Chinese, TalentErrors.OtherCollege.English));
    }

    private static async Task<IReadOnlyCollection<string>> StoreAsync(Change change, IReadOnlyList<ImportRow<NewTalent>> rows, IReadOnlyDictionary<string, string> colleges)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        NewTalent[] talents = [.. rows.Select(row => row.Value with { TalentId = change.NewId(), CollegeCode = colleges.GetValueOrDefault(row.Value.CollegeFolded) })];
        if (await NewTalent.StoreAsync(change, talents) < talents.Length)
        {
            // Someone imported the same between the look and the insert.
            throw CommonErrors.ConcurrentChange.ToException();
        }

        await NoteWords.OfTalentsAsync(change, [.. talents.SelectMany(talent => talent.WordsNoted.Select(word => new NotedWord(talent.TalentId, word.Word, word.Level)))]);
        await ShortlistQueue.AddAllOpenAsync(change);
        return [.. talents.Select(talent => talent.TalentId.ToString())];
    }
}
