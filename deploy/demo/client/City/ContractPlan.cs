using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>How far a made-up contract is carried.</summary>
internal enum ContractEnd
{
    Draft,
    Noticed,
    InForce,
    Performed,
    Terminated,
}

/// <summary>A made-up contract: whose research, of which kind, for how much, and how far it is carried.</summary>
/// <param name="Origin">Where the research was done; its owner is the first of that place with a listing that is free.</param>
/// <param name="Mark">Begins its terms and makes it known again.</param>
/// <param name="AmountFen">CNY fen.</param>
internal sealed record ContractPlan(string Origin, string Mark, AgreementKind Kind, long AmountFen, ContractEnd End)
{
    public static readonly IReadOnlyList<ContractPlan> All =
    [
        new("秦皇岛", "演示合同·独占许可", AgreementKind.Licence, 200_000_001, ContractEnd.InForce) { Exclusive = true, RoyaltyBp = 300, Shared = true },
        new("秦皇岛", "演示合同·协议转让", AgreementKind.Assignment, 120_000_000, ContractEnd.Noticed),
        new("秦皇岛", "演示合同·技术咨询", AgreementKind.Consulting, 8_000_000, ContractEnd.Performed),
        new("秦皇岛", "演示合同·技术服务", AgreementKind.Service, 15_000_000, ContractEnd.Terminated),
        new("秦皇岛", "演示合同·合同草稿", AgreementKind.Licence, 30_000_000, ContractEnd.Draft),
        new("北京", "演示合同·北京技术开发", AgreementKind.Development, 180_000_000, ContractEnd.InForce),
        new("北京", "演示合同·北京技术许可", AgreementKind.Licence, 60_000_000, ContractEnd.InForce),
        new("天津", "演示合同·天津技术转让", AgreementKind.Assignment, 95_000_000, ContractEnd.InForce),
        new("天津", "演示合同·天津技术服务", AgreementKind.Service, 26_000_000, ContractEnd.InForce),
    ];

    public bool Exclusive { get; init; }

    public int RoyaltyBp { get; init; }

    /// <summary>Inventors, a direct cost and a statement for each of them.</summary>
    public bool Shared { get; init; }
}
