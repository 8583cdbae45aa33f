using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Who takes a step with a request.</summary>
internal enum SupportHand
{
    Take,
    Ask,
    Answer,
    Transfer,
    Solve,
    Reject,
    Withdraw,
    Reopen,
    Close,
}

/// <param name="Text">What is said with it; of a transfer the department's code before a colon; of a closing the score before one.</param>
internal sealed record SupportMove(SupportHand Hand, string Text = "");

/// <summary>A request of the demo city and what becomes of it.</summary>
/// <param name="Firm">0 or 1: which of the firms with a login.</param>
/// <param name="ForProject">For the firm's project in the pool, and so with its priority.</param>
internal sealed record SupportPlan(int Firm, bool ForProject, string Kind, string Title, string Description, (string Code, string Value)[] Values, params SupportMove[] Moves)
{
    public FileSupportRequestRequest ToRequest(string projectId, string requestId)
    {
        var request = new FileSupportRequestRequest
        {
            KindCode = Kind, Title = Title, Description = Description, ProjectId = ForProject ? projectId : "", RequestId = requestId,
        };
        request.Values.AddRange(Values.Select(value => new FormValue { Code = value.Code, Value = value.Value }));
        return request;
    }
}

/// <summary>Requests of every kind and in every state. What is left untouched here becomes overdue, and escalates, as its working days pass.</summary>
internal static class SupportPlans
{
    public const string TalentTitle = "智能产线运维工程师（诉求）";
    public const string TechnologyTitle = "关键零部件在线检测（诉求）";

    public static IReadOnlyList<SupportPlan> All { get; } =
    [
        new(0, true, "approvals", "二期厂房施工许可办理", "二期厂房施工许可材料已备齐，请协调加快办理。", [("matter", "construction")]),
        new(0, true, "land", "二期扩建工业用地", "现有厂区已满，二期需新增工业用地。", [("area_m2", "26000"), ("use", "industrial")],
            new SupportMove(SupportHand.Take)),
        new(0, true, "energy", "新产线用电报装", "新产线投产需增加用电容量。", [("carrier", "power"), ("yearly_kwh", "4200000"), ("capacity_kva", "1600")],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Ask, "请补充用电负荷计算书。")),
        new(1, true, "data", "工业能耗公共数据使用", "用于产线能效建模，不涉及个人信息。", [("dataset", "分行业能耗统计数据"), ("purpose", "能效对标"), ("personal", "no")],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Transfer, "reform:数据由发展改革部门归口，转请办理。")),
        new(0, true, "funding", "设备更新贷款贴息", "已签订设备更新贷款合同，申请贴息。", [("amount_cny_fen", "1200000000"), ("form", "loan")],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Ask, "请补充贷款合同编号。"), new SupportMove(SupportHand.Answer, "合同编号已随材料补充。"),
            new SupportMove(SupportHand.Solve, "已列入本年度第二批贴息计划，款项将于下月拨付。")),
        new(1, true, "schooling", "引进人才子女入学", "新引进工程师的子女需就近入学。", [("children", "2"), ("stage", "primary")],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Solve, "已协调开发区两所小学接收。"), new SupportMove(SupportHand.Close, "5:办理很快，感谢。")),
        new(1, false, "other", "厂区周边市场化租赁纠纷", "与房东的租赁价格争议，请求政府裁定。", [],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Reject, "租赁价格属市场行为，请通过协商或司法途径解决。")),
        new(1, false, "funding", "流动资金临时周转", "短期资金周转需求。", [("amount_cny_fen", "300000000"), ("form", "guarantee")],
            new SupportMove(SupportHand.Withdraw, "已自行解决。")),
        new(1, true, "approvals", "技改项目节能审查", "技改项目节能审查意见迟迟未出。", [("matter", "energy_review")],
            new SupportMove(SupportHand.Take), new SupportMove(SupportHand.Solve, "审查意见已上传系统。"), new SupportMove(SupportHand.Reopen, "意见中的项目名称有误，请更正。")),
        new(0, false, "talent", "工业机器人调试工程师（诉求）", "急需两名现场调试人员。", [("headcount", "2"), ("skills", "工业机器人、PLC编程"), ("place", "秦皇岛")],
            new SupportMove(SupportHand.Take)),
        new(0, true, "talent", TalentTitle, "新产线投产在即，急需一名运维工程师。", [("headcount", "1"), ("skills", "PLC编程、机械设计、工业网络智能控制维护"), ("place", "秦皇岛")]),
        new(0, true, "technology", TechnologyTitle, "关键零部件依赖人工检测，漏检率高。", [("problem", "关键零部件表面缺陷机器视觉在线检测与智能判定"), ("budget_cny_fen", "60000000")]),
    ];
}
