using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>A negotiation on made-up research, as far as it goes.</summary>
/// <param name="Form">What the firm wants.</param>
/// <param name="Withdrawn">Ended by the firm there.</param>
/// <param name="Contract">With the contract drawn up from the agreed terms.</param>
internal sealed record NegotiationPlan(string Title, string Keyword, NegotiationStage Stage, TransferForm Form, bool Withdrawn = false, bool Contract = false)
{
    // Research that none of the city's firms looks for, so that no match of another step leads here.
    public static IReadOnlyList<NegotiationPlan> All { get; } =
    [
        new("长城敌台砖体裂隙注浆材料（演示）", "注浆", NegotiationStage.Interest, TransferForm.Licence),
        new("滨海湿地候鸟声景监测装置（演示）", "声景", NegotiationStage.Confidentiality, TransferForm.Service),
        new("海参肽低温酶解工艺（演示）", "酶解", NegotiationStage.DueDiligence, TransferForm.Licence),
        new("葡萄皮渣多酚连续提取（演示）", "多酚", NegotiationStage.TermSheet, TransferForm.Licence),
        new("贝壳基土壤调理剂制备（演示）", "贝壳", NegotiationStage.TermsAgreed, TransferForm.ExclusiveLicence),
        new("古建琉璃瓦釉面修复配方（演示）", "琉璃瓦", NegotiationStage.TermsAgreed, TransferForm.Service, Contract: true),
        new("海藻纤维染色助剂（演示）", "海藻", NegotiationStage.DueDiligence, TransferForm.Assignment, Withdrawn: true),
    ];

    public CreateListingRequest Listing => new()
    {
        Title = Title, Origin = "秦皇岛", Industry = "new-materials", Keywords = { Keyword }, Summary = "演示成果，用于展示洽谈的各个阶段，内容为虚构。",
        TechnologyReadiness = 6, ReadinessEvidence = "演示用测试报告。", ContactName = "示例联系人", ContactPhone = "0335-0000000",
    };

    public TransferTerms Terms(long priceFen) => new()
    {
        Form = Form,
        PriceCnyFen = priceFen,
        RoyaltyBp = Form == TransferForm.Service ? 0 : 300,
        FieldOfUse = "本企业主营产品",
        Territory = "中国境内",
        TermMonths = 60,
        Milestones =
        {
            new TermMilestone { Title = "技术资料交付", DueDay = "2027-03-31", PaymentCnyFen = priceFen / 2 },
            new TermMilestone { Title = "现场验收", DueDay = "2027-09-30", PaymentCnyFen = priceFen - (priceFen / 2) },
        },
        OtherTerms = "后续改进成果归改进方，双方可优先受让（演示条款）。",
    };
}
