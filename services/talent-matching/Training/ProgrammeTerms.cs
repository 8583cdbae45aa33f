using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>Terms as they are stored: checked against what the service knows, with their text.</summary>
internal sealed record ProgrammeTerms(TrainingTerms Terms, DateOnly Start, DateOnly End, string Text)
{
    public string Hash => TermsText.Hash(Text);

    /// <exception cref="Chassis.Errors.FailedException">SKILL_UNKNOWN, ORGANISATION_UNKNOWN, PARTIES_INCOMPLETE, PAST_DATE, INVALID_FIELD.</exception>
    public static async Task<ProgrammeTerms> CheckAsync(Change change, TrainingTerms given, SkillTaxonomy taxonomy)
    {
        var start = CityDays.Parse(given.StartDate) ?? throw TrainingErrors.BadDay("terms.start_date").ToException();
        var end = CityDays.Parse(given.EndDate) ?? throw TrainingErrors.BadDay("terms.end_date").ToException();
        if (end < start)
        {
            throw TrainingErrors.EndBeforeStart.ToException();
        }

        if (end < CityDays.Of(change.Now))
        {
            throw TrainingErrors.EndPast.ToException();
        }

        if (given.CollegeCode.Length == 0 && given.Kind != TrainingKind.Employee)
        {
            throw TrainingErrors.CollegeNeeded.ToException();
        }

        var names = await NamesAsync(change, given);
        var terms = new TrainingTerms(given) { Title = given.Title.Trim(), Description = given.Description.Trim() };
        terms.Modules.Clear();
        terms.Modules.Add(given.Modules.Select((module, i) => new TrainingModule
        {
            Number = i + 1,
            Title = module.Title.Trim(),
            Skill = taxonomy.Require(module.Skill, string.Create(CultureInfo.InvariantCulture, $"terms.modules[{i}].skill")).Code,
            TargetLevel = module.TargetLevel,
            Hours = module.Hours,
        }));
        return new ProgrammeTerms(terms, start, end, TermsText.Write(terms, code => names[code]));
    }

    /// <summary>Writes parties and modules in place of those stored; nobody has agreed to them yet.</summary>
    public async Task WritePartsAsync(Change change, Guid id)
    {
        const string clear = "delete from training_module where programme_id = @id; delete from training_party where programme_id = @id";
        const string parties = "insert into training_party (programme_id, organisation_code, kind) select @id, p.code, p.kind from unnest(@codes, @kinds) as p (code, kind)";
        const string modules = """
            insert into training_module (programme_id, number, title, skill_code, target_level, hours)
            select @id, m.number, m.title, m.skill, m.level, m.hours
            from unnest(@titles, @skills, @levels, @hours) with ordinality as m (title, skill, level, hours, number)
            """;
        string[] college = Terms.CollegeCode.Length == 0 ? [] : [Terms.CollegeCode];
        await change.ExecuteAsync(clear, new { id });
        await change.ExecuteAsync(parties, new
        {
            id,
            codes = Terms.FirmCodes.Concat(college).ToArray(),
            kinds = Terms.FirmCodes.Select(_ => (short)OrganisationKind.Enterprise).Concat(college.Select(_ => (short)OrganisationKind.University)).ToArray(),
        });
        await change.ExecuteAsync(modules, new
        {
            id,
            titles = Terms.Modules.Select(module => module.Title).ToArray(),
            skills = Terms.Modules.Select(module => module.Skill).ToArray(),
            levels = Terms.Modules.Select(module => (short)module.TargetLevel).ToArray(),
            hours = Terms.Modules.Select(module => module.Hours).ToArray(),
        });
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(Change change, TrainingTerms terms)
    {
        const string sql = "select organisation_code as code, name, kind::int as kind from organisation where organisation_code = any(@codes) limit 100";
        var known = (await change.QueryAsync<Known>(sql, new { codes = terms.FirmCodes.Append(terms.CollegeCode).ToArray() })).ToDictionary(one => one.Code);
        foreach (var (firm, i) in terms.FirmCodes.Select((firm, i) => (firm, i)))
        {
            if (known.GetValueOrDefault(firm)?.Kind != (int)OrganisationKind.Enterprise)
            {
                throw TrainingErrors.NoSuchOrganisation(firm, string.Create(CultureInfo.InvariantCulture, $"terms.firm_codes[{i}]"), college: false).ToException();
            }
        }

        return terms.CollegeCode.Length == 0 || known.GetValueOrDefault(terms.CollegeCode)?.Kind == (int)OrganisationKind.University
            ? known.ToDictionary(one => one.Key, one => one.Value.Name)
            : throw TrainingErrors.NoSuchOrganisation(terms.CollegeCode, "terms.college_code", college: true).ToException();
    }

    private sealed record Known(string Code, string Name, int Kind);
}
