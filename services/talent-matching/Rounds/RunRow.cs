using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>A row of <c>round_run</c>.</summary>
internal sealed class RunRow
{
    public const string Select = """
        select u.run_id, u.round_id, u.kind, u.proposing, u.input_hash, u.talents, u.needs, u.seats, u.pairs, u.matched, u.blocking_pairs, u.created_at
        from round_run u
        """;

    public Guid RunId { get; init; }

    public Guid RoundId { get; init; }

    public short Kind { get; init; }

    public short Proposing { get; init; }

    public byte[] InputHash { get; init; } = [];

    public int Talents { get; init; }

    public int Needs { get; init; }

    public int Seats { get; init; }

    public long Pairs { get; init; }

    public int Matched { get; init; }

    public long BlockingPairs { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Stores a run with its matches.</summary>
    public static async Task<RunRow> StoreAsync(Change change, Guid roundId, RoundRunKind kind, Certified certified)
    {
        var (lists, market) = (certified.Lists, certified.Lists.Market);
        var run = new RunRow
        {
            RunId = change.NewId(),
            RoundId = roundId,
            Kind = (short)kind,
            Proposing = (short)certified.Proposing,
            InputHash = certified.InputHash,
            Talents = lists.Talents.Length,
            Needs = lists.Needs.Length,
            Seats = certified.Seats,
            Pairs = market.Need.Length,
            Matched = certified.Matched,
            BlockingPairs = certified.Finding.Blocking,
            CreatedAt = change.Now,
        };
        const string insert = """
            insert into round_run (run_id, round_id, kind, proposing, input_hash, talents, needs, seats, pairs, matched, blocking_pairs, created_at)
            values (@RunId, @RoundId, @Kind, @Proposing, @InputHash, @Talents, @Needs, @Seats, @Pairs, @Matched, @BlockingPairs, @CreatedAt)
            """;
        await change.ExecuteAsync(insert, run);
        const string matches = """
            insert into round_match (run_id, need_id, talent_place, talent_id, need_place)
            select @RunId, m.* from unnest(@needs, @talentPlaces, @talents, @needPlaces) m
            """;
        var edges = Enumerable.Range(0, lists.Talents.Length).Where(talent => certified.Matching[talent] >= 0)
            .Select(talent => (Talent: talent, Edge: Array.IndexOf(market.Need, certified.Matching[talent], market.Start[talent])))
            .ToArray();
        await change.ExecuteAsync(matches, new
        {
            run.RunId,
            needs = Array.ConvertAll(edges, pair => lists.Needs[market.Need[pair.Edge]]),
            talentPlaces = Array.ConvertAll(edges, pair => market.Rank[pair.Edge] + 1),
            talents = Array.ConvertAll(edges, pair => lists.Talents[pair.Talent]),
            needPlaces = Array.ConvertAll(edges, pair => pair.Edge - market.Start[pair.Talent] + 1),
        });
        return run;
    }

    public RoundCertificate ToCertificate() => new()
    {
        InputHash = Convert.ToHexStringLower(InputHash),
        Talents = Talents,
        Needs = Needs,
        Seats = Seats,
        Pairs = Pairs,
        Matched = Matched,
        BlockingPairs = BlockingPairs,
        Stable = BlockingPairs == 0,
    };

    public RoundRun ToMessage() => new()
    {
        RunId = RunId.ToString(),
        RoundId = RoundId.ToString(),
        Kind = (RoundRunKind)Kind,
        Proposing = (RoundSide)Proposing,
        Certificate = ToCertificate(),
        CreateTime = CreatedAt.ToTimestamp(),
    };
}
