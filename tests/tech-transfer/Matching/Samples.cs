using FsCheck;
using FsCheck.Fluent;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Tests.Matching;

/// <summary>Listings and needs of a small vocabulary, so that random ones have something in common.</summary>
public static class Samples
{
    private static readonly string[] Words = ["液压", "故障诊断", "涂层", "焊接", "机器人", "视觉", "检测", "PLC", "welding robots", "3D打印", "𬭩合金", "ＡＩ"];
    private static readonly string[] Industries = ["new-materials", "auto-parts", "electronics"];

    public static Gen<string> Text(int most) =>
        from size in Gen.Choose(0, most)
        from words in Gen.ArrayOf(Gen.Elements(Words), size)
        from glue in Gen.Elements("", "，", " ")
        select string.Join(glue, words);

    public static Gen<Listed> Listing =>
        from title in Text(4)
        from keywords in Gen.ListOf(Text(1), 2)
        from summary in Text(12)
        from industry in Gen.Elements(Industries)
        from readiness in Gen.Choose(1, 9)
        from form in Gen.Choose(0, 5)
        from price in Gen.Elements(0L, 50_000_000, 100_000_000, 120_000_000)
        from id in ArbMap.Default.GeneratorFor<Guid>()
        select new Listed(id, title, keywords, summary, industry, readiness, (TransferForm)form, price, "", "某校");

    public static Gen<Need> Need =>
        from title in Text(3)
        from keywords in Gen.ListOf(Text(1), 2)
        from description in Text(6)
        from industry in Gen.Elements(Industries)
        from readiness in Gen.Choose(0, 9)
        from form in Gen.Choose(0, 5)
        from budget in Gen.Elements(0L, 80_000_000, 100_000_000)
        from declared in ArbMap.Default.GeneratorFor<bool>()
        select new Need(title, [.. keywords], description, industry, readiness, (TransferForm)form, budget, declared);

    public static Gen<Listed[]> Listings => Listing.ArrayOf().Select(all => all.DistinctBy(one => one.Id).ToArray());
}
