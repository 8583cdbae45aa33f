using Platform.TalentMatching.Engine;

namespace Platform.TalentMatching.Matching;

/// <summary>The talents found for a need with their scores.</summary>
/// <param name="Best">Best first.</param>
/// <param name="Candidates">By talent; others may be among them.</param>
internal sealed record Ranking(NeedProfile Need, IReadOnlyList<Scored> Best, IReadOnlyDictionary<Guid, Candidate> Candidates)
{
    public static Ranking Of(NeedProfile need, IReadOnlyList<FoundTalent> found, IReadOnlyDictionary<Guid, Candidate> candidates)
    {
        var present = found.Select(talent => candidates.GetValueOrDefault(talent.TalentId)).OfType<Candidate>().Select(candidate => candidate.Profile);
        var scored = present.Where(talent => Score.MayWork(need.Terms.Employment, talent.Employment)).Select(talent => Score.Of(need, talent));
        return new Ranking(need, [.. scored.Where(one => one.Fits).Order()], candidates);
    }
}
