using Platform.Chassis.Catalogues;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>What of a talent is weighed.</summary>
/// <param name="Sequence">Order of creation: the last tie-break.</param>
/// <param name="Places">Wishes in their order, folded.</param>
public sealed record TalentProfile(
    Guid TalentId,
    long Sequence,
    SkillList Skills,
    EducationLevel Education,
    IReadOnlyList<string> Places,
    long ExpectedSalaryFen,
    EmploymentKind Employment,
    int AwardCount,
    IReadOnlyList<string> AwardSkills,
    IReadOnlyList<string> Grams)
{
    /// <summary>The college's organisation code; empty until it has joined the platform.</summary>
    public string College { get; init; } = "";
}

/// <summary>A need made ready for scoring many talents: its weights shared out, its words folded.</summary>
public sealed class NeedProfile
{
    private NeedProfile(NeedTerms terms, SkillTaxonomy taxonomy)
    {
        Terms = terms;
        Grams = TextGrams.Of(terms.Title).ToHashSet();
        PlaceKey = Words.Fold(terms.Place);
        var nice = terms.Nice.Codes.Length > 0 ? ScoreWeights.NiceSkills * 100 : 0;
        EducationMaximum = terms.MinimumEducation != EducationLevel.Unspecified ? ScoreWeights.Education * 100 : 0;
        PlaceMaximum = PlaceKey.Length > 0 ? ScoreWeights.Place * 100 : 0;
        SalaryMaximum = terms.SalaryMaximumFen > 0 || terms.SalaryMinimumFen > 0 ? ScoreWeights.Salary * 100 : 0;
        var text = Grams.Count > 0 ? ScoreWeights.Text * 100 : 0;
        UniversityMaximum = terms.Universities.Count > 0 ? ScoreWeights.University * 100 : 0;
        AwardMaximum = (terms.Awards.Count > 0 ? ScoreWeights.PreferredAward : ScoreWeights.Award) * 100;
        var main = 10_000 - UniversityMaximum - nice - EducationMaximum - PlaceMaximum - SalaryMaximum - AwardMaximum - text;
        Must = SkillAsk.Share(terms.Must, taxonomy, main);
        Nice = SkillAsk.Share(terms.Nice, taxonomy, nice);
        TextMaximum = Must.Count > 0 ? text : text + main;
    }

    public NeedTerms Terms { get; }

    public IReadOnlyList<SkillAsk> Must { get; }

    public IReadOnlyList<SkillAsk> Nice { get; }

    public IReadOnlySet<string> Grams { get; }

    public string PlaceKey { get; }

    public int EducationMaximum { get; }

    public int PlaceMaximum { get; }

    public int SalaryMaximum { get; }

    public int UniversityMaximum { get; }

    public int AwardMaximum { get; }

    public int TextMaximum { get; }

    /// <summary>Codes of which a candidate has at least one, or else shares text.</summary>
    public IEnumerable<string> CandidateSkills => Must.SelectMany(ask => ask.Routes.Keys).Distinct();

    public static NeedProfile Of(NeedTerms terms, SkillTaxonomy taxonomy) => new(terms, taxonomy);

    /// <summary>Whether an award in this skill is in the need's field: among those preferred or, without a preference, its skills.</summary>
    public bool AsksFor(string code) => Terms.Awards.Count > 0 ? Terms.Awards.Contains(code) : Must.Concat(Nice).Any(ask => ask.Routes.GetValueOrDefault(code) >= SkillRoutes.Narrower);
}

/// <summary>What a need states.</summary>
public sealed record NeedTerms(
    string Title,
    SkillList Must,
    SkillList Nice,
    EducationLevel MinimumEducation,
    long SalaryMinimumFen,
    long SalaryMaximumFen,
    string Place,
    EmploymentKind Employment)
{
    /// <summary>Codes of preferred universities; their order counts where <see cref="UniversitiesInOrder"/>.</summary>
    public IReadOnlyList<string> Universities { get; init; } = [];

    public bool UniversitiesInOrder { get; init; }

    /// <summary>Skills whose awards are preferred; empty: those of the need's own skills.</summary>
    public IReadOnlyList<string> Awards { get; init; } = [];
}
