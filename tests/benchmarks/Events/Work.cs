using System.Globalization;

namespace Platform.Benchmarks.Events;

/// <summary>The fact that all contenders carry: about the size of an admitted project with its needs.</summary>
internal static class Work
{
    public const string Name = "汽车轮毂智能产线数字化改造";
    public const string Organisation = "秦皇岛示范制造有限公司";

    public const string Summary =
        "面向铝合金轮毂十七道工序建设数字孪生产线，关键设备联网率达到百分之九十五，"
        + "质检由机器视觉完成，能耗降低百分之十二；项目建成后带动上下游十二家配套企业上云。";

    /// <summary>One business row and one effect row a message; the keys prove that nothing was lost or doubled.</summary>
    public const string Schema = """
        CREATE TABLE work (
            id uuid PRIMARY KEY,
            name text NOT NULL,
            organisation text NOT NULL,
            summary text NOT NULL);
        CREATE TABLE effect (
            seen bigint GENERATED ALWAYS AS IDENTITY,
            work_id uuid NOT NULL,
            name text NOT NULL);
        CREATE INDEX ON effect (work_id);
        """;

    public const string InsertWork = "INSERT INTO work (id, name, organisation, summary) VALUES ($1, $2, $3, $4)";
    public const string InsertEffect = "INSERT INTO effect (work_id, name) VALUES ($1, $2)";

    public static string CreditCode(int number) => number.ToString("D18", CultureInfo.InvariantCulture);
}
