using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.ProjectRegistry.Eligibility;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Eligibility;

public sealed class NameSimilarityTests
{
    [Theory]
    [InlineData("轻量化铝轮毂全流程智能工厂", "轻量化铝轮毂全流程智能工厂", 100)]
    [InlineData("工业互联网（ＡＩ）平台", "工业 互联网(AI) 平台", 100)]
    [InlineData("轻量化铝轮毂全流程智能工厂", "轻量化铝轮毂全流程智能工厂项目", 85)] // 12 of 14 pairs
    [InlineData("高镍正极材料智能工厂", "带钢连轧成套设备智能控制升级", 4)]
    [InlineData("甲", "乙", 0)]
    public void Names_are_as_alike_as_their_pairs_of_characters(string left, string right, int percent) =>
        Assert.Equal(percent, new NameSimilarity(left).PercentOf(new NameSimilarity(right)));

    [Property]
    public Property Similarity_is_symmetric_and_the_short_cut_never_hides_a_near_name() => Prop.ForAll(
        Arb.From(Gen.Elements("智能", "工厂", "一期", "二期", "A", " ", "（", "材料").ListOf().Select(string.Concat)),
        Arb.From(Gen.Elements("智能", "工厂", "一期", "二期", "A", " ", "（", "材料").ListOf().Select(string.Concat)),
        (left, right) =>
        {
            var (a, b) = (new NameSimilarity(left), new NameSimilarity(right));
            var percent = a.PercentOf(b);
            return percent == b.PercentOf(a) && percent is >= 0 and <= 100 && (percent < 80 || a.MayReach(80, b));
        });
}
