using Platform.ProjectRegistry.Policies;
using Platform.ProjectRegistry.Policies.Language;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>The policy language: reading, checking, evaluating, and where its errors point.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 - 2 - 1", "4")]
    [InlineData("100% + 20%", "120%")]
    [InlineData("1 / 3 * 3", "1")]
    [InlineData("-2 + 3", "1")]
    [InlineData("500万元", "5000000元")]
    [InlineData("0.01元 * 3", "0.03元")]
    [InlineData("1亿元 / 4", "25000000元")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(2025-01-01, 2024-12-31)", "2025-01-01")]
    [InlineData("if 2 > 1 then 10元 else 20元", "10元")]
    // 5 million in full, and half of the 3 million above: 6.5 million.
    [InlineData("tiers(800万元, 500万元: 100%, above: 50%)", "6500000元")]
    // 10 % of 100, 20 % of the next 200, 30 % of the 50 above: 10 + 40 + 15.
    [InlineData("tiers(350, 100: 10%, 300: 20%, above: 30%)", "65")]
    [InlineData("tiers(0元 - 5元, 500万元: 100%, above: 50%)", "0元")]
    [InlineData("'a' in ('b', 'a')", "true")]
    [InlineData("not true or true", "true")]
    [InlineData("1 = 1 and 2 != 3", "true")]
    public void An_expression_comes_to(string expression, string result) =>
        Assert.Equal(result, Evaluate(expression).Value?.Source());

    [Theory]
    [InlineData("1 +", 4, "不完整")]
    [InlineData("1 + )", 5, "“)”")]
    [InlineData("1元 + 2", 6, "须为金额，而不是数值")]
    [InlineData("1元 * 2元", 4, "金额不能与金额相乘")]
    [InlineData("1 / (2 - 2)", 3, "只能除以一个非零")]
    [InlineData("1 / 0", 3, "只能除以一个非零")]
    [InlineData("year.turnover > 0元", 1, "没有名为“year.turnover”")]
    [InlineData("true > false", 6, "是/否不能用来比较")]
    [InlineData("'a' < 'b'", 5, "文字只能比较是否相同")]
    [InlineData("tiers(10, 5: 1, 5: 2, above: 3)", 17, "逐档提高")]
    [InlineData("tiers(10, 5: 1元, above: 3)", 14, "须为数值")]
    [InlineData("if 1 then 2 else 3", 4, "须为是/否")]
    [InlineData("if true then 2 else 3元", 21, "须为数值")]
    [InlineData("min('a', 'b')", 5, "须为数值、金额或日期")]
    [InlineData("1.2.3", 1, "不是数字")]
    [InlineData("'open", 1, "引号没有结束")]
    [InlineData("1 # 2", 3, "无法识别")]
    [InlineData("2 in (1 + 1)", 9, "此处须为“)”")]
    public void A_faulty_expression_is_refused_at_its_place(string expression, int at, string sentence)
    {
        var error = Assert.Throws<RuleException>(() => TypeCheck.Of(Parser.Parse(expression), TypeOf)).Error;
        Assert.Equal(at, error.At);
        Assert.Contains(sentence, error.Chinese, StringComparison.Ordinal);
        Assert.NotEmpty(error.English);
    }

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        Assert.Throws<RuleException>(() => Parser.Parse(new string('1', Parser.LongestText + 1)));
        Assert.Throws<RuleException>(() => Parser.Parse(new string('(', 200) + "1" + new string(')', 200)));
        Assert.True(Evaluate(string.Join(" + ", Enumerable.Repeat("1", 240))).IsKnown);
        Assert.True(Evaluate(string.Concat(Enumerable.Repeat("not ", 240)) + "true").IsKnown);
    }

    [Fact]
    public void Only_what_could_still_change_the_result_is_missing()
    {
        Assert.Equal(["year.revenue"], Evaluate("year.revenue > 0元 and 1 < 2").Missing);
        Assert.Equal(["year.revenue", "year.exports"], Evaluate("year.revenue > 0元 or year.exports > year.revenue").Missing);
        Assert.Equal("false", Evaluate("year.revenue > 0元 and 1 > 2").Value?.Source());
        Assert.Equal("true", Evaluate("1 < 2 or year.revenue > 0元").Value?.Source());
        Assert.Equal("5元", Evaluate("if firm.high_tech then 5元 else 5元").Value?.Source());
        Assert.Equal(["firm.high_tech"], Evaluate("if firm.high_tech then 5元 else 6元").Missing);
    }

    [Fact]
    public void Words_for_people_stand_in_both_languages()
    {
        var node = Parser.Parse("not firm.high_tech and year.revenue >= 500万元 * 15%");
        Assert.Equal("非 持有高新技术企业证书 且 营业收入 ≥ 5,000,000.00 元 × 15%", Printer.ForPeople(node, english: false, name => PolicyFacts.Find(name)!.Chinese));
        Assert.Equal("not holds a high-tech certificate and revenue ≥ CNY 5,000,000.00 × 15%", Printer.ForPeople(node, english: true, name => PolicyFacts.Find(name)!.English));
    }

    private static Outcome Evaluate(string expression)
    {
        var node = Parser.Parse(expression);
        TypeCheck.Of(node, TypeOf);
        return Evaluator.Of(node, name => Outcome.Unknown([name]));
    }

    private static RuleType? TypeOf(string name) => PolicyFacts.Find(name)?.Type;
}
