using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>What is missing in an application, or contradicts itself.</summary>
/// <param name="Field">By its proto name.</param>
internal sealed record Gap(string Field, string Chinese, string English, bool Contradiction = false)
{
    public ApplicationGap ToMessage(Language language) => new() { Field = Field, Message = language.Pick(Chinese, English), Contradiction = Contradiction };
}

/// <summary>
/// Decides whether an application can be submitted. Pure. The rules are this project's [choice]: a form that officials can check without
/// asking back. One that came by an import file has only what the file's columns ask for, as the files have none for the sections,
/// contact and district; what it does fill in must still not contradict itself.
/// </summary>
internal static class Completeness
{
    /// <summary>A KPI's year lies in the batch's year or at most this many years after it.</summary>
    private const int YearsAhead = 10;

    /// <param name="batchYear">Year of the batch.</param>
    public static IReadOnlyList<Gap> Check(Application application, Catalogue catalogue, int batchYear)
    {
        var sections = application.Sections ?? new ApplicationSections();
        return [.. Missing(application, sections, catalogue), .. Amounts(application, sections), .. Kpis(application, sections, batchYear), .. Needs(sections)];
    }

    private static IEnumerable<Gap> Missing(Application application, ApplicationSections sections, Catalogue catalogue)
    {
        (string Field, bool Missing, string Chinese, string English)[] ofFiles =
        [
            ("project_name", application.ProjectName.Length == 0, "请填写项目名称。", "Give the project's name."),
            ("industry", application.Industry.Length == 0, "请选择所属产业。", "Choose the industry."),
            ("summary", application.Summary.Length == 0, "请填写项目简介。", "Write the project's summary."),
        ];
        (string Field, bool Missing, string Chinese, string English)[] ofForms =
        [
            ("district", application.District.Length == 0 && catalogue.Districts.All.Count > 0, "请选择项目所在县区。", "Choose the district of the project."),
            ("total_investment_cny_fen", application.TotalInvestmentCnyFen == 0, "请填写总投资。", "State the total investment."),
            ("contact_name", application.ContactName.Length == 0, "请填写联系人。", "Name a contact."),
            ("contact_phone", application.ContactPhone.Length == 0, "请填写联系电话。", "Give the contact's phone."),
            ("sections.budget", sections.Budget.Count == 0, "请填写投资预算，至少一行。", "Fill in the budget: one line at least."),
            ("sections.kpis", sections.Kpis.Count == 0, "请填写绩效指标，至少一项。", "Set one KPI target at least."),
        ];
        return (application.FromFile ? ofFiles : [.. ofFiles, .. ofForms])
            .Where(rule => rule.Missing).Select(rule => new Gap(rule.Field, rule.Chinese, rule.English));
    }

    private static IEnumerable<Gap> Amounts(Application application, ApplicationSections sections)
    {
        if (application.RdInvestmentCnyFen > application.TotalInvestmentCnyFen)
        {
            yield return new("rd_investment_cny_fen", "研发投入不能大于总投资。", "The R&D investment cannot exceed the total investment.", true);
        }

        var sum = sections.Budget.Sum(line => line.AmountCnyFen);
        if (sections.Budget.Count > 0 && sum != application.TotalInvestmentCnyFen)
        {
            yield return new(
                "sections.budget",
                $"预算合计 {Amount.Chinese(sum)} 与总投资 {Amount.Chinese(application.TotalInvestmentCnyFen)} 不一致。",
                $"The budget adds up to {Amount.English(sum)}, but the total investment is {Amount.English(application.TotalInvestmentCnyFen)}.",
                true);
        }

        var research = sections.Budget.Where(line => line.Category.StartsWith("rd-", StringComparison.Ordinal)).Sum(line => line.AmountCnyFen);
        if (research > application.RdInvestmentCnyFen)
        {
            yield return new(
                "rd_investment_cny_fen",
                $"预算中的研发费用 {Amount.Chinese(research)} 大于所填研发投入 {Amount.Chinese(application.RdInvestmentCnyFen)}。",
                $"The budget's R&D lines are {Amount.English(research)}, more than the stated R&D investment of {Amount.English(application.RdInvestmentCnyFen)}.",
                true);
        }

        if (sections.Budget.GroupBy(line => (line.Category, line.Source)).Any(lines => lines.Count() > 1))
        {
            yield return new("sections.budget", "预算中同一类别、同一来源出现了两次，请合并。", "The budget has two lines of one category and source: join them.", true);
        }
    }

    private static IEnumerable<Gap> Kpis(Application application, ApplicationSections sections, int batchYear)
    {
        foreach (var target in sections.Kpis)
        {
            var (zh, en) = (FormCatalogue.Current.FindKpi(target.Kpi)?.NameZh ?? target.Kpi, FormCatalogue.Current.FindKpi(target.Kpi)?.NameEn ?? target.Kpi);
            if (target.Baseline.Length == 0 || target.Target.Length == 0 || target.Year == 0)
            {
                yield return new("sections.kpis", $"指标“{zh}”须填写基期值、目标值和目标年份。", $"The KPI “{en}” needs a baseline, a target and a year.");
                continue;
            }

            if (target.Year < batchYear || target.Year > batchYear + YearsAhead)
            {
                yield return new(
                    "sections.kpis", $"指标“{zh}”的目标年份须在 {batchYear} 至 {batchYear + YearsAhead} 年之间。", $"The year of the KPI “{en}” must be from {batchYear} to {batchYear + YearsAhead}.", true);
            }

            if (Value(target, target.Baseline) == Value(target, target.Target))
            {
                yield return new("sections.kpis", $"指标“{zh}”的目标值与基期值相同。", $"The target of the KPI “{en}” equals its baseline.", true);
            }

            if (target.Kpi == "localisation" && application.EquipmentLocalisationBp > 0 && Value(target, target.Baseline) != application.EquipmentLocalisationBp / 100m)
            {
                yield return new("sections.kpis", "国产化率指标的基期值与所填关键设备国产化率不一致。", "The baseline of the localisation KPI differs from the stated localisation of key equipment.", true);
            }
        }

        if (sections.Kpis.GroupBy(target => (target.Kpi, target.Year)).Any(targets => targets.Count() > 1))
        {
            yield return new("sections.kpis", "同一指标在同一年份出现了两次。", "A KPI stands twice for one year.", true);
        }
    }

    private static IEnumerable<Gap> Needs(ApplicationSections sections)
    {
        if (sections.LandNeeds.Any(need => need.AreaM2 == 0))
        {
            yield return new("sections.land_needs", "用地需求须填写面积。", "A land need needs its area.");
        }

        if (sections.EnergyNeeds.Any(need => need.AnnualAmount == 0))
        {
            yield return new("sections.energy_needs", "用能需求须填写年用量。", "An energy need needs its yearly amount.");
        }

        if (sections.FundingNeeds.Any(need => need.AmountCnyFen == 0))
        {
            yield return new("sections.funding_needs", "资金需求须填写金额。", "A funding need needs its amount.");
        }
    }

    private static decimal? Value(KpiTarget target, string text) => FormCatalogue.Current.FindKpi(target.Kpi) is { } kpi ? KpiFigure.Parse(text, kpi) : null;
}
