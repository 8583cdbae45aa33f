using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Checks a published result from what is stored: the lists, the matches and the hash.</summary>
internal static class CheckRound
{
    public static async Task<RoundCertificate> RunAsync(Store store, GetRoundRequest request, Caller caller, CancellationToken cancellation)
    {
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        await using var connection = await store.OpenAsync(cancellation);
        const string result = $"{RunRow.Select} where u.round_id = @RoundId and u.kind = 2";
        var run = await connection.QuerySingleOrDefaultAsync<RunRow>(new CommandDefinition(result, new { round.RoundId }, cancellationToken: cancellation))
            ?? throw RoundErrors.NotPublished.ToException();
        var lists = await StoredLists.ReadAsync(connection, round.RoundId, cancellation);
        const string matches = "select talent_id, need_id, talent_place from round_match where run_id = @RunId";
        var matched = (await connection.QueryAsync<StoredPair>(new CommandDefinition(matches, new { run.RunId }, cancellationToken: cancellation))).AsList();
        var needIndex = PairScores.Index(lists.Needs);
        var needOf = matched.ToDictionary(match => match.TalentId, match => needIndex[match.NeedId]);
        var finding = StabilityCheck.Of(lists.Market, Array.ConvertAll(lists.Talents, talent => needOf.GetValueOrDefault(talent, DeferredAcceptance.Unmatched)));
        var certificate = run.ToCertificate();
        certificate.BlockingPairs = finding.Blocking;
        certificate.Matched = matched.Count;
        certificate.Stable = finding.IsStable;
        certificate.InputsUnchanged = Certified.HashOf((RoundSide)run.Proposing, lists).AsSpan().SequenceEqual(run.InputHash);
        return certificate;
    }
}
