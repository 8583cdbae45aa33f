using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>OPEN → CLOSED by the firm itself.</summary>
public sealed class CloseNeed(Store store)
{
    private const string Update = $"""
        update technology_need as n set state = 3, version = version + 1 where need_id = @id
        returning {NeedRow.Columns}
        """;

    public Task<TechnologyNeed> HandleAsync(CloseTechnologyNeedRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.NeedId);
            var need = await NeedRow.LockAsync(change, id);
            if (need is null || need.OrganisationCode != change.Caller.OrganisationCode)
            {
                throw NeedErrors.NotFound.ToException();
            }

            Etag.Check(request.Etag, need.Version);
            if (NeedStates.Next(need.State, NeedStep.Close) is null)
            {
                throw NeedErrors.WrongState(need.State).ToException();
            }

            var closed = await change.QuerySingleOrDefaultAsync<NeedRow>(Update, new { id });
            change.Audit("need.close", "technology_need", request.NeedId);
            return closed!.ToMessage();
        });
}
