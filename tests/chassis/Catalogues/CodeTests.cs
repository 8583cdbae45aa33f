using Platform.Chassis.Catalogues;
using Xunit;

namespace Platform.Chassis.Tests.Catalogues;

public sealed class CodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")] // The standard's own example.
    [InlineData("91130303MAYQ10876B")]
    public void Credit_code_that_holds_is_valid(string code)
    {
        Assert.True(CreditCode.IsValid(code));
        Assert.Equal(code, CreditCode.Complete(code[..17]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    [InlineData("91350100m000100y43")]
    [InlineData("91350100I000100Y43")]
    public void Credit_code_of_another_shape_is_not_valid(string? code) => Assert.False(CreditCode.IsValid(code));

    [Fact]
    public void Every_wrong_character_of_a_credit_code_is_noticed()
    {
        const string code = "91350100M000100Y43";
        foreach (var (position, letter) in from position in Enumerable.Range(0, 18) from letter in "0123456789ABCDEFGHJKLMNPQRTUWXY" select (position, letter))
        {
            Assert.Equal(letter == code[position], CreditCode.IsValid(code[..position] + letter + code[(position + 1)..]));
        }
    }

    [Fact]
    public void Code_of_another_length_cannot_be_completed() => Assert.Throws<ArgumentException>(() => CreditCode.Complete("123"));

    [Theory]
    [InlineData("ZL201919900011.5", "ZL201919900011.5")]
    [InlineData("zl 2019 1990 0011.5", "ZL201919900011.5")]
    [InlineData("CN202119900148.8", "CN202119900148.8")]
    [InlineData("202119900148.8", "202119900148.8")]
    [InlineData("ZL201919900011.1", null)]
    [InlineData("ZL2019199000115", null)]
    [InlineData("ZL20191990001.5", null)]
    [InlineData("ZL201949900011.5", null)]
    [InlineData("ZL191919900011.5", null)]
    [InlineData("US202119900148.8", null)]
    [InlineData("", null)]
    public void Patent_number_is_normalised_or_refused(string text, string? normal) => Assert.Equal(normal, PatentNumber.Normalise(text));

    [Fact]
    public void Old_patent_numbers_have_eight_digits()
    {
        var number = "85100001." + PatentNumber.Check("85100001");
        Assert.Equal("ZL" + number, PatentNumber.Normalise("ZL" + number));
    }

    [Fact]
    public void Ten_is_written_as_X()
    {
        var digits = Enumerable.Range(0, 100).Select(n => $"2020100000{n:00}").First(d => PatentNumber.Check(d) == 'X');
        Assert.Equal($"ZL{digits}.X", PatentNumber.Normalise($"zl{digits}.x"));
    }
}
