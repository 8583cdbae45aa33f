using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class NumberCellTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.01", 10_000)]
    [InlineData("1234.56", 1_234_560_000)]
    [InlineData("12.5", 12_500_000)]
    [InlineData("12.500", 12_500_000)]
    [InlineData(" ４６００．１ ", 4_600_100_000)]
    [InlineData("100000000", 100_000_000_000_000)]
    public void Money_in_wan_is_exact_in_fen(string text, long fen) => Assert.Equal(fen, Cells.Read(text, row => row.Money("列")));

    [Theory]
    [InlineData("-120.5", ErrorReason.CellNegative)]
    [InlineData("－1", ErrorReason.CellNegative)]
    [InlineData("100000000.01", ErrorReason.CellOutOfRange)]
    [InlineData("99999999999999999999999999999999999", ErrorReason.CellOutOfRange)]
    [InlineData("-99999999999999999999999999999999999", ErrorReason.CellNegative)]
    [InlineData("1.234", ErrorReason.CellNotANumber)]
    [InlineData("1e3", ErrorReason.CellNotANumber)]
    [InlineData("1,234.5", ErrorReason.CellNotANumber)]
    [InlineData("1 000", ErrorReason.CellNotANumber)]
    [InlineData(".5", ErrorReason.CellNotANumber)]
    [InlineData("NaN", ErrorReason.CellNotANumber)]
    [InlineData("Infinity", ErrorReason.CellNotANumber)]
    [InlineData("∞", ErrorReason.CellNotANumber)]
    [InlineData("一万二", ErrorReason.CellNotANumber)]
    [InlineData("100万元", ErrorReason.CellNotANumber)]
    [InlineData("+5", ErrorReason.CellFormula)]
    [InlineData("=1+1", ErrorReason.CellFormula)]
    [InlineData("-1+1", ErrorReason.CellFormula)]
    [InlineData("-", ErrorReason.CellFormula)]
    [InlineData("", ErrorReason.CellRequired)]
    [InlineData(" 　", ErrorReason.CellRequired)]
    public void Money_that_is_no_plain_amount_is_refused(string text, ErrorReason reason) => Assert.Equal(reason, Cells.Problem(text, row => row.Money("列")));

    [Fact]
    public void Blank_optional_numbers_are_none()
    {
        Assert.Null(Cells.Read("", row => row.OptionalMoney("列")));
        Assert.Null(Cells.Read("", row => row.OptionalInteger("列", 1, 9)));
        Assert.Null(Cells.Read("", row => row.OptionalPercent("列")));
        Assert.Null(Cells.Read("", row => row.OptionalDate("列")));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("２０", 20)]
    [InlineData("7.0", 7)]
    public void Integer_is_read(string text, int value) => Assert.Equal(value, Cells.Read(text, row => row.Integer("列", 1, 20)));

    [Theory]
    [InlineData("0", ErrorReason.CellOutOfRange)]
    [InlineData("21", ErrorReason.CellOutOfRange)]
    [InlineData("99999999999999", ErrorReason.CellOutOfRange)]
    [InlineData("-3", ErrorReason.CellNegative)]
    [InlineData("3.5", ErrorReason.CellNotANumber)]
    [InlineData("three", ErrorReason.CellNotANumber)]
    public void Integer_outside_its_rule_is_refused(string text, ErrorReason reason) => Assert.Equal(reason, Cells.Problem(text, row => row.Integer("列", 1, 20)));

    [Theory]
    [InlineData("35", 3500)]
    [InlineData("35.25", 3525)]
    [InlineData("70%", 7000)]
    [InlineData("70 ％", 7000)]
    [InlineData("100", 10000)]
    public void Percent_is_in_basis_points(string text, int basisPoints) => Assert.Equal(basisPoints, Cells.Read(text, row => row.Percent("列")));

    [Theory]
    [InlineData("130", ErrorReason.CellOutOfRange)]
    [InlineData("-1%", ErrorReason.CellNegative)]
    [InlineData("33.333", ErrorReason.CellNotANumber)]
    public void Percent_outside_its_rule_is_refused(string text, ErrorReason reason) => Assert.Equal(reason, Cells.Problem(text, row => row.Percent("列")));

    [Theory]
    [InlineData("2027-07-01")]
    [InlineData("2027/7/1")]
    [InlineData("２０２７-07-01")]
    public void Date_is_read(string text) => Assert.Equal(new DateOnly(2027, 7, 1), Cells.Read(text, row => row.Date("列")));

    [Theory]
    [InlineData("2027-02-30")]
    [InlineData("2027-13-01")]
    [InlineData("27-07-01")]
    [InlineData("07/01/2027")]
    [InlineData("2027-07-01 12:00:00")]
    [InlineData("明年")]
    public void Date_that_no_calendar_has_is_refused(string text) => Assert.Equal(ErrorReason.CellNotADate, Cells.Problem(text, row => row.Date("列")));
}
