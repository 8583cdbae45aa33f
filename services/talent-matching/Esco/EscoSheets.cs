using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;

namespace Platform.TalentMatching.Esco;

/// <summary>A row of a file of skills or skill groups.</summary>
internal sealed record EscoSkillRow(string Uri, string Type, string Status, string Label, IReadOnlyList<string> AltLabels, string LabelZh, IReadOnlyList<string> AltLabelsZh);

/// <summary>A row of a file of links.</summary>
internal sealed record EscoLinkRow(string From, string To);

/// <summary>The columns of ESCO's files (version 1.2, CSV); further columns are not read.</summary>
internal static class EscoSheets
{
    public const string Uri = "conceptUri";
    public const string Type = "conceptType";
    public const string Status = "status";
    public const string Label = "preferredLabel";
    public const string AltLabels = "altLabels";
    public const string LabelZh = "preferredLabelZh";
    public const string AltLabelsZh = "altLabelsZh";
    public const string Broader = "broaderUri";
    public const string Original = "originalSkillUri";
    public const string Related = "relatedSkillUri";

    private const int UriMax = 300;
    private const int LabelMax = 200;
    private const int CellMax = 20_000;

    /// <summary>Rows with a bad identifier, type or status, and those that come twice, are problems.</summary>
    public static ImportRows<EscoSkillRow> Skills(ImportFile file) => new ImportSheet<EscoSkillRow>(
            row => new EscoSkillRow(
                row.Text(Uri, UriMax),
                row.OptionalText(Type, 100),
                row.OptionalText(Status, 100),
                row.Text(Label, LabelMax),
                Lines(row.OptionalText(AltLabels, CellMax)),
                row.OptionalText(LabelZh, LabelMax),
                Lines(row.OptionalText(AltLabelsZh, CellMax))),
            required: [Uri, Label],
            optional: [Type, Status, AltLabels, LabelZh, AltLabelsZh]).Read(file)
        .Check(row => IsUri(row.Value.Uri) ? null : EscoErrors.NotAUri(row, Uri))
        .Check(row => row.Value.Type is "" or "KnowledgeSkillCompetence" or "SkillGroup" ? null : EscoErrors.NotASkill(row, Type))
        .Check(row => row.Value.Status is "" or "released" ? null : EscoErrors.NotASkill(row, Status))
        .RejectRepeated(Uri, row => row.Uri);

    public static ImportRows<EscoLinkRow> Links(ImportFile file, string from, string to) => new ImportSheet<EscoLinkRow>(
            row => new EscoLinkRow(row.Text(from, UriMax), row.Text(to, UriMax)), required: [from, to]).Read(file)
        .Check(row => IsUri(row.Value.From) ? null : EscoErrors.NotAUri(row, from))
        .Check(row => IsUri(row.Value.To) ? null : EscoErrors.NotAUri(row, to));

    private static bool IsUri(string text) =>
        text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>ESCO puts one label a line; those too long to be one are left out.</summary>
    private static string[] Lines(string cell) =>
        [.. cell.Split('\n').Select(Words.Trim).Where(label => label.Length is > 0 and <= LabelMax).Distinct(StringComparer.Ordinal)];
}
