using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Letters;

/// <summary>A letter in both languages, ready for its forms: the template's sentences with the facts filled in.</summary>
public sealed record LetterText(
    string TitleZh, string TitleEn, string Number, string Addressee, IReadOnlyList<string> BodyZh, IReadOnlyList<string> BodyEn, string Issuer, string DayZh, string DayEn)
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Regex Placeholder = new("\\{[a-z_]+\\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly TemplateFile File = Embedded.Read<TemplateFile>("Letters.letter-templates.json", Snake);

    /// <summary>Pure: the same facts give the same text.</summary>
    public static LetterText Of(LetterFacts facts)
    {
        var template = File.Templates[facts.Kind.ToString()];
        List<string> zh = [.. template.BodyZh.Select(text => Fill(text, facts, facts.ReasonZh))];
        List<string> en = [.. template.BodyEn.Select(text => Fill(text, facts, facts.ReasonEn))];
        if (template.Remedy)
        {
            zh.Add(File.RemedyZh);
            en.Add(File.RemedyEn);
        }

        if (facts.Rehearsal)
        {
            zh.Add(File.RehearsalZh);
            en.Add(File.RehearsalEn);
        }

        return new(
            template.TitleZh, template.TitleEn, facts.NumberText, $"{facts.OrganisationName}（统一社会信用代码 {facts.OrganisationCode}）：", zh, en, facts.Issuer,
            facts.IssuedOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), facts.IssuedOn.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
    }

    // One pass over the template: a project's name that looks like a placeholder stays as it is.
    private static string Fill(string template, LetterFacts facts, string reason) => Placeholder.Replace(template, match => match.Value switch
    {
        "{project}" => facts.ProjectName,
        "{batch}" => facts.BatchName,
        "{rank}" => facts.Rank.ToString(CultureInfo.InvariantCulture),
        "{notice_first}" => facts.NoticeFirst is { } first ? CityDays.Text(first) : "",
        "{notice_last}" => facts.NoticeLast is { } last ? CityDays.Text(last) : "",
        "{reason}" => reason,
        _ => match.Value,
    }).Trim();

    private sealed record TemplateFile(
        string Source, string RemedyZh, string RemedyEn, string RehearsalZh, string RehearsalEn, IReadOnlyDictionary<string, Template> Templates);

    private sealed record Template(string TitleZh, string TitleEn, IReadOnlyList<string> BodyZh, IReadOnlyList<string> BodyEn, bool Remedy);
}
