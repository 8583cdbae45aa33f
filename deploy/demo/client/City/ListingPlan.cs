using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Made-up research in every state, one of it complete with its claim sheet and a history of changes.</summary>
/// <param name="Revised">Listed, changed once, and with another change that waits.</param>
internal sealed record ListingPlan(ListingState State, CreateListingRequest Content, bool Revised = false)
{
    public static IReadOnlyList<ListingPlan> All { get; } =
    [
        new(ListingState.Listed, Complete(), Revised: true),
        new(ListingState.Draft, Simple("轴承早期故障声纹诊断（演示草稿）", 3)),
        new(ListingState.InApproval, Simple("机器人打磨力控模块（演示待审批）", 6)),
        new(ListingState.Withdrawn, Simple("车间粉尘在线监测（演示已撤回）", 7)),
    ];

    private static CreateListingRequest Complete() => new()
    {
        Title = "薄带平整机板形预测与自动调控（演示）",
        TitleEn = "Predictive flatness control for skin-pass mills (demo)",
        Origin = "秦皇岛",
        Industry = "high-end-equipment",
        Track = "digital-economy",
        Discipline = "0811",
        Keywords = { "板形", "平整机", "预测控制" },
        Summary = "以机理与数据混合模型预测平整后板形，提前给出弯辊与轧制力设定，适用于薄带平整机组的改造。",
        SummaryEn = "A hybrid model predicts flatness after skin-pass rolling and sets bending and force in advance; made for revamping.",
        TechnologyReadiness = 7,
        ReadinessEvidence = "在一条中试平整机组连续运行 14 个月，用户出具试用报告（演示数据）。",
        Rights =
        {
            new Right { Kind = RightKind.Invention, Number = "ZL201919900011.5", Status = RightStatus.Granted, Owners = { "燕山大学" }, ExpiresOn = "2039-06-30" },
            new Right { Kind = RightKind.Software, Number = "2024SR0123456", Status = RightStatus.Granted, Owners = { "燕山大学" } },
            new Right { Kind = RightKind.KnowHow, Status = RightStatus.Granted, Owners = { "燕山大学" } },
        },
        Form = TransferForm.ExclusiveLicence,
        AskingPriceCnyFen = 80_000_000,
        AskingPriceMaxCnyFen = 120_000_000,
        Problem = "薄带平整后板形靠操作工目测调节，换规格时前几十米成为废品。",
        Advantages = "换规格前即给出设定值，不停机；装在现有控制柜旁，不改主控程序。",
        Figures =
        {
            new AdvantageFigure { Name = "换规格废品", Value = "8 米/次", ComparedWith = "人工调节 35 米/次" },
            new AdvantageFigure { Name = "板形合格率", Value = "99.1 %", ComparedWith = "人工调节 96.4 %" },
        },
        PartnerSought = "具备冷轧或平整产线的企业。",
        ContactName = "示例联系人",
        ContactPhone = "0335-0000000",
    };

    private static CreateListingRequest Simple(string title, int readiness) => new()
    {
        Title = title, Origin = "秦皇岛", Industry = "high-end-equipment", Keywords = { "演示" }, Summary = "演示成果，用于展示各种状态，内容为虚构。",
        TechnologyReadiness = readiness, ReadinessEvidence = readiness > 3 ? "演示用测试报告。" : "", ContactName = "示例联系人", ContactPhone = "0335-0000000",
    };
}
