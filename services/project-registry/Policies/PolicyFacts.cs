using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Where a fact comes from, which decides whether it is told and whether it is confirmed.</summary>
public enum FactOrigin
{
    /// <summary>The platform's own records and the calendar.</summary>
    Platform,

    /// <summary>The firm's profile.</summary>
    Profile,

    /// <summary>The firm's figures of the year.</summary>
    Figures,

    /// <summary>The pool; only policies for projects may ask.</summary>
    Project,

    /// <summary>Policies computed before.</summary>
    Rates,
}

/// <summary>A fact that rules may name.</summary>
/// <param name="Read">Null where it was not told.</param>
public sealed record FactDefinition(string Name, RuleType Type, FactOrigin Origin, string Chinese, string English, Func<FactContext, Value?> Read);

/// <summary>The facts of the policy language and how each is read.</summary>
public static class PolicyFacts
{
    public const string DigitalLevel = "firm.digital_level";
    public const string StandardRate = "tax.standard_rate";
    public const string PresentRate = "tax.rate";

    public static IReadOnlyList<FactDefinition> All { get; } =
    [
        Platform("year.year", RuleType.Number, "年度", "year", facts => Value.Number(facts.Year)),
        Platform("year.first_day", RuleType.Date, "年度首日", "first day of the year", facts => Value.Of(facts.FirstDay)),
        Platform("year.last_day", RuleType.Date, "年度末日", "last day of the year", facts => Value.Of(facts.LastDay)),
        Platform("firm.bad_credit", RuleType.Truth, "年末在失信名单上", "on a list of bad credit at the end of the year", facts =>
            Value.Of(facts.Firm.BadCredit.Any(entry => entry.ListedOn <= facts.LastDay && !(entry.LiftedOn <= facts.LastDay)))),

        Profile("firm.registered_in", RuleType.Text, "注册地行政区划代码", "code of the place of registration", firm => firm.RegisteredIn is { Length: > 0 } place ? Value.Of(place) : null),
        Profile("firm.founded_on", RuleType.Date, "成立日期", "day of foundation", firm => Day(firm.FoundedOn)),
        Profile("firm.industry", RuleType.Text, "所属产业", "industry", firm => firm.Industry is { Length: > 0 } industry ? Value.Of(industry) : null),
        Profile("firm.high_tech", RuleType.Truth, "持有高新技术企业证书", "holds a high-tech certificate", firm => Value.Of(firm.HighTech)),
        Profile("firm.high_tech_from", RuleType.Date, "高新技术企业证书发证日期", "first day of the high-tech certificate", firm => Day(firm.HighTechFrom)),
        Profile("firm.high_tech_until", RuleType.Date, "高新技术企业证书有效期至", "last day of the high-tech certificate", firm => Day(firm.HighTechUntil)),
        // A confirmed assessment tells it, whatever else the firm has declared.
        new(DigitalLevel, RuleType.Number, FactOrigin.Profile, "数字化水平等级", "digital level", context =>
            context.Profile is { DigitalLevel: > 0 } firm && (firm.LevelAssessed || firm.State is FiguresState.Declared or FiguresState.Confirmed) ? Value.Number(firm.DigitalLevel) : null),
        Profile("firm.sme", RuleType.Truth, "中小企业", "small or medium firm", firm => Value.Of(firm.IsSme)),
        Profile("firm.chip_or_machine_tool", RuleType.Truth, "集成电路或工业母机企业", "integrated-circuit or industrial-mother-machine firm", firm => Value.Of(firm.IsChipOrMachineTool)),

        Money("year.revenue", "营业收入", "revenue", year => year.RevenueCnyFen),
        Money("year.rd_expense", "研发投入", "R&D expense", year => year.RdExpenseCnyFen),
        Money("year.eligible_rd_expense", "可加计扣除的研发费用", "eligible R&D expense", year => year.EligibleRdExpenseCnyFen),
        Money("year.eligible_rd_amortisation", "研发形成无形资产的当年摊销额", "amortisation of R&D intangibles", year => year.EligibleRdAmortisationCnyFen),
        Money("year.taxable_income", "应纳税所得额（优惠前）", "taxable income before reliefs", year => year.TaxableIncomeCnyFen),
        Money("year.tech_transfer_income", "技术转让所得", "technology-transfer income", year => year.TechTransferIncomeCnyFen),
        Money("year.equipment_investment", "设备投资", "equipment investment", year => year.EquipmentInvestmentCnyFen),
        Money("year.exports", "出口额", "exports", year => year.ExportsCnyFen),
        Count("year.employees", "职工人数", "employees", year => year.Employees),
        Count("year.rd_staff", "研发人员", "R&D staff", year => year.RdStaff),
        Count("year.talents_hired", "当年引进硕士、博士人数", "masters and doctors taken on", year => year.TalentsHired),
        Figure("year.above_scale", RuleType.Truth, "规模以上工业企业", "above designated size", year => year.AboveScale is { } scale ? Value.Of(scale) : null),

        Project("project.industry", RuleType.Text, "项目产业", "the project's industry", project => Value.Of(project.Industry)),
        Project("project.track", RuleType.Text, "项目赛道", "the project's track", project => Value.Of(project.Track)),
        Project("project.admitted_on", RuleType.Date, "入库日期", "day of admission", project => Value.Of(CityDays.Of(project.AdmittedAt))),
        Project("project.total_investment", RuleType.Money, "项目总投资", "the project's total investment", project => Value.Money(project.TotalInvestmentCnyFen)),
        Project("project.rd_investment", RuleType.Money, "项目研发投入", "the project's R&D investment", project => Value.Money(project.RdInvestmentCnyFen)),
        Project("project.equipment_localisation", RuleType.Number, "关键设备国产化率", "localisation rate of key equipment", project => Value.Number(new Rational(project.EquipmentLocalisationBp, 10_000))),
        Project("project.on_industrial_internet", RuleType.Truth, "已接入工业互联网平台", "on an industrial-internet platform", project => Value.Of(project.OnIndustrialInternet)),
        Project("project.removed", RuleType.Truth, "项目已被清退出库", "the project was removed from the pool", project => Value.Of(project.Removed)),
        Project("project.talents_placed", RuleType.Number, "已签约人才", "talents placed", project => Value.Number(project.TalentsPlaced)),
        Project("project.agreements_signed", RuleType.Number, "已签技术合同", "agreements signed", project => Value.Number(project.AgreementsSigned)),

        new(StandardRate, RuleType.Number, FactOrigin.Rates, "企业所得税法定税率", "statutory income-tax rate", _ => null),
        new(PresentRate, RuleType.Number, FactOrigin.Rates, "企业适用税率", "the firm's income-tax rate", _ => null),
    ];

    private static readonly Dictionary<string, FactDefinition> ByName = All.ToDictionary(fact => fact.Name, StringComparer.Ordinal);

    public static FactDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The fact's value; unknown where it was not told.</summary>
    public static Outcome Read(FactDefinition fact, FactContext context, TaxRates rates) => fact.Name switch
    {
        StandardRate => rates.Standard,
        PresentRate => rates.Present,
        _ => fact.Read(context) is { } value ? Outcome.Of(value) : Outcome.Unknown([fact.Name]),
    };

    /// <summary>Whether an official, or the platform itself, stands for the fact's value.</summary>
    public static bool IsConfirmed(FactDefinition fact, FactContext context, TaxRates rates) => fact.Origin switch
    {
        FactOrigin.Profile => context.Profile?.State is FiguresState.Confirmed || (fact.Name == DigitalLevel && context.Profile is { LevelAssessed: true }),
        FactOrigin.Figures => context.Figures?.State is FiguresState.Confirmed,
        FactOrigin.Rates => rates.Confirmed,
        _ => true,
    };

    private static FactDefinition Platform(string name, RuleType type, string chinese, string english, Func<FactContext, Value?> read) =>
        new(name, type, FactOrigin.Platform, chinese, english, read);

    // What was sent back counts as not told.
    private static FactDefinition Profile(string name, RuleType type, string chinese, string english, Func<FirmRow, Value?> read) =>
        new(name, type, FactOrigin.Profile, chinese, english, context => context.Profile is { State: FiguresState.Declared or FiguresState.Confirmed } firm ? read(firm) : null);

    private static FactDefinition Figure(string name, RuleType type, string chinese, string english, Func<FirmYearRow, Value?> read) =>
        new(name, type, FactOrigin.Figures, chinese, english, context => context.Figures is { State: FiguresState.Declared or FiguresState.Confirmed } year ? read(year) : null);

    private static FactDefinition Money(string name, string chinese, string english, Func<FirmYearRow, long?> read) =>
        Figure(name, RuleType.Money, chinese, english, year => read(year) is { } fen ? Value.Money(fen) : null);

    private static FactDefinition Count(string name, string chinese, string english, Func<FirmYearRow, int?> read) =>
        Figure(name, RuleType.Number, chinese, english, year => read(year) is { } count ? Value.Number(count) : null);

    private static FactDefinition Project(string name, RuleType type, string chinese, string english, Func<ProjectFacts, Value?> read) =>
        new(name, type, FactOrigin.Project, chinese, english, context => context.Project is { } project ? read(project) : null);

    private static Value? Day(DateOnly? day) => day is { } known ? Value.Of(known) : null;
}
