using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Privacy;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Matching;

/// <summary>Ranks the present talents for needs, stores the shortlists and tells those of pool needs that changed.</summary>
internal sealed class ComputeShortlists(SkillTaxonomy taxonomy)
{
    private readonly Explanation _explanation = new(taxonomy);

    /// <param name="needs">Open needs whose rows this transaction has locked or inserted.</param>
    /// <param name="always">Raises TalentShortlisted also where nothing changed.</param>
    public async Task RunAsync(Change change, IReadOnlyList<NeedRow> needs, bool always = false)
    {
        if (needs.Count == 0)
        {
            return;
        }

        var rankings = needs.Select(need => new Ranking(NeedProfile.Of(need.ToTerms(), taxonomy))).ToList();
        var labels = await RankAsync(change, rankings);
        var targets = await PoolTarget.OfAsync(change, needs);
        var shortlists = needs.Zip(rankings, (need, ranking) => ToShortlist(need, ranking, labels, targets[need.NeedId])).ToList();
        var changed = await StoredShortlist.StoreAsync(change, shortlists);
        foreach (var told in shortlists.Where(shortlist => always || changed.Contains(shortlist.NeedId)).SelectMany(shortlist => shortlist.Told))
        {
            change.Raise(told, told.NeedId);
        }
    }

    /// <returns>Whoever was among the best of some need while the candidates passed by.</returns>
    private static async Task<Dictionary<Guid, Candidate>> RankAsync(Change change, IReadOnlyList<Ranking> rankings)
    {
        var labels = new Dictionary<Guid, Candidate>();
        await foreach (var candidate in Candidates.OfAsync(change, [.. rankings.Select(ranking => ranking.Need)], change.Cancellation))
        {
            var kept = false;
            foreach (var ranking in rankings)
            {
                kept |= ranking.Consider(candidate.Profile);
            }

            if (kept)
            {
                labels[candidate.Profile.TalentId] = candidate;
            }
        }

        return labels;
    }

    private StoredShortlist ToShortlist(NeedRow need, Ranking ranking, Dictionary<Guid, Candidate> labels, IEnumerable<PoolTarget> targets)
    {
        var best = ranking.Best;
        var content = new TalentShortlisted
        {
            NeedId = need.NeedId.ToString(),
            NeedTitle = need.Title,
            OrganisationCode = need.OrganisationCode,
            Headcount = need.Headcount,
            ReasonZh = best.Count > 0 ? "" : _explanation.NobodyFits(ranking.Need, Language.Chinese),
            ReasonEn = best.Count > 0 ? "" : _explanation.NobodyFits(ranking.Need, Language.English),
            Talents = { best.Select((scored, i) => ToMessage(scored, i + 1, ranking.Need, labels[scored.Talent.TalentId])) },
        };
        return new StoredShortlist(
            need.NeedId,
            content,
            [.. targets.Select(target => new TalentShortlisted(content) { ProjectId = target.ProjectId, NeedTitle = target.Title })],
            [.. best.Select(scored => scored.Parts)],
            [.. best.Select(scored => Missing(ranking.Need, scored))]);
    }

    private ShortlistedTalent ToMessage(Scored scored, int rank, NeedProfile need, Candidate candidate) => new()
    {
        TalentId = scored.Talent.TalentId.ToString(),
        Rank = rank,
        Score = scored.Points / 100.0,
        MaskedLabel = $"{Masking.Name(candidate.Name)} · {candidate.CollegeName} · {candidate.Major}",
        CollegeCode = candidate.CollegeCode,
        CollegeName = candidate.CollegeName,
        ExplanationZh = _explanation.Of(need, scored, Language.Chinese),
        ExplanationEn = _explanation.Of(need, scored, Language.English),
    };

    private static MissingSkill[] Missing(NeedProfile need, Scored scored) =>
        [.. need.Must.Where(ask => !ask.IsMet(scored.Talent.Skills)).Select(ask => new MissingSkill(ask.Code, ask.Level))];
}
