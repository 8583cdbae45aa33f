using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.Benchmarks.Matching;

/// <summary>
/// Talents and needs as uneven as real ones: majors by Zipf, each with a bundle of skills that go together, some skills from
/// elsewhere by Zipf, most people from the city itself, wages around a usual one. The same for the same seed.
/// </summary>
internal sealed class MadeUpCity
{
    private const int Majors = 40;
    private static readonly string[] Cities = ["秦皇岛", "北京", "天津", "唐山", "石家庄", "保定", "沈阳", "大连", "济南", "上海"];
    private readonly SkillTaxonomy _taxonomy;
    private readonly string[][] _bundles;
    private readonly string[] _names;
    private readonly string[] _codes;
    private readonly double[] _skillsByZipf;
    private readonly double[] _majorsByZipf;
    private readonly string[] _colleges;

    public MadeUpCity(SkillTaxonomy taxonomy, int seed)
    {
        _taxonomy = taxonomy;
        var random = new Random(seed);
        _codes = [.. taxonomy.All.Select(skill => skill.Code)];
        random.Shuffle(_codes);
        _skillsByZipf = Zipf(_codes.Length);
        _majorsByZipf = Zipf(Majors);
        _bundles = new string[Majors][];
        for (var major = 0; major < Majors; major++)
        {
            _bundles[major] = [.. Enumerable.Range(0, 40).Select(_ => Draw(_codes, _skillsByZipf, random)).Distinct().Take(12)];
        }

        _names = [.. _bundles.Select(bundle => taxonomy.ByCode[bundle[^1]].NameZh)];
        _colleges = [.. Enumerable.Range(0, 40).Select(i => $"1213000040170{i:D4}X")];
    }

    public TalentProfile Talent(int number, Random random)
    {
        var major = Draw(_majorsByZipf, random);
        var count = random.Next(3, 11);
        var skills = SkillList.Of(Enumerable.Range(0, count).Select(_ => (
            random.NextDouble() < 0.7 ? _bundles[major][random.Next(_bundles[major].Length)] : Draw(_codes, _skillsByZipf, random), Level(random))));
        var awards = random.NextDouble() < 0.08;
        return new TalentProfile(
            new Guid(number, 0, 0, new byte[8]),
            number,
            skills,
            (EducationLevel)Pick(random, [0, 0.15, 0.4, 0.35, 0.08, 0.02]),
            Places(random),
            random.NextDouble() < 0.2 ? 0 : random.Next(50, 200) * 100_000L,
            (EmploymentKind)Pick(random, [0.1, 0.7, 0.12, 0.03, 0.02, 0.03]),
            awards ? 1 : 0,
            awards ? [skills.Codes[0]] : [],
            TextGrams.Of([_names[major], .. skills.Codes.Select(code => _taxonomy.ByCode[code].NameZh)]))
        { College = random.NextDouble() < 0.8 ? _colleges[random.Next(_colleges.Length)] : "" };
    }

    public NeedTerms Need(Random random)
    {
        var major = Draw(_majorsByZipf, random);
        var must = Asked(_bundles[major], random.Next(1, 5), random);
        var salary = random.NextDouble() < 0.15 ? 0 : random.Next(60, 180) * 100_000L;
        return new NeedTerms(
            $"{_taxonomy.ByCode[must.Codes[0]].NameZh}工程师",
            must,
            Asked(_bundles[major], random.Next(0, 4), random),
            (EducationLevel)Pick(random, [0.2, 0.05, 0.4, 0.3, 0.05]),
            salary * 2 / 3,
            salary,
            random.NextDouble() < 0.8 ? Cities[0] : Cities[random.Next(Cities.Length)],
            (EmploymentKind)Pick(random, [0.05, 0.8, 0.1, 0.02, 0.01, 0.02]))
        {
            Universities = random.NextDouble() < 0.15 ? [_colleges[random.Next(_colleges.Length)], _colleges[0]] : [],
            UniversitiesInOrder = true,
            Awards = random.NextDouble() < 0.1 ? [must.Codes[0]] : [],
        };
    }

    private static SkillList Asked(string[] bundle, int count, Random random) => SkillList.Weighted(
        [.. Enumerable.Range(0, count).Select(_ => (bundle[random.Next(bundle.Length)], Level(random), random.Next(1, 6)))]);

    private static string[] Places(Random random) => Pick(random, [0.15, 0.55, 0.3]) switch
    {
        0 => [],
        1 => [random.NextDouble() < 0.6 ? Cities[0] : Cities[random.Next(Cities.Length)]],
        _ => [.. new[] { Cities[random.Next(Cities.Length)], Cities[random.Next(Cities.Length)] }.Distinct()],
    };

    private static int Level(Random random) => 1 + Pick(random, [0.1, 0.25, 0.35, 0.2, 0.1]);

    private static int Pick(Random random, ReadOnlySpan<double> shares)
    {
        var left = random.NextDouble();
        for (var i = 0; i < shares.Length - 1; i++)
        {
            if ((left -= shares[i]) < 0)
                return i;
        }

        return shares.Length - 1;
    }

    /// <summary>Cumulated 1/rank.</summary>
    private static double[] Zipf(int count)
    {
        var sums = new double[count];
        for (var i = 0; i < count; i++)
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1.0 / (i + 1));
        return sums;
    }

    private static string Draw(string[] values, double[] sums, Random random) => values[Draw(sums, random)];

    private static int Draw(double[] sums, Random random)
    {
        var found = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        return Math.Min(found < 0 ? ~found : found, sums.Length - 1);
    }
}
