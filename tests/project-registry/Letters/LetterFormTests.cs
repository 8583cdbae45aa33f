using System.Text;
using Microsoft.Extensions.Configuration;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Letters;
using Platform.Registry.V1;
using UglyToad.PdfPig;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Letters;

public sealed class LetterFormTests
{
    private static readonly LetterFacts Facts = new(
        LetterKind.NotSelected, 2026, 12, new DateOnly(2026, 11, 25), "秦皇岛市工业和信息化局", "二〇二六年第一批", false, "轻量化铝轮毂全流程智能工厂<script>", "秦皇岛轩砾轮毂制造有限公司",
        "91130303MAYQ10876B", 31, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 10), "25 个名额已由排名更前的项目占满。", "All 25 seats are taken by better ranks.");

    [Fact]
    public void The_html_is_complete_encoded_and_loads_and_runs_nothing()
    {
        var html = Encoding.UTF8.GetString(LetterHtml.Render(LetterText.Of(Facts)));
        Assert.Contains("轻量化铝轮毂全流程智能工厂&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("size: A4", html, StringComparison.Ordinal);
        Assert.Contains("〔2026〕12号", html, StringComparison.Ordinal);
        Assert.Contains("Decision of non-selection", html, StringComparison.Ordinal);
        Assert.Contains("行政复议", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LetterKind.Admitted)]
    [InlineData(LetterKind.Waitlisted)]
    [InlineData(LetterKind.NotSelected)]
    [InlineData(LetterKind.FormalCheckFailed)]
    [InlineData(LetterKind.Removed)]
    public void Every_kind_has_a_template_that_leaves_no_placeholder(LetterKind kind)
    {
        var html = Encoding.UTF8.GetString(LetterHtml.Render(LetterText.Of(Facts with { Kind = kind, ProjectName = "智能工厂", Rehearsal = true })));
        Assert.DoesNotMatch("\\{[a-z_]+\\}", html[html.IndexOf("<body>", StringComparison.Ordinal)..]);
        Assert.Contains("演练文书", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_looks_like_a_placeholder_stays_as_it_is() =>
        Assert.Contains(LetterText.Of(Facts with { ProjectName = "项目{reason}" }).BodyZh, text => text.Contains("项目{reason}", StringComparison.Ordinal));

    [Fact]
    public void The_pdf_holds_the_text_to_search_and_copy_is_small_and_always_the_same()
    {
        var typeface = new LetterFont(Settings("")).Typeface;
        var first = LetterPdf.Render(LetterText.Of(Facts), Facts, typeface);
        Assert.Equal(first, LetterPdf.Render(LetterText.Of(Facts), Facts, typeface));
        Assert.InRange(first.Length, 1, 300 * 1024);
        using var pdf = PdfDocument.Open(first);
        var text = string.Concat(pdf.GetPages().Select(page => page.Text)).Normalize(NormalizationForm.FormKC);
        Assert.Contains("轻量化铝轮毂全流程智能工厂", text, StringComparison.Ordinal);
        Assert.Contains("秦皇岛轩砾轮毂制造有限公司", text, StringComparison.Ordinal);
        Assert.Contains("Decision of non-selection", text, StringComparison.Ordinal);
        Assert.Equal("未入选决定书", pdf.Information.Title![2..8]);
        // Characters that share their glyph with a radical carry the text that was written.
        Assert.Contains(pdf.GetPage(1).GetMarkedContents(), content => content.ActualText == "工");
    }

    [Fact]
    public void A_long_letter_goes_on_to_further_pages()
    {
        var facts = Facts with { ReasonZh = string.Concat(Enumerable.Repeat("研发投入数据与年报不一致，须补充说明。", 120)) };
        using var pdf = PdfDocument.Open(LetterPdf.Render(LetterText.Of(facts), facts, new LetterFont(Settings("")).Typeface));
        Assert.True(pdf.NumberOfPages >= 2);
    }

    [Fact]
    public void Without_a_font_the_error_says_what_to_do()
    {
        var failed = Assert.Throws<FailedException>(() => new LetterFont(Settings("/nowhere/font.ttc")).Typeface);
        Assert.Equal(Common.V1.ErrorReason.FontMissing, failed.Error.Reason);
        Assert.Contains("HTML", failed.Error.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_begins_with_a_closing_mark_or_ends_with_an_opening_one_and_no_word_is_torn()
    {
        const string text = "经研究决定，“轻量化铝轮毂”（二〇二六年第一批）列入项目库。Manufacturing projects of Qinhuangdao（示范）。";
        for (var width = 3; width < 40; width++)
        {
            var lines = TextLines.Break(text, width, 2, line => line.Length);
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => "，。）”".Contains(line[0], StringComparison.Ordinal) || "（“".Contains(line[^1], StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains("Manufacturing", StringComparison.Ordinal));
        }
    }

    private static IConfiguration Settings(string font) => new ConfigurationBuilder().AddInMemoryCollection([new("Letters:Font", font)]).Build();
}
