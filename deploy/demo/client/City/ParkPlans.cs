using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>A park of the demo city; its figures are made up and say so.</summary>
/// <param name="FirmsConnected">At each of the three measurements, oldest first.</param>
internal sealed record ParkPlan(
    string NameZh, string NameEn, string District, ParkLevel Level, int Hectare, int[] Coverage5GBp, int[] CoveragePonBp, int FirmsAboveScale, int[] FirmsConnected)
{
    public static IReadOnlyList<ParkPlan> All { get; } =
    [
        new("演示·经开区东区智造园", "Demo: East Zone Smart Manufacturing Park", "130371", ParkLevel.National, 1860, [8200, 9300, 9800], [3100, 5200, 6900], 86, [15, 24, 37]),
        new("演示·临港装备产业园", "Demo: Port Equipment Park", "130302", ParkLevel.Provincial, 940, [7000, 8600, 9200], [2200, 3800, 5100], 52, [7, 11, 16]),
        new("演示·山海关新材料产业园", "Demo: Shanhaiguan New Materials Park", "130303", ParkLevel.Provincial, 720, [6100, 7800, 8800], [1800, 2900, 4300], 41, [4, 7, 10]),
        new("演示·昌黎先进制造园", "Demo: Changli Advanced Manufacturing Park", "130322", ParkLevel.County, 1310, [4300, 6200, 7400], [900, 1700, 2800], 38, [2, 4, 6]),
        new("演示·卢龙绿色食品产业园", "Demo: Lulong Green Food Park", "130324", ParkLevel.County, 560, [3900, 5200, 6600], [600, 1200, 2100], 23, [1, 2, 3]),
    ];
}

/// <summary>A lead of the demo city: a made-up firm that may move there.</summary>
/// <param name="Park">Index of the park; −1: none yet.</param>
/// <param name="Step">What comes next, and in how many days from the load.</param>
internal sealed record LeadPlan(
    string Firm, LeadOrigin Origin, string Industry, LeadSource Source, string Detail, int InvestmentTenThousand, LeadStage Stage, int Park, string Step, int Days, string Reason = "")
{
    public static IReadOnlyList<LeadPlan> All { get; } =
    [
        new("北京云栈伺服技术有限公司（演示）", LeadOrigin.Beijing, "high-end-equipment", LeadSource.Alumni, "高校校友会北京分会", 12_000, LeadStage.Lead, -1, "电话了解搬迁意向", 5),
        new("天津渤星轻量化部件有限公司（演示）", LeadOrigin.Tianjin, "auto-parts", LeadSource.Chamber, "天津市汽车零部件商会", 8_600, LeadStage.Lead, -1, "寄送园区资料", -2),
        new("北京澄源体外诊断有限公司（演示）", LeadOrigin.Beijing, "life-health", LeadSource.University, "京津院所成果推介会", 15_000, LeadStage.Contacted, -1, "约定考察时间", 8),
        new("天津海砺特种陶瓷有限公司（演示）", LeadOrigin.Tianjin, "new-materials", LeadSource.Alumni, "高校校友会天津分会", 6_800, LeadStage.Visit, 2, "接待第二次考察", 10),
        new("北京衡昀工业机器人有限公司（演示）", LeadOrigin.Beijing, "high-end-equipment", LeadSource.CentralEnterprise, "央企供应链合作对接", 32_000, LeadStage.Visit, 0, "安排厂房实地查看", 3),
        new("天津轨擎检测设备有限公司（演示）", LeadOrigin.Tianjin, "high-end-equipment", LeadSource.CentralEnterprise, "央企供应链合作对接", 9_500, LeadStage.Negotiation, 1, "答复用电与厂房条件", 6),
        new("北京芯澜传感科技有限公司（演示）", LeadOrigin.Beijing, "electronics", LeadSource.Fair, "京津冀产业对接活动", 21_000, LeadStage.Signed, 0, "办理入园手续", 14),
        new("天津禾谷智能食品装备有限公司（演示）", LeadOrigin.Tianjin, "life-health", LeadSource.Chamber, "天津市食品工业商会", 5_200, LeadStage.Landed, 4, "", 0),
        new("北京锐岭电驱动有限公司（演示）", LeadOrigin.Beijing, "auto-parts", LeadSource.Alumni, "高校校友会北京分会", 18_000, LeadStage.Lost, -1, "", 0, "企业最终选址外省"),
        new("河北沃野复合材料有限公司（演示）", LeadOrigin.Other, "new-materials", LeadSource.Other, "企业自行来访", 4_300, LeadStage.Negotiation, 3, "商定用地面积", 9),
    ];
}
