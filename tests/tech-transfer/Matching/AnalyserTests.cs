using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.Matching.Retrieval;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class AnalyserTests
{
    private static IEnumerable<string> Words(string text) => Analyser.Analyse(text).Where(term => term.Word is not null).Select(term => term.Text);

    private static IEnumerable<string> Pairs(string text) => Analyser.Analyse(text).Where(term => term.Word is null && !term.IsCharacter).Select(term => term.Text);

    private static IEnumerable<string> Characters(string text) => Analyser.Analyse(text).Where(term => term.IsCharacter).Select(term => term.Text);

    [Fact]
    public void Chinese_is_split_into_overlapping_pairs_and_characters()
    {
        Assert.Equal(["故障", "障诊", "诊断"], Pairs("故障诊断"));
        Assert.Equal(["故", "障", "诊", "断"], Characters("故障诊断"));
    }

    [Fact]
    public void No_pair_reaches_over_punctuation_or_a_word() => Assert.Equal(["射线", "液压", "检测"], Pairs("X射线，液压 AI检测"));

    [Fact]
    public void Stop_words_leave_no_term_but_a_pair_with_one_stays()
    {
        Assert.Empty(Analyser.Analyse("的与和 the of 之其"));
        Assert.Equal(["参与"], Pairs("参与"));
        Assert.Equal(["参"], Characters("参与"));
    }

    [Fact]
    public void Signs_and_emoji_leave_no_term() => Assert.Empty(Analyser.Analyse("😀🚀 ——！？ \u200d"));

    [Fact]
    public void Full_width_letters_and_capitals_are_the_same_words() => Assert.Equal(["ai", "plc", "5g"], Words("ＡＩ ＰＬＣ　５Ｇ"));

    [Theory]
    [InlineData("機器學習與資料庫", "机器学习与资料库")]
    [InlineData("鋁合金壓鑄", "铝合金压铸")]
    [InlineData("電動車電池", "电动车电池")]
    public void Traditional_Chinese_is_the_same_as_simplified(string traditional, string simplified) =>
        Assert.Equal(Analyser.Analyse(simplified).Select(term => term.Text), Analyser.Analyse(traditional).Select(term => term.Text));

    [Fact]
    public void Accents_written_apart_or_together_are_the_same() => Assert.Equal(Words("caf\u00e9"), Words("cafe\u0301"));

    [Theory]
    [InlineData("robots", "robot")]
    [InlineData("welding", "weld")]
    [InlineData("controlled", "control")]
    [InlineData("controlling", "control")]
    [InlineData("batteries", "battery")]
    [InlineData("machines", "machine")]
    [InlineData("machining", "machine")]
    [InlineData("processes", "process")]
    [InlineData("optimization", "optimize")]
    public void Forms_of_an_English_word_share_their_stem(string form, string word) => Assert.Equal(Porter2.Stem(word), Porter2.Stem(form));

    // From the sample vocabulary of the Snowball project.
    [Theory]
    [InlineData("consistency", "consist")]
    [InlineData("consolingly", "consol")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("knightly", "knight")]
    [InlineData("generously", "generous")]
    [InlineData("communication", "communic")]
    [InlineData("happy", "happi")]
    [InlineData("dying", "die")]
    [InlineData("relational", "relat")]
    [InlineData("hopefulness", "hope")]
    [InlineData("adjustment", "adjust")]
    [InlineData("hoping", "hope")]
    [InlineData("succeed", "succeed")]
    public void Words_have_the_stems_of_Porter2(string word, string stem) => Assert.Equal(stem, Porter2.Stem(word));

    [Theory]
    [InlineData("gas")]
    [InlineData("3d")]
    [InlineData("glass")]
    [InlineData("bus")]
    public void Short_words_and_those_that_only_look_inflected_stay(string word) => Assert.Equal(word, Porter2.Stem(word));

    [Fact]
    public void Characters_outside_the_basic_plane_stay_whole() => Assert.Equal(["𬭩合"], Pairs("𬭩合"));

    [Fact]
    public void A_term_knows_where_it_stands_in_the_text()
    {
        const string text = "ＡＩ 焊接Robots";
        Assert.Equal(["ＡＩ", "焊", "焊接", "接", "Robots"], Analyser.Analyse(text).Select(term => text[term.Start..term.End]));
    }

    [Property]
    public void Any_text_is_split_without_failing_and_the_same_way_twice(string? text)
    {
        var terms = Analyser.Analyse(text ?? "");
        Assert.Equal(terms, Analyser.Analyse(text ?? ""));
        Assert.All(terms, term => Assert.NotEmpty(term.Text));
        Assert.All(terms, term => Assert.True(term.Start >= 0 && term.Start < term.End && term.End <= text!.Length));
    }
}
