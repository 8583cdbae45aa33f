using Platform.Talent.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Engine;

/// <summary>A need as it is found for talents.</summary>
/// <param name="Sequence">Order among equal scores, lower first.</param>
internal sealed record IndexedNeed(Guid NeedId, long Sequence, string OrganisationCode, bool InPool, NeedProfile Profile);

/// <summary>The open needs in memory, by the skills that count for them and by the pieces of their titles: the mirror of <see cref="TalentIndex"/>.</summary>
internal sealed class NeedIndex
{
    private readonly List<IndexedNeed?> _needs = [];
    private readonly Dictionary<Guid, int> _slots = [];
    private readonly Dictionary<string, List<int>> _skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _grams = new(StringComparer.Ordinal);

    public int Count => _slots.Count;

    public int Disorder => _needs.Count - _slots.Count;

    public IEnumerable<IndexedNeed> All => _needs.OfType<IndexedNeed>();

    public void Put(IndexedNeed need)
    {
        Remove(need.NeedId);
        var slot = _needs.Count;
        _needs.Add(need);
        _slots[need.NeedId] = slot;
        foreach (var code in need.Profile.CandidateSkills)
        {
            ListOf(_skills, code).Add(slot);
        }

        foreach (var gram in need.Profile.Grams)
        {
            ListOf(_grams, gram).Add(slot);
        }
    }

    public void Remove(Guid needId)
    {
        if (_slots.Remove(needId, out var slot))
        {
            _needs[slot] = null;
        }
    }

    /// <summary>
    /// The exact best needs for a talent that fits them, best first: by points, must-skill points, then <see cref="IndexedNeed.Sequence"/>.
    /// Those that share no skill and no text with the talent are not looked at; of the others, those whose must-skills leave no chance are not scored to the end.
    /// </summary>
    public IReadOnlyList<(IndexedNeed Need, Hit Hit)> Top(TalentProfile talent, int k, Func<IndexedNeed, bool> filter)
    {
        var best = new Best(k);
        var seen = new HashSet<int>();
        var lists = talent.Skills.Codes.Select(code => _skills.GetValueOrDefault(code)).Concat(talent.Grams.Select(gram => _grams.GetValueOrDefault(gram)));
        foreach (var slot in lists.OfType<List<int>>().SelectMany(list => list))
        {
            if (_needs[slot] is not { } need || !seen.Add(slot) || !Score.MayWork(need.Profile.Terms.Employment, talent.Employment) || !filter(need)
                || Score.AtMost(need.Profile, talent) < best.Threshold)
            {
                continue;
            }

            var scored = Score.Of(need.Profile, talent);
            if (scored.Fits)
            {
                best.Offer(new Hit(scored.Points, scored.MustPoints, need.Sequence, slot));
            }
        }

        return [.. best.Sorted().Select(hit => (_needs[hit.Slot]!, hit))];
    }

    private static List<int> ListOf(Dictionary<string, List<int>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
