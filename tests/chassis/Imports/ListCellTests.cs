using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class ListCellTests
{
    [Fact]
    public void List_is_split_at_both_semicolons_without_blanks_and_repeats()
    {
        Assert.Equal(["冷轧", "板形 控制", "冷轧2"], Cells.Read(" 冷轧；板形 控制;;冷轧； 冷轧2；", row => row.List("列", 10, 3)));
        Assert.Empty(Cells.Read("", row => row.List("列", 10, 3)));
    }

    [Fact]
    public void List_outside_its_rule_is_refused()
    {
        Assert.Equal(ErrorReason.CellRequired, Cells.Problem("", row => row.List("列", 10, 3, minItems: 1)));
        Assert.Equal(ErrorReason.CellOutOfRange, Cells.Problem("a;b", row => row.List("列", 10, 1)));
        Assert.Equal(ErrorReason.CellTooLong, Cells.Problem("一二三", row => row.List("列", 2, 9)));
    }

    [Fact]
    public void Skills_are_read_with_their_level()
    {
        Assert.Equal(
            [new("PLC编程", 3), new("C++", 5), new("机器视觉", 1)],
            Cells.Read("PLC编程：３;C++:5；机器视觉: 1", row => row.SkillLevels("列", 9)));
    }

    [Theory]
    [InlineData("PLC编程:9", ErrorReason.CellOutOfRange)]
    [InlineData("PLC编程:0", ErrorReason.CellOutOfRange)]
    [InlineData("PLC编程:-1", ErrorReason.CellOutOfRange)]
    [InlineData("PLC编程:精通", ErrorReason.CellNotANumber)]
    [InlineData("PLC编程", ErrorReason.CellNotANumber)]
    [InlineData(":3", ErrorReason.CellRequired)]
    [InlineData("PLC:3;ＰＬＣ:4", ErrorReason.CellNotAChoice)]
    public void Skill_without_a_proper_level_is_refused(string text, ErrorReason reason) =>
        Assert.Equal(reason, Cells.Problem(text, row => row.SkillLevels("列", 9)));

    [Fact]
    public void Posts_may_leave_their_number_out()
    {
        Assert.Equal([new NumberedWord("食品检测员", 2), new NumberedWord("质量管理工程师", 1)], Cells.Read("食品检测员:2；质量管理工程师", Posts));
        Assert.Equal(ErrorReason.CellOutOfRange, Cells.Problem("食品检测员:0", Posts));
        Assert.Equal(ErrorReason.CellTooLong, Cells.Problem("一二三四五六七八九十:2", Posts));
    }

    [Fact]
    public void Patent_numbers_are_read_in_their_usual_form()
    {
        Assert.Equal(["ZL202119900148.8", "201919900011.5"], Cells.Read("ｚｌ 2021 1990 0148.8; 201919900011.5", row => row.PatentNumbers("列", 5)));
        Assert.Equal(ErrorReason.PatentNumberInvalid, Cells.Problem("ZL201919900011.1", row => row.PatentNumbers("列", 5)));
    }

    private static IReadOnlyList<NumberedWord> Posts(RowReader row) => row.NumberedWords("列", 8, 9, 1, 1000, otherwise: 1);
}
