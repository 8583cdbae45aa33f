using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>A firm posts a need; where the firm has a pool project the need gets its priority and its shortlist at once.</summary>
internal sealed class CreateNeed(CurrentTaxonomy current, ComputeShortlists shortlists)
{
    public async Task<TalentNeed> RunAsync(Change change, CreateTalentNeedRequest request)
    {
        if (request.SalaryMaxCnyFen > 0 && request.SalaryMinCnyFen > request.SalaryMaxCnyFen)
        {
            throw NeedErrors.SalaryRange.ToException();
        }

        var need = await ToNeedAsync(change, request, await current.ForWritingAsync(change));
        await NeedLocks.NewNeedsAsync(change);
        var stored = await NewNeed.StoreAsync(change, [need]);
        if (!stored.TryGetValue(need.Key, out var id))
        {
            throw NeedErrors.TitleTaken.ToException();
        }

        var prioritised = await PoolPriority.GiveAsync(change, [need.OrganisationCode]);
        await ShortlistQueue.AddAsync(change, [.. prioritised.Where(other => other != id)]);
        var row = await NeedVisibility.LockOwnAsync(change, id.ToString());
        await shortlists.RunAsync(change, [row]);
        change.Audit("talent-need.posted", "talent-need", id.ToString());
        return row.ToMessage();
    }

    private static async Task<NewNeed> ToNeedAsync(Change change, CreateTalentNeedRequest request, SkillTaxonomy taxonomy)
    {
        const string name = "select name from organisation where organisation_code = @OrganisationCode";
        var today = CityDays.Of(change.Now);
        var deadline = Day(request.Deadline, today, NeedErrors.DeadlineNotADate, NeedErrors.DeadlinePast);
        var start = Day(request.StartDate, today, NeedErrors.StartNotADate, NeedErrors.StartPast);
        if (start < deadline)
        {
            throw NeedErrors.StartBeforeDeadline.ToException();
        }

        return new NewNeed(
            change.NewId(),
            request.Title.Trim(),
            change.Caller.OrganisationCode,
            await change.QuerySingleOrDefaultAsync<string>(name, new { change.Caller.OrganisationCode }) ?? "",
            request.Headcount,
            Skills(request.MustSkills, "must_skills", taxonomy),
            Skills(request.NiceSkills, "nice_skills", taxonomy),
            request.MinimumEducation,
            request.SalaryMinCnyFen,
            request.SalaryMaxCnyFen,
            request.Place.Trim(),
            request.EmploymentKind,
            deadline,
            Declared: false)
        {
            StartDate = start,
            UniversityCodes = await PreferredUniversities.ResolveAsync(change, request.PreferredUniversities),
            UniversitiesInOrder = request.UniversitiesInOrder,
            AwardPreferences = Awards(request.PreferredAwards, taxonomy),
        };
    }

    private static string[] Awards(IReadOnlyList<string> words, SkillTaxonomy taxonomy)
    {
        var codes = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"preferred_awards[{i}]");
            var code = taxonomy.Require(words[i], field).Code;
            codes.Add(codes.Contains(code) ? throw NeedErrors.Repeated(words[i], field).ToException() : code);
        }

        return [.. codes];
    }

    private static SkillList Skills(IEnumerable<SkillLevel> skills, string field, SkillTaxonomy taxonomy) => SkillList.Weighted([.. skills.Select((skill, i) => (
        taxonomy.Require(skill.Skill, string.Create(CultureInfo.InvariantCulture, $"{field}[{i}].skill")).Code,
        skill.Level,
        skill.Weight))]);

    private static DateOnly? Day(string text, DateOnly today, Error notADate, Error past)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw notADate.ToException();
        }

        return day >= today ? day : throw past.ToException();
    }
}
