using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Recommendations;

/// <summary>The best talents for an open need, from all that the filters leave.</summary>
internal sealed class RecommendTalents(Store store, CurrentTaxonomy current, MatchingIndex index)
{
    public const int UsualK = 10;

    public async Task<RecommendTalentsResponse> RunAsync(RecommendTalentsRequest request, Caller caller, Language language, CancellationToken cancellation)
    {
        var row = await GetNeed.FindAsync(store, request.NeedId, caller, cancellation);
        if (row.NeedState != TalentNeedState.Open)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        await using var connection = await store.OpenAsync(cancellation);
        var taxonomy = await current.AtAsync(connection, cancellation);
        var need = NeedProfile.Of(row.ToTerms(), taxonomy);
        var filter = FilterOf(request, caller);
        var found = (await index.TopTalentsAsync([need], request.TopK == 0 ? UsualK : request.TopK, filter, cancellation)).Single();
        var candidates = await Candidates.OfAsync(connection, found.Select(talent => talent.TalentId), filter.PlacedToo, cancellation);
        var ranking = Ranking.Of(need, found, candidates);
        var explanation = new Explanation(taxonomy);
        var trainings = await ClosingTrainings.OfAsync(connection, ranking.Best.SelectMany(scored => MissingSkill.Of(need, scored.Talent)), cancellation);
        string Why(Scored scored) => ClosingTrainings.Explain(explanation.Of(need, scored, language), trainings, MissingSkill.Of(need, scored.Talent), language);
        return new RecommendTalentsResponse
        {
            Entries = { ranking.Best.Select((scored, i) => ToMessage(scored, i + 1, ranking, Why(scored), caller)) },
            Trainings = { trainings },
        };
    }

    private static TalentFilter FilterOf(RecommendTalentsRequest request, Caller caller)
    {
        var official = caller.Is(Roles.Official);
        var college = caller.Is(Roles.University) && !official ? caller.OrganisationCode : request.CollegeCode;
        return new TalentFilter(Words.Fold(request.Place), request.EmploymentKind, college, request.MinimumEducation, request.IncludePlaced && official);
    }

    private static ShortlistEntry ToMessage(Scored scored, int rank, Ranking ranking, string explanation, Caller caller)
    {
        var candidate = ranking.Candidates[scored.Talent.TalentId];
        return new ShortlistEntry
        {
            Rank = rank,
            TalentId = scored.Talent.TalentId.ToString(),
            Name = PersonalData.Name(caller, candidate.CollegeCode, candidate.Name),
            CollegeCode = candidate.CollegeCode,
            CollegeName = candidate.CollegeName,
            Major = candidate.Major,
            Education = scored.Talent.Education,
            Score = scored.Points / 100.0,
            Parts = { scored.ToParts() },
            Missing = { MissingSkill.Of(ranking.Need, scored.Talent).Select(missing => missing.ToMessage()) },
            Explanation = explanation,
        };
    }
}
