using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.Matching;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class TokeniserTests
{
    private static IEnumerable<string> Terms(string text, TermKind kind) => Tokeniser.Tokenise(text).Where(term => term.Kind == kind).Select(term => term.Text);

    [Fact]
    public void Chinese_is_split_into_overlapping_pairs_and_characters()
    {
        Assert.Equal(["故障", "障诊", "诊断"], Terms("故障诊断", TermKind.Bigram));
        Assert.Equal(["故", "障", "诊", "断"], Terms("故障诊断", TermKind.Character));
    }

    [Fact]
    public void No_pair_reaches_over_punctuation_or_a_word() =>
        Assert.Equal(["射线", "液压", "检测"], Terms("X射线，液压 AI检测", TermKind.Bigram));

    [Fact]
    public void Full_width_letters_and_capitals_are_the_same_words() =>
        Assert.Equal(Terms("ai plc 5g", TermKind.Word), Terms("ＡＩ ＰＬＣ　５Ｇ", TermKind.Word));

    [Theory]
    [InlineData("robots", "robot")]
    [InlineData("welding", "weld")]
    [InlineData("controlled", "control")]
    [InlineData("controlling", "control")]
    [InlineData("batteries", "battery")]
    [InlineData("machines", "machine")]
    [InlineData("machining", "machine")]
    [InlineData("processes", "process")]
    public void Forms_of_an_English_word_share_their_stem(string form, string word) =>
        Assert.Equal(Stemmer.Stem(word), Stemmer.Stem(form));

    [Theory]
    [InlineData("gas")]
    [InlineData("3d")]
    [InlineData("glass")]
    [InlineData("bus")]
    public void Short_words_and_those_that_only_look_inflected_stay(string word) => Assert.Equal(word, Stemmer.Stem(word));

    [Fact]
    public void Characters_outside_the_basic_plane_stay_whole() =>
        Assert.Equal(["𬭩合"], Terms("𬭩合", TermKind.Bigram));

    [Property]
    public void Any_text_is_split_without_failing_and_the_same_way_twice(string? text)
    {
        var terms = Tokeniser.Tokenise(text ?? "");
        Assert.Equal(terms, Tokeniser.Tokenise(text ?? ""));
        Assert.All(terms, term => Assert.NotEmpty(term.Text));
    }
}
