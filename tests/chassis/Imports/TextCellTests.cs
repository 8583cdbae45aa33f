using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class TextCellTests
{
    private static readonly Choices<EmploymentWord> Employment = new() { { EmploymentWord.Full, "全职", "Full time" }, { EmploymentWord.Intern, "实习", "Internship" } };

    private static Catalogue City => Catalogue.Read(Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));

    [Fact]
    public void Text_is_trimmed_and_keeps_its_lines() => Assert.Equal("第一行\n第二行", Cells.Read("　第一行\r\n第二行 \uFEFF", row => row.Text("列", 20)));

    [Fact]
    public void Text_is_measured_in_characters_and_not_in_code_units()
    {
        Assert.Equal("𬭩䶮", Cells.Read("𬭩䶮", row => row.Text("列", 2)));
        Assert.Equal(ErrorReason.CellTooLong, Cells.Problem("𬭩䶮一", row => row.Text("列", 2)));
        Assert.Equal(ErrorReason.CellOutOfRange, Cells.Problem("一", row => row.Text("列", 9, min: 2)));
        Assert.Equal(ErrorReason.CellRequired, Cells.Problem("\t ", row => row.Text("列", 2)));
        Assert.Equal("", Cells.Read(" ", row => row.OptionalText("列", 2)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.invalid\")")]
    [InlineData("+86 13800000000")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("  =1")]
    [InlineData("\t=1")]
    [InlineData("\r\n=1")]
    [InlineData("\u200B=1")]
    [InlineData("　＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM")]
    public void Cell_that_a_spreadsheet_would_run_is_refused_in_every_kind_of_column(string text)
    {
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.Text("列", 100)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.OptionalText("列", 1)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.Phone("列")));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.CreditCode("列")));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.Choice("列", Employment)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.YesNo("列")));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.Industry("列", City)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.OptionalTrack("列", City)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.Date("列")));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.List("列", 60, 9)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.SkillLevels("列", 9)));
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem(text, row => row.PatentNumbers("列", 9)));
    }

    [Fact]
    public void Item_of_a_list_that_a_spreadsheet_would_run_is_refused() =>
        Assert.Equal(ErrorReason.CellFormula, Cells.Problem("液压；=1", row => row.List("列", 60, 9)));

    [Fact]
    public void Credit_code_is_read_in_any_width_and_case() =>
        Assert.Equal("91130303MAYQ10876B", Cells.Read(" ９１１３０３０３ｍａyq10876b", row => row.CreditCode("列")));

    [Theory]
    [InlineData("911303 03MAYQ10876B")]
    [InlineData("91130303MAYQ10876C")]
    [InlineData("91130303MAYQ1087")]
    [InlineData("91130303MAIQ10876B")]
    public void Credit_code_that_does_not_hold_is_refused(string text) =>
        Assert.Equal(ErrorReason.CreditCodeInvalid, Cells.Problem(text, row => row.CreditCode("列")));

    [Theory]
    [InlineData("全职", EmploymentWord.Full)]
    [InlineData("full TIME", EmploymentWord.Full)]
    [InlineData("ｉｎｔｅｒｎｓｈｉｐ", EmploymentWord.Intern)]
    public void Choice_is_read_by_any_of_its_words(string text, EmploymentWord value) => Assert.Equal(value, Cells.Read(text, row => row.Choice("列", Employment)));

    [Fact]
    public void Word_that_is_no_choice_is_refused_and_a_blank_one_is_the_default()
    {
        Assert.Equal(ErrorReason.CellNotAChoice, Cells.Problem("兼职", row => row.Choice("列", Employment)));
        Assert.Equal(ErrorReason.CellRequired, Cells.Problem("", row => row.Choice("列", Employment)));
        Assert.Equal(EmploymentWord.None, Cells.Read("", row => row.OptionalChoice("列", Employment, EmploymentWord.None)));
    }

    [Theory]
    [InlineData("是", true)]
    [InlineData("Ｙ", true)]
    [InlineData("TRUE", true)]
    [InlineData("否", false)]
    [InlineData("no", false)]
    public void Yes_and_no_are_read(string text, bool value) => Assert.Equal(value, Cells.Read(text, row => row.YesNo("列")));

    [Fact]
    public void Industry_and_track_are_read_by_code_and_by_either_name()
    {
        Assert.Equal("auto-parts", Cells.Read("汽车零部件", row => row.Industry("列", City)));
        Assert.Equal("auto-parts", Cells.Read("automotive PARTS", row => row.Industry("列", City)));
        Assert.Equal("auto-parts", Cells.Read("auto-parts", row => row.Industry("列", City)));
        Assert.Equal(ErrorReason.IndustryUnknown, Cells.Problem("海洋渔业", row => row.Industry("列", City)));
        Assert.Equal("smart-ev", Cells.Read("智能电车", row => row.OptionalTrack("列", City)));
        Assert.Equal("", Cells.Read("", row => row.OptionalTrack("列", City)));
        Assert.Equal(ErrorReason.CellNotAChoice, Cells.Problem("太空经济", row => row.OptionalTrack("列", City)));
    }

    [Fact]
    public void Column_that_was_not_declared_is_a_fault_of_the_program() =>
        Assert.Throws<InvalidOperationException>(() => Cells.Read("", row => row.Text("另一列", 9)));

    public enum EmploymentWord
    {
        None,
        Full,
        Intern,
    }
}
