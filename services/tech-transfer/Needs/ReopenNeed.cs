using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>CLOSED → OPEN by the firm itself, with another deadline; it is matched anew.</summary>
public sealed class ReopenNeed(Store store)
{
    private const string Update = $"""
        update technology_need as n set state = 1, deadline = @deadline, version = version + 1 where need_id = @id
        returning {NeedRow.Columns}
        """;

    public Task<TechnologyNeed> HandleAsync(ReopenTechnologyNeedRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.NeedId);
            var deadline = NeedTerms.Deadline(request.Deadline, CityDays.Of(change.Now));
            await PoolPriority.LockFirmAsync(change, change.Caller.OrganisationCode);
            var need = await NeedRow.LockAsync(change, id);
            if (need is null || need.OrganisationCode != change.Caller.OrganisationCode)
            {
                throw NeedErrors.NotFound.ToException();
            }

            Etag.Check(request.Etag, need.Version);
            if (NeedStates.Next(need.State, NeedStep.Reopen) is null)
            {
                throw NeedErrors.WrongState(need.State).ToException();
            }

            var opened = await OpenAsync(change, id, deadline);
            await PoolPriority.AssignAsync(change, [change.Caller.OrganisationCode]);
            await MatchWork.ForAsync(change, [id]);
            change.Audit("need.reopen", "technology_need", request.NeedId);
            return opened.ToMessage();
        });

    private static async Task<NeedRow> OpenAsync(Change change, Guid id, DateOnly? deadline)
    {
        try
        {
            return (await change.QuerySingleOrDefaultAsync<NeedRow>(Update, new { id, deadline }))!;
        }
        catch (PostgresException exception) when (exception.Violates("technology_need_title"))
        {
            throw NeedErrors.TitleTaken.ToException();
        }
    }
}
