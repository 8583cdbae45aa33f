using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

public sealed class MatchService(Store store, Matchmaker matchmaker) : Platform.Transfer.V1.MatchService.MatchServiceBase
{
    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override async Task<Matches> GetMatches(GetMatchesRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return await ReadMatches.RunAsync(connection, null, Guid.Parse(request.NeedId), context);
    }

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official}")]
    public override Task<Matches> RefreshMatches(RefreshMatchesRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.NeedId);
            var need = await NeedRow.LockAsync(change, id);
            if (need is null || !(change.Caller.Is(Roles.Official) || need.OrganisationCode == change.Caller.OrganisationCode))
            {
                throw NeedErrors.NotFound.ToException();
            }

            if (need.State != TechnologyNeedState.Open)
            {
                throw NeedErrors.WrongState(need.State).ToException();
            }

            await matchmaker.MatchAsync(change, [need], tellAlways: true);
            change.Audit("need.match", "technology_need", request.NeedId);
            return await ReadMatches.RunAsync(change.Connection, change.Transaction, id, context);
        });
}
