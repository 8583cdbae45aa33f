using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MiniExcelLibs;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

/// <summary>Rows written to a file, by another writer than the platform's, are read back the same.</summary>
public sealed class RoundTripProperties
{
    private static readonly string[] Columns = ["名称", "代码", "金额(万元)", "占比(%)", "是否", "日期", "关键词", "技能"];

    private static readonly ImportSheet<Item> Sheet = new(
        row => new(
            row.Text("名称", 200), row.CreditCode("代码"), row.Money("金额(万元)"), row.Percent("占比(%)"), row.YesNo("是否"), row.OptionalDate("日期"),
            string.Join(';', row.List("关键词", 60, 20)), string.Join(';', row.SkillLevels("技能", 20).Select(skill => $"{skill.Word}:{skill.Number}"))),
        Columns);

    [Property(Arbitrary = [typeof(Items)], MaxTest = 200)]
    public void Csv_in_utf8(Item[] items) => Same(items, Files.Csv(Csv(items)));

    [Property(Arbitrary = [typeof(Items)], MaxTest = 100)]
    public void Csv_in_utf8_with_a_mark(Item[] items) => Same(items, Files.Bytes("a.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Csv(items))]));

    [Property(Arbitrary = [typeof(Items)], MaxTest = 200)]
    public void Csv_in_gb18030(Item[] items) => Same(items, Files.Bytes("a.csv", Files.Gb18030.GetBytes(Csv(items))));

    [Property(Arbitrary = [typeof(Items)], MaxTest = 100)]
    public void Workbook(Item[] items)
    {
        var content = new MemoryStream();
        var rows = items.Select(item => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["名称"] = item.Name,
            ["代码"] = item.Code,
            ["金额(万元)"] = item.Fen / 1_000_000m,
            ["占比(%)"] = item.BasisPoints / 100.0,
            ["是否"] = item.Yes ? "是" : "否",
            ["日期"] = item.Day?.ToDateTime(TimeOnly.MinValue),
            ["关键词"] = item.Words,
            ["技能"] = item.Skills,
        });
        content.SaveAs(rows.DefaultIfEmpty(Columns.ToDictionary(column => column, _ => (object?)null, StringComparer.Ordinal)));
        Same(items, Files.Bytes("a.xlsx", content.ToArray()));
    }

    private static void Same(Item[] items, ImportFile file)
    {
        var rows = Sheet.Read(file);
        Assert.Empty(rows.Problems);
        Assert.Equal(items, rows.Accepted.Select(row => row.Value));
    }

    private static string Csv(Item[] items) => string.Concat(items.Select(Fields).Prepend(Columns).Select(fields => string.Join(',', fields.Select(Quoted)) + "\r\n"));

    private static string[] Fields(Item item) =>
    [
        item.Name, item.Code, (item.Fen / 1_000_000m).ToString(CultureInfo.InvariantCulture), (item.BasisPoints / 100m).ToString(CultureInfo.InvariantCulture),
        item.Yes ? "Y" : "N", item.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", item.Words, item.Skills,
    ];

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    public sealed record Item(string Name, string Code, long Fen, int BasisPoints, bool Yes, DateOnly? Day, string Words, string Skills);

    private static class Items
    {
        /// <summary>Characters of one, two and four bytes in GB18030, and those that CSV and XML treat apart.</summary>
        private static readonly string[] Pieces =
            ["a", "Z", "9", " ", ",", "\"", "\n", "'", "<", "&", "\t", "=", "-", "（", "，", "：", "。", "研", "镓", "䶮", "𬭩", "é", "②", "Ａ", "㎡"];

        public static Arbitrary<Item[]> Arbitrary() => Arb.From((
            from name in Texts(Pieces)
            from code in Gen.Elements("0123456789ABCDEFGHJKLMNPQRTUWXY".ToCharArray()).ArrayOf(17)
            from hundredths in Gen.Choose(0, int.MaxValue)
            from basisPoints in Gen.Choose(0, 10_000)
            from yes in Gen.Elements(true, false)
            from day in Gen.Choose(-1, 40_000)
            from words in Texts(Pieces).ListOf()
            from skills in Texts(Pieces).ListOf()
            from level in Gen.Choose(1, 5)
            select new Item(
                name, CreditCode.Complete(new string(code)), hundredths * 10_000L, basisPoints, yes, day < 0 ? null : new DateOnly(1990, 1, 1).AddDays(day),
                string.Join(';', words.Distinct(StringComparer.Ordinal).Take(9)),
                string.Join(';', skills.DistinctBy(Words.Fold, StringComparer.Ordinal).Take(9).Select(skill => $"{skill}:{level}")))).ArrayOf());

        private static Gen<string> Texts(string[] pieces) =>
            from inner in Gen.Elements(pieces).ListOf()
            select $"始{string.Concat(inner.Take(20))}终";
    }
}
