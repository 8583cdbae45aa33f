using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>Ends an entry (移出) from a day on.</summary>
internal static class LiftBadCreditEntry
{
    public static Task<BadCreditEntry> RunAsync(Store store, ServerCallContext call, LiftBadCreditEntryRequest request)
    {
        var liftedOn = EntryRow.Day(request.LiftedOn, "lifted_on");
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.EntryId);
            var entry = await change.QuerySingleOrDefaultAsync<EntryRow>($"{EntryRow.Select} where entry_id = @id for update", new { id })
                ?? throw BadCreditErrors.NotFound.ToException();
            Etag.Check(request.Etag, entry.Version);
            if (entry.LiftedOn is not null)
            {
                throw BadCreditErrors.Lifted.ToException();
            }

            if (liftedOn < entry.ListedOn)
            {
                throw BadCreditErrors.LiftedBeforeListed.ToException();
            }

            await change.ExecuteAsync("update bad_credit_entry set lifted_on = @liftedOn, version = version + 1 where entry_id = @id", new { liftedOn, id });
            change.Audit("bad-credit.lift", "bad-credit-entry", request.EntryId, new { entry.OrganisationCode });
            return (await change.QuerySingleOrDefaultAsync<EntryRow>($"{EntryRow.Select} where entry_id = @id", new { id }))!.ToMessage(CityDays.Of(change.Now));
        });
    }
}
