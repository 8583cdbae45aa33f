using Platform.ProjectRegistry.Applications;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("张", "*")]
    [InlineData("张明", "张*")]
    [InlineData("张晓明", "张*明")]
    [InlineData("欧阳晓明", "欧**明")]
    [InlineData("𠮷田明", "𠮷*明")]
    public void Names(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("", "")]
    [InlineData("13812345678", "138****5678")]
    [InlineData("0335-0000013", "033*****0013")]
    [InlineData("12345", "*****")]
    public void Phones(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));
}
