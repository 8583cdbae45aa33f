using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>Writes an entry down with its source.</summary>
internal static class AddBadCreditEntry
{
    public static Task<BadCreditEntry> RunAsync(Store store, ServerCallContext call, AddBadCreditEntryRequest request)
    {
        if (!CreditCode.IsValid(request.OrganisationCode))
        {
            throw BadCreditErrors.CodeInvalid.ToException();
        }

        var listedOn = EntryRow.Day(request.ListedOn, "listed_on");
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            const string sql = """
                insert into bad_credit_entry (entry_id, organisation_code, reason, source, listed_on, created_at)
                values (@id, @OrganisationCode, @Reason, @Source, @listedOn, @Now)
                """;
            var id = change.NewId();
            try
            {
                await change.ExecuteAsync(sql, new { id, request.OrganisationCode, request.Reason, request.Source, listedOn, change.Now });
            }
            catch (PostgresException exception) when (exception.Violates("bad_credit_once"))
            {
                throw BadCreditErrors.Exists.ToException();
            }

            change.Audit("bad-credit.add", "bad-credit-entry", id.ToString(), new { request.OrganisationCode });
            return (await change.QuerySingleOrDefaultAsync<EntryRow>($"{EntryRow.Select} where entry_id = @id", new { id }))!.ToMessage(CityDays.Of(change.Now));
        });
    }
}
