using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Rounds;

/// <summary>Scores the pairs of a round that can fit, by the same score as shortlists, and those that somebody named.</summary>
internal static class PairScores
{
    public static List<PairScore> Of(IReadOnlyList<TalentParty> talents, IReadOnlyList<NeedParty> needs, SkillTaxonomy taxonomy)
    {
        var profiles = needs.Select(need => NeedProfile.Of(need.Row.ToTerms(), taxonomy)).ToArray();
        var (bySkill, byText) = (new Dictionary<string, List<int>>(StringComparer.Ordinal), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        for (var need = 0; need < profiles.Length; need++)
        {
            Add(bySkill, profiles[need].CandidateSkills, need);
            Add(byText, profiles[need].Grams, need);
        }

        var needIndex = Index(needs.Select(need => need.NeedId));
        var naming = Naming(needs, Index(talents.Select(talent => talent.TalentId)));
        var scores = new List<PairScore>();
        for (var talent = 0; talent < talents.Count; talent++)
        {
            var party = talents[talent];
            var named = party.Named.Where(needIndex.ContainsKey).Select(id => needIndex[id]).Concat(naming[talent]).ToHashSet();
            var candidates = new SortedSet<int>(named);
            candidates.UnionWith(party.SkillCodes.SelectMany(code => bySkill.GetValueOrDefault(code) ?? []));
            candidates.UnionWith(party.TextGrams.SelectMany(gram => byText.GetValueOrDefault(gram) ?? []));
            var profile = party.ToProfile();
            foreach (var need in candidates)
            {
                var scored = Score.Of(profiles[need], profile);
                var fits = scored.Fits && Score.MayWork(profiles[need].Terms.Employment, profile.Employment);
                if (fits || named.Contains(need))
                {
                    scores.Add(new(talent, need, scored.Points, scored.MustPoints, fits));
                }
            }
        }

        return scores;
    }

    public static Dictionary<Guid, int> Index(IEnumerable<Guid> ids) => ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);

    private static ILookup<int, int> Naming(IReadOnlyList<NeedParty> needs, Dictionary<Guid, int> talentIndex) => needs
        .SelectMany((need, index) => need.Entry.Named.Where(talentIndex.ContainsKey).Select(id => (Talent: talentIndex[id], Need: index)))
        .ToLookup(pair => pair.Talent, pair => pair.Need);

    private static void Add(Dictionary<string, List<int>> index, IEnumerable<string> keys, int need)
    {
        foreach (var key in keys)
        {
            if (!index.TryGetValue(key, out var needs))
            {
                index[key] = needs = [];
            }

            needs.Add(need);
        }
    }
}
