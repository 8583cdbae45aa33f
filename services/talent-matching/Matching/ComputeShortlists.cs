using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Privacy;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Matching;

/// <summary>Ranks the present talents for needs, stores the shortlists and tells those of pool needs that changed.</summary>
internal sealed class ComputeShortlists(CurrentTaxonomy current, MatchingIndex index)
{
    /// <param name="needs">Open needs whose rows this transaction has locked or inserted.</param>
    /// <param name="always">Raises TalentShortlisted also where nothing changed.</param>
    public async Task RunAsync(Change change, IReadOnlyList<NeedRow> needs, bool always = false)
    {
        if (needs.Count == 0)
        {
            return;
        }

        var taxonomy = await current.AtAsync(change.Connection, change.Cancellation);
        var explanation = new Explanation(taxonomy);
        var rankings = await RankAsync(change, [.. needs.Select(need => NeedProfile.Of(need.ToTerms(), taxonomy))]);
        var targets = await PoolTarget.OfAsync(change, needs);
        var shortlists = needs.Zip(rankings, (need, ranking) => ToShortlist(need, ranking, targets[need.NeedId], explanation)).ToList();
        var changed = await StoredShortlist.StoreAsync(change, shortlists);
        foreach (var told in shortlists.Where(shortlist => always || changed.Contains(shortlist.NeedId)).SelectMany(shortlist => shortlist.Told))
        {
            change.Raise(told, told.NeedId);
        }
    }

    /// <summary>
    /// The index finds who may be best; the score is computed from their rows as this transaction sees them. Where one changed in
    /// between, that change has made the shortlist due again.
    /// </summary>
    private async Task<IReadOnlyList<Ranking>> RankAsync(Change change, IReadOnlyList<NeedProfile> needs)
    {
        var found = await index.TopTalentsAsync(needs, ScoreWeights.ShortlistSize, TalentFilter.None, change.Cancellation);
        var candidates = await Candidates.OfAsync(change.Connection, found.SelectMany(one => one).Select(talent => talent.TalentId), placedToo: false, change.Cancellation);
        return [.. needs.Zip(found, (need, talents) => Ranking.Of(need, talents, candidates))];
    }

    private static StoredShortlist ToShortlist(NeedRow need, Ranking ranking, IEnumerable<PoolTarget> targets, Explanation explanation)
    {
        var best = ranking.Best;
        var content = new TalentShortlisted
        {
            NeedId = need.NeedId.ToString(),
            NeedTitle = need.Title,
            OrganisationCode = need.OrganisationCode,
            Headcount = need.Headcount,
            ReasonZh = best.Count > 0 ? "" : explanation.NobodyFits(ranking.Need, Language.Chinese),
            ReasonEn = best.Count > 0 ? "" : explanation.NobodyFits(ranking.Need, Language.English),
            Talents = { best.Select((scored, i) => ToMessage(scored, i + 1, ranking.Need, ranking.Candidates[scored.Talent.TalentId], explanation)) },
        };
        return new StoredShortlist(
            need.NeedId,
            content,
            [.. targets.Select(target => new TalentShortlisted(content) { ProjectId = target.ProjectId, NeedTitle = target.Title })],
            [.. best.Select(scored => scored.Parts)],
            [.. best.Select(scored => MissingSkill.Of(ranking.Need, scored.Talent))]);
    }

    private static ShortlistedTalent ToMessage(Scored scored, int rank, NeedProfile need, Candidate candidate, Explanation explanation) => new()
    {
        TalentId = scored.Talent.TalentId.ToString(),
        Rank = rank,
        Score = scored.Points / 100.0,
        MaskedLabel = $"{Masking.Name(candidate.Name)} · {candidate.CollegeName} · {candidate.Major}",
        CollegeCode = candidate.CollegeCode,
        CollegeName = candidate.CollegeName,
        ExplanationZh = explanation.Of(need, scored, Language.Chinese),
        ExplanationEn = explanation.Of(need, scored, Language.English),
    };
}
