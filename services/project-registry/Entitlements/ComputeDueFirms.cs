using Platform.Chassis.Auth;
using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Computes firms that are due, some a transaction, in order of their codes so that two turns cannot wait for each other.</summary>
internal static class ComputeDueFirms
{
    private const int Slice = 20;

    private const string TakeSql = """
        delete from entitlement_due d using (select position from entitlement_due order by position limit 200 for update skip locked) taken
        where d.position = taken.position
        returning d.organisation_code
        """;

    /// <returns>Whether any was due.</returns>
    public static async Task<bool> RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        var found = false;
        await store.ChangeAsync(caller, async change =>
        {
            var codes = (await change.QueryAsync<string>(TakeSql)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            found = codes.Count > 0;
            foreach (var code in codes.Take(Slice))
            {
                await RecomputeEntitlements.OfFirmAsync(change, code);
            }

            // What is left goes back to the end of the queue.
            if (codes.Count > Slice)
            {
                await change.ExecuteAsync("insert into entitlement_due (organisation_code) select unnest(@left)", new { left = codes.Skip(Slice).ToArray() });
            }
        }, cancellation);
        return found;
    }
}
