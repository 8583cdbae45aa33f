using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>A programme of the demo city and how far it goes.</summary>
/// <param name="College">Code; empty where the firm trains its own people.</param>
/// <param name="Modules">Title, skill and target level of each.</param>
/// <param name="Learners">How many talents its college enrols; beyond the seats they wait.</param>
/// <param name="Until">The state that it is led to.</param>
internal sealed record TrainingPlan(
    string Title, TrainingKind Kind, string College, string Firm, int Seats, int Learners, TrainingState Until, params (string Title, string Skill, int Level)[] Modules);

/// <summary>One programme in each state, of each kind.</summary>
internal static class TrainingPlans
{
    /// <summary>The post that the graduates of the completed order class come to meet.</summary>
    public const string Post = "人形机器人运维工程师（订单班对接）";

    public const string OrderClass = "人形机器人运维订单班（示范）";
    private const string University = "12130300YQ01000118";
    private const string Vocational = "12130300YQ01000380";
    private const string Industrial = "12130300YQ0100046T";

    public static IReadOnlyList<TrainingPlan> All(string firm, string other) =>
    [
        new(OrderClass, TrainingKind.OrderClass, Vocational, firm, 6, 4, TrainingState.Completed, ("人形机器人装调", "humanoid-robot", 4), ("运动控制基础", "motion-control", 3)),
        new("智改数转现场工程师产业学院（示范）", TrainingKind.IndustryCollege, Industrial, firm, 20, 5, TrainingState.Running,
            ("现场工程集成与运维", "field-engineering", 4), ("可编程控制器", "plc-programming", 3)),
        new("五轴数控加工订单班（示范）", TrainingKind.OrderClass, Industrial, other, 3, 5, TrainingState.Enrolling, ("数控加工", "cnc-machining", 4), ("五轴加工", "five-axis-machining", 3)),
        new("产线组态与网络继续教育（示范）", TrainingKind.Continuing, University, firm, 40, 0, TrainingState.Draft, ("组态监控", "scada", 4), ("工业网络", "industrial-network", 4)),
        new("焊接机器人员工培训（示范）", TrainingKind.Employee, "", other, 12, 0, TrainingState.Enrolling, ("焊接技术", "welding", 4)),
        new("增材制造订单班（示范）", TrainingKind.OrderClass, Vocational, other, 15, 0, TrainingState.Cancelled, ("增材制造", "additive-manufacturing", 3)),
    ];
}
