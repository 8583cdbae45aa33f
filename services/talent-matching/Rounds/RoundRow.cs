using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>A row of <c>round</c> with its counts.</summary>
internal sealed class RoundRow
{
    public const string Select = """
        select r.round_id, r.name, r.proposing, r.state, r.registration_until, r.ranking_until, r.publish_at, r.offers_until, r.offer_hours, r.created_at, r.version,
            (select count(*)::int from round_need p where p.round_id = r.round_id and p.left_at is null) as need_count,
            (select coalesce(sum(p.quota), 0)::int from round_need p where p.round_id = r.round_id and p.left_at is null) as seat_count,
            (select count(*)::int from round_talent p where p.round_id = r.round_id and p.left_at is null) as talent_count
        from round r
        """;

    public Guid RoundId { get; init; }

    public string Name { get; init; } = "";

    public short Proposing { get; init; }

    public short State { get; init; }

    public DateTimeOffset RegistrationUntil { get; init; }

    public DateTimeOffset RankingUntil { get; init; }

    public DateTimeOffset PublishAt { get; init; }

    public DateTimeOffset OffersUntil { get; init; }

    public int OfferHours { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public int NeedCount { get; init; }

    public int SeatCount { get; init; }

    public int TalentCount { get; init; }

    public RoundState RoundState => (RoundState)State;

    public static async Task<RoundRow> GetAsync(Change change, Guid roundId) =>
        (await change.QuerySingleOrDefaultAsync<RoundRow>($"{Select} where r.round_id = @roundId", new { roundId }))!;

    /// <summary>The round with its row locked alone: for steps and whatever the matching depends on.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also of a draft for all but officials.</exception>
    public static Task<RoundRow> LockAsync(Change change, string roundId) => LockAsync(change, roundId, "for update of r");

    /// <summary>The round with its row locked beside others: parties enter and rank at once, no step comes between.</summary>
    /// <inheritdoc cref="LockAsync(Change, string)"/>
    public static Task<RoundRow> LockSharedAsync(Change change, string roundId) => LockAsync(change, roundId, "for share of r");

    private static async Task<RoundRow> LockAsync(Change change, string roundId, string mode)
    {
        var sql = $"{Select} where r.round_id = @id and (@official or r.state > 1) {mode}";
        return await change.QuerySingleOrDefaultAsync<RoundRow>(sql, new { id = Guid.Parse(roundId), official = change.Caller.Is(Roles.Official) })
            ?? throw RoundErrors.NotFound.ToException();
    }

    public Round ToMessage() => new()
    {
        RoundId = RoundId.ToString(),
        Name = Name,
        Proposing = (RoundSide)Proposing,
        State = RoundState,
        RegistrationUntil = RegistrationUntil.ToTimestamp(),
        RankingUntil = RankingUntil.ToTimestamp(),
        PublishAt = PublishAt.ToTimestamp(),
        OffersUntil = OffersUntil.ToTimestamp(),
        OfferHours = OfferHours,
        NeedCount = NeedCount,
        SeatCount = SeatCount,
        TalentCount = TalentCount,
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
    };
}
