using Platform.ProjectRegistry.Maturity;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests.Maturity;

/// <summary>Carries a firm through an assessment as its staff would.</summary>
internal static class Assessed
{
    public static IReadOnlyList<string> Items { get; } = [.. Questionnaires.First.Items().Select(item => item.ItemId)];

    public static MaturityService.MaturityServiceClient MaturityOf(this RegistryFixture registry, string firm) => new(registry.Enterprise(firm));

    /// <summary>A made-up firm that the registry knows.</summary>
    public static async Task<string> FirmAsync(this RegistryFixture registry, int number)
    {
        var code = $"91130300MA{number:00000000}";
        await registry.ScalarAsync<int?>(
            "insert into organisation (organisation_code, name, kind, told_at) values (@code, @name, 2, 1) on conflict do nothing", new { code, name = $"测试企业{number}" });
        return code;
    }

    public static async Task<Assessment> DraftAsync(this RegistryFixture registry, string firm, string industry = "electronics", bool sme = true) =>
        await registry.MaturityOf(firm).StartAssessmentAsync(new StartAssessmentRequest { Industry = industry, IsSme = sme });

    /// <summary>The same level for each item, except those named.</summary>
    public static async Task<Assessment> SubmittedAsync(
        this RegistryFixture registry, string firm, int level, string industry = "electronics", bool sme = true, params (string Item, int Level)[] except)
    {
        var draft = await registry.DraftAsync(firm, industry, sme);
        var others = except.ToDictionary(one => one.Item, one => one.Level);
        draft.Answers.Clear();
        draft.Answers.AddRange(Items.Select(item => new ItemAnswer { ItemId = item, Level = others.GetValueOrDefault(item, level) }));
        var updated = await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft });
        return await registry.MaturityOf(firm).SubmitAssessmentAsync(new AssessmentStepRequest { AssessmentId = draft.AssessmentId, Etag = updated.Etag });
    }

    public static async Task<Assessment> ConfirmedAsync(this RegistryFixture registry, string firm, int level, string industry = "electronics", bool sme = true) =>
        await registry.Maturity.ConfirmAssessmentAsync(new AssessmentStepRequest { AssessmentId = (await registry.SubmittedAsync(firm, level, industry, sme)).AssessmentId });
}
