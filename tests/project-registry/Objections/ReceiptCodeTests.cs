using Platform.ProjectRegistry.Objections;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Objections;

public sealed class ReceiptCodeTests
{
    [Fact]
    public void A_code_is_found_however_it_is_typed()
    {
        var code = ReceiptCode.New();
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$", code);
        Assert.Equal(ReceiptCode.Hash(code), ReceiptCode.Hash(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l')));
        Assert.NotEqual(ReceiptCode.Hash(code), ReceiptCode.Hash(ReceiptCode.New()));
    }
}
