using System.Collections.Frozen;

namespace Platform.TalentMatching.Skills;

/// <summary>How far a neighbouring skill stands in for the one asked, in ten-thousandths. [choice] of this platform.</summary>
public sealed class SkillRoutes
{
    /// <summary>Whoever masters the narrower (五轴加工) has most of the broader (数控加工).</summary>
    public const int Narrower = 8_000;

    public const int Related = 4_500;

    /// <summary>The broader alone says little of the narrower.</summary>
    public const int Broader = 3_500;

    private readonly ILookup<string, string> _narrower;
    private readonly ILookup<string, string> _relating;
    private readonly ILookup<string, string> _merged;
    private readonly FrozenDictionary<string, SkillEntry> _byCode;

    internal SkillRoutes(FrozenDictionary<string, SkillEntry> byCode)
    {
        _byCode = byCode;
        _narrower = Reversed(entry => entry.Broader);
        _relating = Reversed(entry => entry.Related);
        _merged = byCode.Values.Where(entry => entry.MergedInto is not null).ToLookup(entry => Target(entry.Code), entry => entry.Code, StringComparer.Ordinal);
    }

    /// <summary>The skill that a code stands for now, through all merges.</summary>
    public string Target(string code)
    {
        while (_byCode.TryGetValue(code, out var entry) && entry.MergedInto is { } into)
        {
            code = into;
        }

        return code;
    }

    public IEnumerable<string> NarrowerOf(string code) => _narrower[code];

    /// <summary>Codes that count for a skill, each with the best share that it counts for. Merged ones count as what they were merged into.</summary>
    public FrozenDictionary<string, int> To(string code)
    {
        var asked = _byCode[Target(code)];
        var shares = new Dictionary<string, int>(StringComparer.Ordinal) { [asked.Code] = 10_000 };
        Add(_narrower[asked.Code], Narrower);
        Add(asked.Related.Concat(_relating[asked.Code]), Related);
        Add(asked.Broader, Broader);
        foreach (var (target, share) in shares.ToArray())
        {
            foreach (var merged in _merged[target])
            {
                shares[merged] = share;
            }
        }

        return shares.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(IEnumerable<string> codes, int share)
        {
            foreach (var one in codes.Select(Target))
            {
                shares[one] = Math.Max(share, shares.GetValueOrDefault(one));
            }
        }
    }

    private ILookup<string, string> Reversed(Func<SkillEntry, IEnumerable<string>> links) => _byCode.Values
        .Where(entry => entry.MergedInto is null)
        .SelectMany(entry => links(entry).Select(to => (To: Target(to), entry.Code)))
        .ToLookup(link => link.To, link => link.Code, StringComparer.Ordinal);
}
