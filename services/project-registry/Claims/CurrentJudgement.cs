using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Policies;

namespace Platform.ProjectRegistry.Claims;

/// <summary>What one policy comes to now for a firm (or project) and year. Lock the firm first.</summary>
internal static class CurrentJudgement
{
    /// <returns>Null where there is no such policy in force, or no such project.</returns>
    public static async Task<Judgement?> OfAsync(Change change, string code, string policyCode, int year, Guid project)
    {
        var firm = await FirmRecords.OfAsync(change, code);
        var book = await PolicyBook.ReadAsync(change);
        return JudgeFirm.All(book, firm, CityDays.Of(change.Now), policyCode).FirstOrDefault(judgement =>
            judgement.Compiled.Policy.PolicyCode == policyCode && judgement.Context.Year == year && (judgement.Context.Project?.ProjectId ?? Guid.Empty) == project);
    }
}
