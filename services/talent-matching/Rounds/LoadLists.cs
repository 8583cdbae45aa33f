using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>The full lists of a round by index: talents and needs in order of their ids, which also is the order of the hash.</summary>
internal sealed record RoundLists(Guid[] Talents, Guid[] Needs, Market Market);

/// <summary>Reads who takes part in a round, what they said and how they score, and makes the full lists of it.</summary>
internal sealed class LoadLists(CurrentTaxonomy current)
{
    private const int Shown = 500;

    public async Task<RoundLists> AllAsync(NpgsqlConnection connection, Guid roundId, CancellationToken cancellation)
    {
        var (talents, needs) = await PartiesAsync(connection, roundId, null, null, cancellation);
        return new([.. talents.Select(talent => talent.TalentId)], [.. needs.Select(need => need.NeedId)], Build(talents, needs, await ScoresAsync(connection, talents, needs, cancellation)));
    }

    /// <summary>The full order of a need as it stands, names as the caller may see them.</summary>
    public async Task<RoundRanking> OfNeedAsync(NpgsqlConnection connection, Guid roundId, Guid needId, Caller caller, CancellationToken cancellation)
    {
        var (talents, needs) = await PartiesAsync(connection, roundId, needId, null, cancellation);
        var need = needs.SingleOrDefault() ?? throw RoundErrors.NeedNotIn.ToException();
        var scores = await ScoresAsync(connection, talents, needs, cancellation);
        var market = Build(talents, needs, scores);
        var points = scores.ToDictionary(score => score.Talent, score => score.Points);
        var order = Enumerable.Range(0, talents.Count).Where(talent => market.Start[talent + 1] > market.Start[talent]).OrderBy(talent => market.Rank[market.Start[talent]]).ToList();
        var struck = need.Entry.Struck.ToHashSet();
        return Ranking(
            order.Select(talent => Entry(talent, false)),
            Enumerable.Range(0, talents.Count).Where(talent => struck.Contains(talents[talent].TalentId)).Select(talent => Entry(talent, true)),
            order.Count);

        RankedParty Entry(int talent, bool isStruck) => new()
        {
            Id = talents[talent].TalentId.ToString(),
            Label = $"{PersonalData.Name(caller, talents[talent].CollegeCode, talents[talent].Name)} · {talents[talent].CollegeName} · {talents[talent].Major}",
            Score = points.GetValueOrDefault(talent) / 100.0,
            Named = need.Entry.Named.Contains(talents[talent].TalentId),
            Struck = isStruck,
        };
    }

    /// <summary>The full order of a talent as it stands; whether it is a calling talent's own is known before.</summary>
    public async Task<RoundRanking> OfTalentAsync(NpgsqlConnection connection, Guid roundId, Guid talentId, Caller caller, CancellationToken cancellation)
    {
        var (talents, needs) = await PartiesAsync(connection, roundId, null, talentId, cancellation);
        var talent = talents.SingleOrDefault(one => caller.Is(Roles.Official) || PersonalData.IsOwn(caller, one.CollegeCode)) ?? throw RoundErrors.TalentNotIn.ToException();
        var scores = await ScoresAsync(connection, talents, needs, cancellation);
        var market = Build(talents, needs, scores);
        var points = scores.ToDictionary(score => score.Need, score => score.Points);
        var struck = talent.Struck.ToHashSet();
        return Ranking(
            market.Need.Select(need => Entry(need, false)),
            Enumerable.Range(0, needs.Count).Where(need => struck.Contains(needs[need].NeedId)).Select(need => Entry(need, true)),
            market.Need.Length);

        RankedParty Entry(int need, bool isStruck) => new()
        {
            Id = needs[need].NeedId.ToString(),
            Label = needs[need].Label,
            Score = points.GetValueOrDefault(need) / 100.0,
            Named = talent.Named.Contains(needs[need].NeedId),
            Struck = isStruck,
            Tier = needs[need].Entry.Tier,
        };
    }

    private async Task<List<PairScore>> ScoresAsync(NpgsqlConnection connection, List<TalentParty> talents, List<NeedParty> needs, CancellationToken cancellation) =>
        PairScores.Of(talents, needs, await current.AtAsync(connection, cancellation));

    private static RoundRanking Ranking(IEnumerable<RankedParty> ranked, IEnumerable<RankedParty> struck, int total)
    {
        var ranking = new RoundRanking { Total = total };
        foreach (var entry in ranked.Take(Shown))
        {
            entry.Place = ranking.Entries.Count + 1;
            ranking.Entries.Add(entry);
        }

        ranking.Entries.AddRange(struck);
        return ranking;
    }

    private static async Task<(List<TalentParty> Talents, List<NeedParty> Needs)> PartiesAsync(
        NpgsqlConnection connection, Guid roundId, Guid? needId, Guid? talentId, CancellationToken cancellation)
    {
        // All who take part are wanted: the matching speaks of everybody.
        var talents = await connection.QueryAsync<TalentParty>(new CommandDefinition(TalentParty.Select, new { roundId, talentId }, cancellationToken: cancellation));
        var entries = (await connection.QueryAsync<NeedEntry>(new CommandDefinition(NeedEntry.Select, new { roundId, needId }, cancellationToken: cancellation)))
            .ToDictionary(entry => entry.NeedId);
        var needs = await connection.QueryAsync<NeedRow>(new CommandDefinition(NeedParty.Select, new { roundId, needId }, cancellationToken: cancellation));
        return (talents.AsList(), [.. needs.Where(need => entries.ContainsKey(need.NeedId)).Select(need => new NeedParty(need, entries[need.NeedId]))]);
    }

    private static Market Build(List<TalentParty> talents, List<NeedParty> needs, List<PairScore> scores)
    {
        var (talentIndex, needIndex) = (PairScores.Index(talents.Select(talent => talent.TalentId)), PairScores.Index(needs.Select(need => need.NeedId)));
        return Preferences.Build(
            [.. talents.Select(talent => new Choices(talent.Seq, Known(needIndex, talent.Named), Known(needIndex, talent.Struck)))],
            [.. needs.Select(need => new Choices(need.Entry.Seq, Known(talentIndex, need.Entry.Named), Known(talentIndex, need.Entry.Struck)))],
            [.. needs.Select(need => need.Entry.Tier)],
            [.. needs.Select(need => need.Entry.Seats)],
            scores);
    }

    /// <summary>Whoever left since is passed over.</summary>
    private static int[] Known(Dictionary<Guid, int> index, Guid[] ids) => [.. ids.Where(index.ContainsKey).Select(id => index[id])];
}
