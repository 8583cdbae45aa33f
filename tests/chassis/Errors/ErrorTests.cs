using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Errors;

public sealed class ErrorTests
{
    [Fact]
    public void Every_reason_has_its_proto_name()
    {
        foreach (var value in ErrorsReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).Values)
        {
            Assert.Equal(value.Name, $"ERROR_REASON_{RichStatus.NameOf((ErrorReason)value.Number)}");
        }
    }

    [Fact]
    public void A_page_token_of_another_query_is_refused()
    {
        var token = PageToken.Encode("talents skill=plc", "2026", "id");

        Assert.Equal(["2026", "id"], PageToken.Decode(token, "talents skill=plc", 2)!);
        var refused = Assert.Throws<FailedException>(() => PageToken.Decode(token, "talents skill=cnc", 2));
        Assert.Equal(ErrorReason.PageTokenInvalid, refused.Error.Reason);
        Assert.Throws<FailedException>(() => PageToken.Decode("not a token", "talents skill=plc", 2));
    }

    [Theory]
    [InlineData("en-GB,zh;q=0.5", Language.English)]
    [InlineData("zh-CN", Language.Chinese)]
    [InlineData(null, Language.Chinese)]
    [InlineData("fr", Language.Chinese)]
    public void The_language_is_Chinese_unless_English_comes_first(string? header, Language expected) =>
        Assert.Equal(expected, Languages.Parse(header));
}
