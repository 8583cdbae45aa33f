using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <inheritdoc cref="RoundService"/>
internal sealed class RoundApi(Store store, RankParties rank, ReadRanking ranking, SimulateRound simulate, PublishRound publish) : RoundService.RoundServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise},{Roles.University},{Roles.Talent}";

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> CreateRound(CreateRoundRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Rounds.CreateRound.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<Round> GetRound(GetRoundRequest request, ServerCallContext context) =>
        Rounds.ListRounds.GetAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override Task<ListRoundsResponse> ListRounds(ListRoundsRequest request, ServerCallContext context) =>
        Rounds.ListRounds.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> OpenRound(RoundStepRequest request, ServerCallContext context) => StepAsync(request, context, RoundStep.Open);

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> MoveRoundDates(MoveRoundDatesRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => MoveDates.RunAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> StartRanking(RoundStepRequest request, ServerCallContext context) => StepAsync(request, context, RoundStep.StartRanking);

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> CancelRound(RoundStepRequest request, ServerCallContext context) => StepAsync(request, context, RoundStep.Cancel);

    [Authorize(Roles = Roles.Official)]
    public override Task<Round> CloseRound(RoundStepRequest request, ServerCallContext context) => StepAsync(request, context, RoundStep.Close);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<RoundNeed> EnterNeed(EnterNeedRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Rounds.EnterNeed.RunAsync(change, request));

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<RoundNeed> LeaveNeed(LeaveNeedRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Rounds.EnterNeed.LeaveAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<EnterTalentsResponse> EnterTalents(EnterTalentsRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Rounds.EnterTalents.RunAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<RoundTalent> LeaveTalent(LeaveTalentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Rounds.LeaveTalent.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<ListRoundNeedsResponse> ListRoundNeeds(ListRoundPartiesRequest request, ServerCallContext context) =>
        ListParties.NeedsAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Roles.Official},{Roles.University},{Roles.Talent}")]
    public override Task<ListRoundTalentsResponse> ListRoundTalents(ListRoundPartiesRequest request, ServerCallContext context) =>
        ListParties.TalentsAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<RoundRanking> RankTalents(RankTalentsRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => rank.TalentsAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<RoundRanking> RankNeeds(RankNeedsRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => rank.NeedsAsync(change, request));

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override Task<RoundRanking> GetNeedRanking(GetNeedRankingRequest request, ServerCallContext context) =>
        ranking.OfNeedAsync(request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Roles.Official},{Roles.University},{Roles.Talent}")]
    public override Task<RoundRanking> GetTalentRanking(GetTalentRankingRequest request, ServerCallContext context) =>
        ranking.OfTalentAsync(request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<RoundRun> SimulateRound(RoundStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => simulate.RunAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<RoundRun> PublishRound(RoundStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => publish.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<ListRoundRunsResponse> ListRoundRuns(GetRoundRequest request, ServerCallContext context) =>
        ReadRuns.ListAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override Task<ListRoundMatchesResponse> ListRoundMatches(ListRoundMatchesRequest request, ServerCallContext context) =>
        ReadRuns.MatchesAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override Task<RoundCertificate> CheckRound(GetRoundRequest request, ServerCallContext context) =>
        Rounds.CheckRound.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    private Task<Round> StepAsync(RoundStepRequest request, ServerCallContext context, RoundStep step) =>
        store.ChangeAsync(context, request.RequestId, request, change => StepRound.RunAsync(change, request, step));
}
