using FsCheck;
using FsCheck.Xunit;
using Platform.Chassis.Privacy;
using Xunit;

namespace Platform.Chassis.Tests.Privacy;

public sealed class MaskingPrivacyTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("张", "*")]
    [InlineData("李娜", "李*")]
    [InlineData("张小明", "张*明")]
    [InlineData(" 欧阳晓明 ", "欧**明")]
    [InlineData("𠮷田明", "𠮷*明")]
    [InlineData("𬭩", "*")]
    [InlineData("轧制装备课题组", "轧*****组")]
    public void A_name_keeps_its_first_and_last_character(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("", "")]
    [InlineData("13812345678", "138****5678")]
    [InlineData("0335-0000013", "033*****0013")]
    [InlineData("8051234", "80***34")]
    [InlineData("0335123456", "03******56")]
    [InlineData("12345", "*****")]
    public void A_phone_keeps_its_ends(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));

    [Property]
    public void Something_is_always_hidden(NonEmptyString text)
    {
        if (text.Get.Trim().Length > 0)
        {
            Assert.Contains('*', Masking.Name(text.Get));
            Assert.Contains('*', Masking.Phone(text.Get));
        }
    }
}
