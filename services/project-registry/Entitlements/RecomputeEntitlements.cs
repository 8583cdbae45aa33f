using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>
/// Computes entitlements anew, stores what changed, tells firms that became entitled and raises EntitlementsChanged, all in the
/// transaction it is given. Computations of single firms go side by side; that of a policy excludes them, so that none of them
/// stores what an older policy came to.
/// </summary>
internal static class RecomputeEntitlements
{
    /// <summary>Of the advisory lock that the two kinds of computation share.</summary>
    private const long Lock = 7_310_023;

    /// <summary>Of one firm, whose facts have changed.</summary>
    public static async Task OfFirmAsync(Change change, string code)
    {
        await FirmRow.LockAsync(change, code);
        await change.ExecuteAsync("select pg_advisory_xact_lock_shared(@Lock)", new { Lock });
        var book = await PolicyBook.ReadAsync(change);
        var firm = await FirmRecords.OfAsync(change, code);
        var judgements = JudgeFirm.All(book, firm, CityDays.Of(change.Now));
        var difference = Difference.Of(await EntitlementRow.ReadAsync(change, code, null), judgements);
        await EntitlementRow.WriteAsync(change, difference.Written, difference.Deleted);
        Tell(change, difference, book);
        Raise(change, difference, "", 0, code);
    }

    /// <summary>Of all firms, for a policy of which a new version was published.</summary>
    public static async Task<Difference> OfPolicyAsync(Change change, string policyCode, int version)
    {
        await change.ExecuteAsync("select pg_advisory_xact_lock(@Lock)", new { Lock });
        var book = await PolicyBook.ReadAsync(change);
        var difference = await CompareAsync(change, book, policyCode);
        await EntitlementRow.WriteAsync(change, difference.Written, difference.Deleted);
        Tell(change, difference, book);
        Raise(change, difference, policyCode, version, policyCode);
        return difference;
    }

    /// <summary>What the book comes to against what is stored, as far as the policy reaches.</summary>
    public static async Task<Difference> CompareAsync(Change change, PolicyBook book, string policyCode)
    {
        // A policy that sets a rate reaches all that are computed with it.
        var wanted = book.Versions.Any(policy => policy.Policy.PolicyCode == policyCode && policy.TaxRate is not null) ? null : policyCode;
        var firms = await FirmRecords.AllAsync(change);
        var stored = await EntitlementRow.ReadAsync(change, null, wanted);
        var today = CityDays.Of(change.Now);
        return Difference.Of(stored, firms.SelectMany(firm => JudgeFirm.All(book, firm, today, wanted)));
    }

    private static void Tell(Change change, Difference difference, PolicyBook book)
    {
        foreach (var gains in difference.Steps.Where(step => step.IsNew).GroupBy(step => step.Key.OrganisationCode, StringComparer.Ordinal))
        {
            var first = gains.First();
            var policy = book.ForYear(first.Key.Year).First(one => one.Policy.PolicyCode == first.Key.PolicyCode).Policy;
            var worth = Policies.Language.Value.Money(gains.Aggregate(Policies.Language.Rational.Zero, (sum, step) => sum + step.WorthAfter));
            var count = gains.Count();
            Notify.Organisation(change, gains.Key, new Message(
                "entitlement.new",
                $"本单位新符合《{policy.TitleZh}》（{first.Key.Year} 年度）{(count > 1 ? $"等 {count} 项" : "")}，预计 {worth.Show(english: false)}，可在线申领。",
                $"You are newly entitled to “{policy.TitleEn}” ({first.Key.Year}){(count > 1 ? $" and {count - 1} more" : "")}, worth about {worth.Show(english: true)}: claim it online.",
                "/entitlements"));
        }
    }

    private static void Raise(Change change, Difference difference, string policyCode, int version, string subject)
    {
        foreach (var part in difference.Steps.Chunk(Difference.MostTold))
        {
            change.Raise(new EntitlementsChanged { PolicyCode = policyCode, Version = version, Changes = { part.Select(step => step.ToMessage()) } }, subject);
        }
    }
}
