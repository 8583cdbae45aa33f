using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>A field of a submission as people read it.</summary>
/// <param name="Place">In the order of the form.</param>
internal sealed record VersionField(string Field, string Label, string Text, int Place);

/// <summary>Writes a submission as a list of fields with their texts, so that two can be compared line by line. Pure.</summary>
internal sealed class VersionTexts(Catalogue catalogue, Language language)
{
    private readonly FormCatalogue _form = FormCatalogue.Current;

    /// <summary>Each field once; lines carry what identifies them in brackets, numbered where two are alike.</summary>
    public IReadOnlyList<VersionField> Of(ApplicationVersion version)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Fields(version.Application, version.Application.Sections ?? new ApplicationSections(), version.Files).Select(field =>
        {
            var times = seen[field.Field] = seen.GetValueOrDefault(field.Field) + 1;
            return times == 1 ? field : field with { Field = string.Create(CultureInfo.InvariantCulture, $"{field.Field}#{times}") };
        })];
    }

    private IEnumerable<VersionField> Fields(Application a, ApplicationSections sections, IEnumerable<SubmittedFile> files) =>
    [
        Field(1, "project_name", "项目名称", "Project", a.ProjectName),
        Field(2, "industry", "产业", "Industry", Name(catalogue.Industries, a.Industry)),
        Field(3, "track", "赛道", "Track", Name(catalogue.Tracks, a.Track)),
        Field(4, "district", "县区", "District", Name(catalogue.Districts, a.District)),
        Field(5, "total_investment_cny_fen", "总投资", "Total investment", Money(a.TotalInvestmentCnyFen)),
        Field(6, "rd_investment_cny_fen", "研发投入", "R&D investment", Money(a.RdInvestmentCnyFen)),
        Field(7, "equipment_localisation_bp", "关键设备国产化率", "Localisation of key equipment", Invariant($"{a.EquipmentLocalisationBp / 100m:0.##} %")),
        Field(8, "on_industrial_internet", "接入工业互联网平台", "On an industrial-internet platform", a.OnIndustrialInternet ? language.Pick("是", "yes") : language.Pick("否", "no")),
        Field(9, "summary", "项目简介", "Summary", a.Summary),
        .. sections.Budget.Select(line => Field(
            10, $"sections.budget[{line.Category} {line.Source}]", "预算", "Budget", Note(Money(line.AmountCnyFen), line.Note), $"{Name(_form.BudgetCategories, line.Category)} · {Source(line.Source)}")),
        .. sections.Kpis.Select(target => Field(
            11, Invariant($"sections.kpis[{target.Kpi} {target.Year}]"), "绩效指标", "KPI", $"{target.Baseline} → {target.Target} {Unit(_form.Kpis, target.Kpi)}".Trim(),
            Invariant($"{Name(_form.Kpis, target.Kpi)} · {target.Year}"))),
        .. a.TalentNeeds.Select(need => Field(12, $"talent_needs[{need.Title}]", "人才需求", "Talent need", Invariant($"× {need.Headcount}"), need.Title)),
        .. a.TechnologyNeeds.Select(need => Field(13, $"technology_needs[{need}]", "技术需求", "Technology need", need)),
        .. sections.LandNeeds.Select(need => Field(14, $"sections.land_needs[{need.Use}]", "用地需求", "Land need", Note(Invariant($"{need.AreaM2:#,##0} m²"), need.Note), Name(_form.LandUses, need.Use))),
        .. sections.EnergyNeeds.Select(need => Field(
            15, $"sections.energy_needs[{need.Carrier}]", "用能需求", "Energy need", Note(Invariant($"{need.AnnualAmount:#,##0} {Unit(_form.EnergyCarriers, need.Carrier)}"), need.Note),
            Name(_form.EnergyCarriers, need.Carrier))),
        .. sections.FundingNeeds.Select(need => Field(16, $"sections.funding_needs[{need.Channel}]", "资金需求", "Funding need", Note(Money(need.AmountCnyFen), need.Note), Name(_form.FundingChannels, need.Channel))),
        Field(17, "contact_name", "联系人", "Contact", a.ContactName),
        Field(18, "contact_phone", "联系电话", "Phone", a.ContactPhone),
        .. files.Select(file => Field(19, $"{ApplicationFields.Attachments}[{file.FileName}]", "附件", "File", Invariant($"SHA-256 {file.Sha256[..16]}… · {file.SizeBytes:#,##0} B"), file.FileName)),
    ];

    private VersionField Field(int place, string field, string chinese, string english, string text, string? of = null) =>
        new(field, language.Pick(chinese, english) + (of is null ? "" : $" · {of}"), text, place);

    private string Money(long fen) => language.Pick(Amount.Chinese(fen), Amount.English(fen));

    private string Name(CatalogueList list, string code) => list.FindByCode(code) is { } item ? language.Pick(item.NameZh, item.NameEn) : code;

    private string Name(IReadOnlyList<FormCatalogue.Choice> choices, string code) => Find(choices, code) is { } choice ? language.Pick(choice.NameZh, choice.NameEn) : code;

    private string Unit(IReadOnlyList<FormCatalogue.Choice> choices, string code) => Find(choices, code) is { } choice ? language.Pick(choice.UnitZh, choice.UnitEn) : "";

    private string Source(FundingSource source) => source switch
    {
        FundingSource.Own => language.Pick("自筹", "own"),
        FundingSource.Loan => language.Pick("贷款", "loan"),
        _ => language.Pick("财政资金", "grant"),
    };

    private static FormCatalogue.Choice? Find(IReadOnlyList<FormCatalogue.Choice> choices, string code) => choices.FirstOrDefault(choice => choice.Code == code);

    private static string Note(string text, string note) => note.Length == 0 ? text : $"{text} · {note}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
